/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bilinear up-sampling of bands by 2, 4 or 8, half-pixel centres (PyTorch's
 * align_corners=False), cropped to the output plane:
 *
 *   out (y, x) = sum over the 2x2 pixels of in around
 *                ((y + 0.5) / factor - 0.5, (x + 0.5) / factor - 0.5)
 *                + residual (y, x)
 *
 * Coordinates are clamped to the coarse plane's ends.
 */
#pragma once

#include <glib.h>

/* The pixels [first, last] along one axis of a coarse plane of n that the
 * fine pixel i depends on; last is first or first + 1. */
static inline void
smooth_upsample_get_source (int factor, int n, int i, int *first, int *last)
{
  int below = i + factor / 2 >= factor ? (i - factor / 2) / factor : -1;

  *first = CLAMP (below, 0, n - 1);
  *last = CLAMP (below + 1, 0, n - 1);
}
