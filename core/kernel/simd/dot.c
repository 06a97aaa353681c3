/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Convolution to at most four channels. The lanes of a vector are not several
 * outputs, since four would not fill a vector, but the inputs of one output. At
 * the end the lanes of a sum are added up, for VL pixels at once.
 */
#include "kernel/simd/epilogue.h"
#include "kernel/simd/parts.h"

#define MAX_OUT SMOOTH_DOT_MAX_OUT

/* For this many pixels at the same time, the sums of all output channels are in
 * registers. */
#define STEP_PX 4

G_STATIC_ASSERT (VL % STEP_PX == 0);

/* Returns the sums a[0] + a[1], a[2] + a[3] ..., followed by b[0] + b[1] ... */
static inline Vec
add_neighbours (Vec a, Vec b)
{
#if VL == 16
  return __builtin_shufflevector (a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20,
                                  22, 24, 26, 28, 30)
         + __builtin_shufflevector (a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21,
                                    23, 25, 27, 29, 31);
#elif VL == 8
  return __builtin_shufflevector (a, b, 0, 2, 4, 6, 8, 10, 12, 14)
         + __builtin_shufflevector (a, b, 1, 3, 5, 7, 9, 11, 13, 15);
#else
  return __builtin_shufflevector (a, b, 0, 2, 4, 6)
         + __builtin_shufflevector (a, b, 1, 3, 5, 7);
#endif
}

/* Replaces n vectors, n a power of two, by one, vectors[0]. It has VL / n lanes
 * for each of them, in their order, whose sum is that of all lanes of the
 * vector. If this is done to VL / n such vectors in turn, lane i of the result
 * is the sum of the lanes of vector i. */
static inline __attribute__ ((always_inline)) void
add_lanes (Vec *vectors, int n)
{
#pragma GCC unroll 4
  for (; n > 1; n /= 2)
#pragma GCC unroll 8
    for (int i = 0; i < n / 2; i++)
      vectors[i] = add_neighbours (vectors[2 * i], vectors[2 * i + 1]);
}

/* Adds up the products of STEP_PX pixels from pixel on. For each output channel
 * one vector is written to parts; these vectors lie VL / STEP_PX vectors apart.
 * In each, a pixel has VL / STEP_PX lanes, which remain to be added up. */
static inline __attribute__ ((always_inline)) void
multiply (const SmoothDot *job, int n_out, int pixel, Vec *parts)
{
  const float *weight = job->weight;
  Vec sums[MAX_OUT][STEP_PX] = { { { 0 } } };

  for (int i = 0; i < job->n_spans; i++)
    {
      const SmoothDirectSpan *span = &job->spans[i];
      const float *in =
        job->rows[span->row] + pixel * job->pixel_step + span->offset;

      for (int k = 0; k < span->n; k += VL, weight += n_out * VL)
        {
          Vec left[STEP_PX];

#pragma GCC unroll 4
          for (int p = 0; p < STEP_PX; p++)
            left[p] = vec_load_some (in + p * job->pixel_step + k, span->n - k);
#pragma GCC unroll 4
          for (int o = 0; o < n_out; o++)
            {
              const Vec right = vec_load (weight + o * VL);

#pragma GCC unroll 4
              for (int p = 0; p < STEP_PX; p++)
                sums[o][p] = vec_fma (left[p], right, sums[o][p]);
            }
        }
    }
#pragma GCC unroll 4
  for (int o = 0; o < n_out; o++)
    {
      add_lanes (sums[o], STEP_PX);
      parts[o * (VL / STEP_PX)] = sums[o][0];
    }
}

/* Applies bias, activation, scale, shift and residual (the epilogue) to n
 * pixels, whose sums are the lanes of sums[channel]. This differs from
 * epilogue.h in that the lanes are pixels and not channels. */
static inline __attribute__ ((always_inline)) void
finish (const SmoothDot *job, int n_out, int pixel, int n, const Vec *sums)
{
  const SmoothEpilogue *epilogue = &job->epilogue;
  const SmoothEpilogueRow *row = &job->out;
  float values[MAX_OUT][VL], activations[MAX_OUT][VL];

#pragma GCC unroll 4
  for (int o = 0; o < n_out; o++)
    {
      Vec value = sums[o] + epilogue->bias[o];

      value = vec_max (value, value * epilogue->slope);
      vec_store (activations[o], value);
      vec_store (values[o], vec_fma (value, vec_set (epilogue->scale[o]),
                                     vec_set (epilogue->shift[o])));
    }
  for (int p = 0; p < n; p++)
#pragma GCC unroll 4
    for (int o = 0; o < n_out; o++)
      {
        const gsize at = (gsize) (pixel + p) * n_out + o;

        if (row->activation != NULL)
          row->activation[at] = activations[o][p];
        row->out[at] = row->residual != NULL ? values[o][p] + row->residual[at]
                                             : values[o][p];
      }
}

/* Computes the whole row. The number of output channels is a constant, so that
 * loops over it are unrolled. */
static inline __attribute__ ((always_inline)) void
compute_row (const SmoothDot *job, int n_out)
{
  for (int pixel = 0; pixel < job->n_pixels; pixel += VL)
    {
      Vec parts[MAX_OUT][VL / STEP_PX];
      Vec sums[MAX_OUT];

#pragma GCC unroll 4
      for (int i = 0; i < VL / STEP_PX; i++)
        multiply (job, n_out, pixel + i * STEP_PX, &parts[0][i]);
#pragma GCC unroll 4
      for (int o = 0; o < n_out; o++)
        {
          add_lanes (parts[o], VL / STEP_PX);
          sums[o] = parts[o][0];
        }
      finish (job, n_out, pixel, MIN (VL, job->n_pixels - pixel), sums);
    }
}

void
SMOOTH_SIMD_NAME (smooth_kernel_dot) (const SmoothDot *job)
{
  switch (job->epilogue.n_channels)
    {
    case 1:
      compute_row (job, 1);
      break;
    case 2:
      compute_row (job, 2);
      break;
    case 3:
      compute_row (job, 3);
      break;
    default:
      compute_row (job, 4);
      break;
    }
}
