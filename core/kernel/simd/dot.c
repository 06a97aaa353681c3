/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Convolution to very few channels: vectors run along the inputs of an output,
 * and their lanes are summed at the end, for VL pixels at once.
 */
#include "kernel/simd/finish.h"
#include "kernel/simd/parts.h"

#define MAX_OUT SMOOTH_DOT_MAX_OUT

/* Pixels whose sums are in registers together. */
#define STEP_PX 4

G_STATIC_ASSERT (VL % STEP_PX == 0);

/* The sums of neighbouring lanes of a, then of b. */
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

/* The sums of the lanes of n vectors, n a power of two, in place: the first
 * VL / n vectors' worth of lanes become n-th parts of sums. After log2 (VL)
 * halvings of VL vectors, lane i of the first is the sum of vector i. */
static inline __attribute__ ((always_inline)) void
reduce (Vec *vectors, int n)
{
#pragma GCC unroll 4
  for (; n > 1; n /= 2)
#pragma GCC unroll 8
    for (int i = 0; i < n / 2; i++)
      vectors[i] = add_neighbours (vectors[2 * i], vectors[2 * i + 1]);
}

/* STEP_PX pixels' sums for each output, reduced to one vector each. */
static inline __attribute__ ((always_inline)) void
multiply (const SmoothDot *job, int n_out, int pixel, Vec *parts)
{
  const float *weight = job->weight;
  Vec sums[MAX_OUT][STEP_PX] = { { { 0 } } };

  for (int i = 0; i < job->n_runs; i++)
    {
      const SmoothDirectSpan *run = &job->runs[i];
      const float *in =
        job->rows[run->row] + pixel * job->pixel_step + run->offset;

      for (int k = 0; k < run->n; k += VL, weight += n_out * VL)
        {
          Vec left[STEP_PX];

#pragma GCC unroll 4
          for (int p = 0; p < STEP_PX; p++)
            left[p] = vec_load_some (in + p * job->pixel_step + k, run->n - k);
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
      reduce (sums[o], STEP_PX);
      parts[o * (VL / STEP_PX)] = sums[o][0];
    }
}

/* Finishes n pixels, whose sums are the lanes of sums[output]. */
static inline __attribute__ ((always_inline)) void
finish (const SmoothDot *job, int n_out, int pixel, int n, const Vec *sums)
{
  const SmoothFinish *finish = &job->finish;
  const SmoothFinishRow *row = &job->out;
  float values[MAX_OUT][VL], taps[MAX_OUT][VL];

#pragma GCC unroll 4
  for (int o = 0; o < n_out; o++)
    {
      Vec value = sums[o] + finish->bias[o];

      value = vec_max (value, value * finish->slope);
      vec_store (taps[o], value);
      vec_store (values[o], vec_fma (value, vec_set (finish->scale[o]),
                                     vec_set (finish->shift[o])));
    }
  for (int p = 0; p < n; p++)
#pragma GCC unroll 4
    for (int o = 0; o < n_out; o++)
      {
        const gsize at = (gsize) (pixel + p) * n_out + o;

        if (row->tap != NULL)
          row->tap[at] = taps[o][p];
        row->out[at] = row->residual != NULL ? values[o][p] + row->residual[at]
                                             : values[o][p];
      }
}

static inline __attribute__ ((always_inline)) void
run (const SmoothDot *job, int n_out)
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
          reduce (parts[o], VL / STEP_PX);
          sums[o] = parts[o][0];
        }
      finish (job, n_out, pixel, MIN (VL, job->n_pixels - pixel), sums);
    }
}

void
SMOOTH_SIMD_NAME (smooth_kernel_dot) (const SmoothDot *job)
{
  switch (job->finish.n_channels)
    {
    case 1:
      run (job, 1);
      break;
    case 2:
      run (job, 2);
      break;
    case 3:
      run (job, 3);
      break;
    default:
      run (job, 4);
      break;
    }
}
