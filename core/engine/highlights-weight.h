/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The weight with which a pixel's result as exposed takes the place of the
 * clamped one: w in engine/highlights.h.
 */
#pragma once

#include <smooth/image.h>

/* Owned by the caller, who allocates outside and sums. */
typedef struct
{
  int n_channels;  /* of the source */
  int halo_px;     /* the window has 2 * halo_px + 1 pixels a side */
  gint32 *outside; /* scratch: one for each pixel of around */
  gint32 *sums;    /* scratch: one for each column of around */
} SmoothHighlightsWeight;

/* Computes the weights, in [0, 1], of the pixels of part. pixels: the source's
 * pixels of around, which is part and halo_px around it, as far as the source
 * goes. weights (out): those of part, packed. A weight depends on nothing but
 * the pixels in its window. Not thread-safe for the same scratch. */
void smooth_highlights_weight_pixels (const SmoothHighlightsWeight *weight,
                                      const SmoothRect *around,
                                      const float *pixels,
                                      const SmoothRect *part,
                                      float *weights);
