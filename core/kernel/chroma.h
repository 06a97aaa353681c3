/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chroma of bands: where a picture has colours, and what of a change of it may
 * have some; so that grey stays grey.
 *
 *   k (block) = min (1, 20 * max over the block's 8x8 pixels of
 *                       (the largest of a pixel's channels - the smallest))
 *   d (block) = max of k over the 3x3 blocks around it, those there are
 *   g         = bilinear up-sampling of d by 8 (as kernel/upsample.h)
 *   out       = picture + m + g * (change - m),  m = mean of change's channels
 *
 * g is 1 in a block with a chroma of .05 and 4 px around it, exactly 0 where
 * nothing within 19 px has any, and changes by no more than 1/8 from a pixel to
 * the next: k is cut off at 1 before it is spread, not behind, which would let
 * strong colours open the gate in a step. Where g is 0 the channels of change
 * become equal to the bit.
 */
#pragma once

#include <glib.h>

#define SMOOTH_CHROMA_BLOCK 8
#define SMOOTH_CHROMA_SLOPE 20

/* Blocks along an axis of n pixels. */
static inline int
smooth_chroma_count_blocks (int n)
{
  return (n + SMOOTH_CHROMA_BLOCK - 1) / SMOOTH_CHROMA_BLOCK;
}

/* The blocks [first, last] along one axis of n that g at pixel i depends on. */
static inline void
smooth_chroma_get_source (int n, int i, int *first, int *last)
{
  const int below = (i + SMOOTH_CHROMA_BLOCK / 2) / SMOOTH_CHROMA_BLOCK - 1;

  *first = CLAMP (below - 1, 0, n - 1);
  *last = CLAMP (below + 2, 0, n - 1);
}
