/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edge head, which turns the side outputs of a network, up to four planes
 * of one channel at decreasing sizes, into one plane of edge probabilities:
 *
 *   out = sigmoid (bias + sum_i weight_i * up_i (side_i))
 *
 * up_i is bilinear up-sampling by factor_i (kernel/upsample.h) to the size of
 * out. The kernel is fuse_row in kernel/simd/kernels.h.
 */
#pragma once

#include "kernel/band.h"

#define SMOOTH_FUSE_MAX_SIDES 4

typedef struct
{
  int n_sides;                                   /* 1 to 4 */
  const SmoothBand *side[SMOOTH_FUSE_MAX_SIDES]; /* 1 channel each; borrowed */
  int factor[SMOOTH_FUSE_MAX_SIDES];             /* 1, 2, 4 or 8 */
  float weight[SMOOTH_FUSE_MAX_SIDES];
  float bias;
} SmoothFuse;
