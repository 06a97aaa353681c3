/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Computes the weight with which, near samples outside [0, 1], a pixel's result
 * with an exposure takes the place of the result with clamping: w in
 * engine/highlights-pass.h.
 */
#pragma once

#include <smooth/image.h>

/* The size of the window in which samples outside [0, 1] are counted, and
 * temporary memory. The caller owns the struct and allocates outside and sums.
 */
typedef struct
{
  int n_channels; /* channels of the source */
  int halo_px;    /* the window has 2 * halo_px + 1 pixels a side */
  /* temporary memory: one for each source pixel that is read */
  gint32 *outside;
  gint32 *sums; /* temporary memory: one for each column that is read */
} SmoothHighlightsWeight;

/* Computes the weights, in [0, 1], of the pixels of part. pixels: the source's
 * pixels in around, which is part and halo_px pixels more on each side, as far
 * as the source goes. weights (out): those of part, without gaps. A weight
 * depends only on the pixels in its window. Not thread-safe for the same
 * temporary memory. */
void smooth_highlights_weight_pixels (const SmoothHighlightsWeight *weight,
                                      const SmoothRect *around,
                                      const float *pixels,
                                      const SmoothRect *part,
                                      float *weights);
