/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The epilogue of a convolution (see SmoothEpilogue), for one vector of output
 * channels at a time.
 */
#pragma once

#include "kernel/simd/kernels.h"
#include "kernel/simd/vector.h"

/* Bias, scale, shift and slope of an epilogue for one vector of output
 * channels. */
typedef struct
{
  Vec bias, scale, shift;
  float slope;
} EpilogueVecs;

/* Loads bias, scale and shift of a vector of output channels, of which the
 * first is number channel. */
static inline EpilogueVecs
epilogue_load (const SmoothEpilogue *epilogue, int channel)
{
  return (EpilogueVecs) {
    vec_load (epilogue->bias + channel),
    vec_load (epilogue->scale + channel),
    vec_load (epilogue->shift + channel),
    epilogue->slope,
  };
}

/* Turns the sums of a vector of output channels, of which the first n exist,
 * into outputs, and writes these to row. at: index of the first one among the
 * row's floats. */
static inline __attribute__ ((always_inline)) void
epilogue_store (const EpilogueVecs *epilogue,
                Vec sum,
                int n,
                const SmoothEpilogueRow *row,
                gsize at)
{
  Vec value = sum + epilogue->bias;

  /* The leaky activation is the larger one of value and slope * value, since
   * the slope is at most 1. */
  value = vec_max (value, value * epilogue->slope);
  if (row->activation != NULL)
    vec_store_some (row->activation + at, value, n);
  value = vec_fma (value, epilogue->scale, epilogue->shift);
  if (row->residual != NULL)
    value += vec_load_some (row->residual + at, n);
  vec_store_some (row->out + at, value, n);
}
