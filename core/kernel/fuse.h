/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edge head: up to four one-channel side outputs, each brought to the size
 * of the finest by bilinear up-sampling (as kernel/upsample.h), mixed into one
 * probability:
 *
 *   out = sigmoid (bias + sum_i weight_i * up_{factor_i} (side_i))
 */
#pragma once

#include "kernel/band.h"

#define SMOOTH_FUSE_MAX_SIDES 4

typedef struct
{
  int n_sides;                                   /* 1 .. 4 */
  const SmoothBand *side[SMOOTH_FUSE_MAX_SIDES]; /* 1 channel each */
  int factor[SMOOTH_FUSE_MAX_SIDES];             /* 1, 2, 4 or 8 */
  float weight[SMOOTH_FUSE_MAX_SIDES];
  float bias;
} SmoothFuse;
