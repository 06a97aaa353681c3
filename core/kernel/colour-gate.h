/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colour gate, which keeps grey parts of a picture grey: it measures where
 * a picture has colours, and only there lets a change differ between the
 * channels.
 *
 *   k (block) = min (1, 20 * max over the block's 8x8 pixels of
 *                       (the largest of a pixel's channels - the smallest))
 *   d (block) = max of k over the 3x3 blocks around it, as far as there are any
 *   g         = bilinear up-sampling of d by 8 (as kernel/upsample.h)
 *   out       = picture + m + g * (change - m),  m = mean of change's channels
 *
 * k is the chroma of a block, d that of its surroundings, and g the gate of a
 * pixel, in [0, 1]. g is 1 in a block that has a pixel whose channels differ by
 * .05 or more, and 4 px around it. It is exactly 0 where no pixel within 19 px
 * has any colour, and the channels of change become equal there, to the bit. g
 * changes by at most 1/8 from a pixel to the next, because k is limited to 1
 * before the maximum and the up-sampling, and not after.
 *
 * The kernels are measure_chroma_row (k) and gate_chroma_row (out) in
 * kernel/simd/kernels.h. The functions here may be called by any thread.
 */
#pragma once

#include <glib.h>

/* A block has this many pixels on each side. */
#define SMOOTH_CHROMA_BLOCK 8

/* A block's chroma is the largest difference between the channels of one of its
 * pixels, times this number; at most 1. */
#define SMOOTH_CHROMA_SLOPE 20

/* Returns the number of blocks along an axis of n pixels. */
static inline int
smooth_chroma_count_blocks (int n)
{
  return (n + SMOOTH_CHROMA_BLOCK - 1) / SMOOTH_CHROMA_BLOCK;
}

/* Finds the blocks on whose chroma the gate of pixel i depends, along one axis
 * with n blocks: those from first to last. */
static inline void
smooth_chroma_get_source (int n, int i, int *first, int *last)
{
  const int below = (i + SMOOTH_CHROMA_BLOCK / 2) / SMOOTH_CHROMA_BLOCK - 1;

  *first = CLAMP (below - 1, 0, n - 1);
  *last = CLAMP (below + 2, 0, n - 1);
}
