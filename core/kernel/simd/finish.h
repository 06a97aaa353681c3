/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to finished sums, for a vector of channels. */
#pragma once

#include "kernel/simd/kernels.h"
#include "kernel/simd/vector.h"

/* The vectors of SmoothFinish for some channels. */
typedef struct
{
  Vec bias, scale, shift;
  float slope;
} FinishVecs;

static inline FinishVecs
finish_load (const SmoothFinish *finish, int channel)
{
  return (FinishVecs) {
    vec_load (finish->bias + channel),
    vec_load (finish->scale + channel),
    vec_load (finish->shift + channel),
    finish->slope,
  };
}

/* Finishes n <= VL channels that lie at of row's first pixel. */
static inline __attribute__ ((always_inline)) void
finish_store (const FinishVecs *finish,
              Vec sum,
              int n,
              const SmoothFinishRow *row,
              gsize at)
{
  Vec value = sum + finish->bias;

  value = vec_max (value, value * finish->slope);
  if (row->tap != NULL)
    vec_store_some (row->tap + at, value, n);
  value = vec_fma (value, finish->scale, finish->shift);
  if (row->residual != NULL)
    value += vec_load_some (row->residual + at, n);
  vec_store_some (row->out + at, value, n);
}
