/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The weight with which a pixel's result with an exposure takes the place of
 * the result with clamping: w in engine/highlights.h.
 */
#pragma once

#include <smooth/image.h>

/* The window and the temporary memory. The caller owns the struct and allocates
 * outside and sums. */
typedef struct
{
  int n_channels;  /* channels of the source */
  int halo_px;     /* the window has 2 * halo_px + 1 pixels a side */
  gint32 *outside; /* temporary memory: one for each pixel of around */
  gint32 *sums;    /* temporary memory: one for each column of around */
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
