/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts what the networks have changed into the source's pixels. Alpha, hidden
 * pixels and samples that are not finite stay as they are.
 */
#pragma once

#include <smooth/params.h>

#include "engine/exposure.h"
#include "kernel/band.h"
#include "kernel/simd.h"

/* What is composed; all borrowed. */
typedef struct
{
  const SmoothBand *smoothed; /* S (c): 3 channels, holding the pixels below */
  const SmoothExposure *exposure; /* the reader's; NULL: gain 1, offset 0 */
  SmoothChannels channels;
  SmoothSimd simd;
  int x, y, width, n_rows; /* the pixels, in the source's coordinates */
  int n_channels;          /* of the source */
} SmoothCompose;

/* Turns pixels (in/out), n_rows * width * n_channels samples x of the source,
 * into x + (S (c) - c) / gain, where c = clamp (gain * tone (x) + offset) is
 * what the networks have seen, and channels says which part of the change is
 * taken. Where a pixel has a sample beyond the linear part of tone
 * (engine/tone.h), the change is added to the pixel's tone. Thread-safe. */
void smooth_compose_rows (const SmoothCompose *compose, float *pixels);
