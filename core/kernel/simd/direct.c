/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Direct convolution of a row of pixels. It is a product of two matrices,
 * pixels x depth and depth x output channels, computed in register tiles
 * (tile.h). The left matrix is not stored as one: the inputs of a pixel are a
 * few spans of neighbouring floats, which are read where they lie.
 *
 * The sum of an output is divided: products are added up to partial sums, three
 * of these to a group's sum, and the groups' sums to the total. The rounding
 * error of a float sum grows with the root of its length; with the division it
 * stays below 1e-6 of the outputs' root mean square. The sums of a group stay
 * in registers; between groups they are kept in memory (totals).
 */
#include "kernel/simd/epilogue.h"
#include "kernel/simd/parts.h"
#include "kernel/simd/tile.h"

/* The number of partial sums in a group. It is so small that their weights for
 * one panel stay in the L1 cache. */
#define GROUP_SUMS 3

/* The number of vectors of outputs in a tile. Each has two accumulators, one
 * for each span of a partial sum. */
#define N_OUTPUTS (TILE_SUMS / SMOOTH_PARTIAL_SUM_SPANS)

/* The heights of a full tile and, for pixels left over, of a small one. */
#define ROWS(width) (N_OUTPUTS / (width))
#define SMALL_ROWS(width) ((width) == 1 ? 3 : 2)

/* What is computed in one pass over the pixels of a row: the sums of one group,
 * for the output channels of one panel. */
typedef struct
{
  const SmoothDirect *job;
  const SmoothPartialSum *sums; /* partial sums of the group */
  int n_sums;
  const float *weight; /* weights of the group and panel */
  int channel;         /* first output channel of the panel */
  EpilogueVecs epilogue[TILE_MAX_WIDTH];
  /* whether the group's partial sums are the first, or the last, of the outputs
   */
  gboolean is_first, is_last;
} Pass;

/* Computes outputs from the finished sums of a tile and writes them. */
static inline __attribute__ ((always_inline)) void
finish (const Pass *pass, int rows, int width, int pixel, const Vec *sums)
{
  const int n_channels = pass->job->epilogue.n_channels;
  const int channel = pass->channel;

#pragma GCC unroll 24
  for (int r = 0; r < rows; r++)
#pragma GCC unroll 3
    for (int j = 0; j < width; j++)
      epilogue_store (&pass->epilogue[j], sums[r * width + j],
                      n_channels - channel - j * VL, &pass->job->out,
                      (gsize) (pixel + r) * n_channels + channel + j * VL);
}

/* Computes a partial sum for the pixels of a tile and adds it to totals, the
 * sum of the group's partial sums so far. */
static inline __attribute__ ((always_inline)) void
add_partial_sum (const SmoothDirect *job,
                 const SmoothPartialSum *sum,
                 int rows,
                 int width,
                 int pixel,
                 const float *weight,
                 Vec *totals)
{
  const SmoothDirectSpan *spans = sum->spans;
  const float *a = job->rows[spans[0].row] + spans[0].offset;
  const int n = rows * width;
  Vec sums[TILE_SUMS] = { { 0 } };

  if (sum->n_spans == 1)
    {
      tile_multiply (rows, width, sum->n, a + pixel * job->pixel_step,
                     job->pixel_step, weight, sums);
    }
  else
    {
      const TilePair two = {
        .n = 2,
        .a = job->rows[spans[1].row] + spans[1].offset - a,
        .b = (gssize) sum->n * width * VL,
      };

      tile_multiply_pair (&two, rows, width, sum->n,
                          a + pixel * job->pixel_step, job->pixel_step, weight,
                          sums);
#pragma GCC unroll 12
      for (int k = 0; k < n; k++)
        sums[k] += sums[n + k];
    }
#pragma GCC unroll 12
  for (int k = 0; k < n; k++)
    totals[k] += sums[k];
}

/* Returns how many packed weights a partial sum has in a panel. */
static inline gsize
count_weights (const SmoothPartialSum *sum, int width)
{
  return (gsize) sum->n * sum->n_spans * width * VL;
}

/* Computes one tile of a pass: the pixels from number pixel on, as many as the
 * tile has rows. */
static inline __attribute__ ((always_inline)) void
tile (const Pass *pass, int rows, int width, int pixel)
{
  const int n = rows * width;
  float *kept = pass->job->totals + (gsize) pixel * width * VL;
  const float *weight = pass->weight;
  Vec totals[N_OUTPUTS] = { { 0 } };

  for (int i = 0; i < pass->n_sums; i++)
    {
      const SmoothPartialSum *sum = &pass->sums[i];

      add_partial_sum (pass->job, sum, rows, width, pixel, weight, totals);
      weight += count_weights (sum, width);
    }
  if (!pass->is_first)
#pragma GCC unroll 12
    for (int k = 0; k < n; k++)
      totals[k] += vec_load (kept + k * VL);
  if (pass->is_last)
    finish (pass, rows, width, pixel, totals);
  else
#pragma GCC unroll 12
    for (int k = 0; k < n; k++)
      vec_store (kept + k * VL, totals[k]);
}

/* Computes one pass: full tiles, then small ones, then single pixels. */
static inline __attribute__ ((always_inline)) void
compute_pass (const Pass *pass, int width)
{
  const int rows = ROWS (width);
  const int small = SMALL_ROWS (width);
  const int n = pass->job->n_pixels;
  int pixel = 0;

  for (; pixel + rows <= n; pixel += rows)
    tile (pass, rows, width, pixel);
  for (; pixel + small <= n && small < rows; pixel += small)
    tile (pass, small, width, pixel);
  for (; pixel < n; pixel++)
    tile (pass, 1, width, pixel);
}

/* Computes the outputs of one panel, the channels from number channel on that
 * fill width vectors, group by group of the partial sums. */
static inline __attribute__ ((always_inline)) void
compute_panel (const SmoothDirect *job,
               int width,
               const float *weight,
               int channel)
{
  Pass pass = { .job = job, .weight = weight, .channel = channel };

  for (int j = 0; j < width; j++)
    pass.epilogue[j] = epilogue_load (&job->epilogue, channel + j * VL);
  for (int i = 0; i < job->n_partial_sums; i += GROUP_SUMS)
    {
      pass.sums = &job->partial_sums[i];
      pass.n_sums = MIN (GROUP_SUMS, job->n_partial_sums - i);
      pass.is_first = i == 0;
      pass.is_last = i + pass.n_sums == job->n_partial_sums;
      compute_pass (&pass, width);
      for (int k = 0; k < pass.n_sums; k++)
        pass.weight += count_weights (&pass.sums[k], width);
    }
}

void
SMOOTH_SIMD_NAME (smooth_kernel_direct) (const SmoothDirect *job)
{
  const float *weight = job->weight;
  int width;

  for (int channel = 0; channel < job->n_out_padded; channel += width * VL)
    {
      width = tile_get_width ((job->n_out_padded - channel) / VL);
      if (width == 3)
        compute_panel (job, 3, weight, channel);
      else if (width == 2)
        compute_panel (job, 2, weight, channel);
      else
        compute_panel (job, 1, weight, channel);
      weight += (gsize) job->depth * width * VL;
    }
}
