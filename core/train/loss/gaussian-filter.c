/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filters with the Gaussian, see gaussian-filter.h. The vertical and the
 * horizontal pass run the same loop over neighbouring numbers, which a compiler
 * can vectorise; the taps are applied to numbers a row apart in the one and a
 * pixel apart in the other.
 */
#include "train/loss/gaussian-filter.h"

#include <math.h>

#include "train/loss/target-clones.h"

#define N_HALF (TRAIN_GAUSSIAN_TAPS / 2)
#define SIGMA 1.5

/* Computes one half of the filter's eleven taps, from the outermost to the
 * middle one. The middle tap compensates the rounding errors of the others, so
 * that the sum of all eleven is 1. */
static void
make_taps (TrainReal tap[N_HALF + 1])
{
  double sum = 0, rest = 1, value[N_HALF + 1];

  for (int k = 0; k <= N_HALF; k++)
    {
      value[k] = exp (-(N_HALF - k) * (N_HALF - k) / (2 * SIGMA * SIGMA));
      sum += k < N_HALF ? 2 * value[k] : value[k];
    }
  for (int k = 0; k < N_HALF; k++)
    {
      tap[k] = (TrainReal) (value[k] / sum);
      rest -= 2.0 * tap[k];
    }
  tap[N_HALF] = (TrainReal) rest;
}

/* Computes out[i] = sum over k = 0 ... 10 of tap k * in[i + k * step], for n
 * numbers; tap 10 - k equals tap k. */
TRAIN_TARGET_CLONES static void
pass (const TrainReal *restrict in,
      gsize step,
      gsize n,
      const TrainReal tap[N_HALF + 1],
      TrainReal *restrict out)
{
  const TrainReal t0 = tap[0], t1 = tap[1], t2 = tap[2], t3 = tap[3],
                  t4 = tap[4], t5 = tap[5];

  for (gsize i = 0; i < n; i++)
    {
      const TrainReal *at = in + i;

      out[i] = t0 * (at[0] + at[10 * step]) + t1 * (at[step] + at[9 * step])
               + t2 * (at[2 * step] + at[8 * step])
               + t3 * (at[3 * step] + at[7 * step])
               + t4 * (at[4 * step] + at[6 * step]) + t5 * at[5 * step];
    }
}

void
train_gaussian_filter (const TrainReal *in,
                       int height,
                       int width,
                       int channels,
                       TrainScratch *scratch,
                       TrainReal *out)
{
  gsize n = (gsize) width * channels;
  gsize n_out = (gsize) (width - TRAIN_GAUSSIAN_TAPS + 1) * channels;
  gsize mark = train_scratch_mark (scratch);
  TrainReal *row = train_scratch_take (scratch, n);
  TrainReal tap[N_HALF + 1];

  g_return_if_fail (height >= TRAIN_GAUSSIAN_TAPS
                    && width >= TRAIN_GAUSSIAN_TAPS);
  make_taps (tap);
  for (int y = 0; y <= height - TRAIN_GAUSSIAN_TAPS; y++)
    {
      pass (in + y * n, n, n, tap, row);
      pass (row, channels, n_out, tap, out + y * n_out);
    }
  train_scratch_rewind (scratch, mark);
}
