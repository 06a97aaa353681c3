/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the networks' result back to the source's pixels: what is outside
 * [0, 1], not finite, hidden or alpha survives.
 */
#pragma once

#include <smooth/params.h>

#include "engine/exposure.h"
#include "kernel/band.h"
#include "kernel/simd.h"

/* n_rows rows of columns x .. x + width - 1, from y on.
 * smoothed: 3 channels, holds those rows and columns.
 * exposure: that of the reader; NULL: every gain 1, every offset 0.
 * pixels (in/out): n_rows * width * n_channels samples of the source, become
 * x + (S (c) - c) / gain, c = clamp (gain * x + offset), mixed as channels
 * says; where a pixel has a sample beyond the linear part of the tone
 * (engine/tone.h), in tones, and back. */
typedef struct
{
  const SmoothBand *smoothed;
  const SmoothExposure *exposure;
  SmoothChannels channels;
  SmoothSimd simd;
  int x, y, width, n_rows;
  int n_channels;
} SmoothCompose;

void smooth_compose_rows (const SmoothCompose *compose, float *pixels);
