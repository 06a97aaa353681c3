/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adds to the source's pixels what the networks have changed. Alpha, hidden
 * pixels (with alpha 0) and samples that are not finite stay as they are.
 */
#pragma once

#include <smooth/params.h>

#include "engine/exposure.h"
#include "kernel/band.h"
#include "kernel/simd.h"

/* Which pixels get what the networks have changed, and what is needed for that;
 * all borrowed. */
typedef struct
{
  /* The picture that the networks have smoothed, S (c) in the formula below: 3
   * channels, with the pixels in memory. */
  const SmoothBand *smoothed;
  /* The gains and offsets with which the networks have read the source; NULL:
   * all are 1 and 0. */
  const SmoothExposure *exposure;
  SmoothChannels channels;
  /* [-1, 3]: minus the number by which the change is multiplied; not 0 */
  double detail;
  /* Whether the source's samples are known to lie in [0, 1], and the result's
   * shall, too, where texture is amplified (detail > 0). */
  gboolean is_limited;
  SmoothSimd simd;
  /* the rectangle of pixels that are changed, in the source's coordinates */
  int x, y, width, n_rows;
  int n_channels; /* channels of the source */
} SmoothCompose;

/* Replaces each pixel x, of n_rows * width * n_channels samples, by x - detail
 * (S (c) - c) / gain. c = clamp (gain * tone (x) + offset) is what the networks
 * have read, S (c) their result, and channels says which part of the difference
 * is added. Where a pixel has a sample beyond the linear part of tone
 * (engine/tone.h), the change is added to the pixel's tone.
 *
 * If is_limited and detail > 0, the change of a pixel is multiplied by the
 * largest t <= 1 with which all its colours stay in [0, 1]. As t is common to
 * the colours, the result lies between the pixel and the unlimited result; if
 * colours were clipped one by one, its hue would move. Thread-safe. */
void smooth_compose_rows (const SmoothCompose *compose, float *pixels);
