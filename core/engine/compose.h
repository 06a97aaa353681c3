/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the networks' result back to the source's pixels: what is outside
 * [0, 1], not finite, hidden or alpha survives.
 */
#pragma once

#include <smooth/params.h>

#include "kernel/band.h"
#include "kernel/cpu.h"

/* n_rows rows of columns x .. x + width - 1, from y on.
 * smoothed: 3 channels, holds those rows and columns.
 * pixels (in/out): n_rows * width * n_channels samples of the source, become
 * x + (S (c) - c), c = clamp (x), mixed as channels says. */
typedef struct
{
  const SmoothBand *smoothed;
  SmoothChannels channels;
  SmoothCpuLevel cpu_level;
  int x, y, width, n_rows;
  int n_channels;
} SmoothCompose;

void smooth_compose_rows (const SmoothCompose *compose, float *pixels);
