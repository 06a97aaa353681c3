/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Direct convolution of a row of pixels: tiles of pixels x channels out, whose
 * left side are the inputs where they lie (a pixel's inputs are a few runs of
 * neighbouring floats).
 *
 * The sum of an output is cut into pieces: a piece is summed up, pieces are
 * added to a group's sum, groups to the whole. The error of a float sum grows
 * with the root of its length; so it stays below 1e-6 of the outputs' rms. A
 * group's sums stay in registers where there are enough.
 */
#include "kernel/simd/finish.h"
#include "kernel/simd/parts.h"
#include "kernel/simd/tile.h"

/* Pieces in a group: their weights for a panel stay in L1. */
#define GROUP_PIECES 3

/* A tile's outputs; each has two chains. */
#define N_SUMS (TILE_SUMS / SMOOTH_DIRECT_CHAINS)
#define ROWS(width) (N_SUMS / (width))
#define FEW_ROWS(width) ((width) == 1 ? 3 : 2)

/* One panel's pass over a row's pixels for one group of pieces. */
typedef struct
{
  const SmoothDirect *job;
  const SmoothDirectPiece *pieces;
  int n_pieces;
  const float *weight; /* the group's, of the panel */
  int channel;         /* of the panel's first column */
  FinishVecs finish[TILE_MAX_WIDTH];
  gboolean is_first, is_last; /* group */
} Pass;

static inline __attribute__ ((always_inline)) void
finish (const Pass *pass, int rows, int width, int pixel, const Vec *sums)
{
  const int n_channels = pass->job->finish.n_channels;

#pragma GCC unroll 24
  for (int r = 0; r < rows; r++)
#pragma GCC unroll 3
    for (int j = 0; j < width; j++)
      finish_store (&pass->finish[j], sums[r * width + j],
                    n_channels - pass->channel - j * VL, &pass->job->out,
                    (gsize) (pixel + r) * n_channels + pass->channel + j * VL);
}

/* sums += the products of one piece. */
static inline __attribute__ ((always_inline)) void
add_piece (const SmoothDirect *job,
           const SmoothDirectPiece *piece,
           int rows,
           int width,
           int pixel,
           const float *weight,
           Vec *sums)
{
  const SmoothDirectSpan *run = piece->chains;
  const float *a = job->rows[run[0].row] + run[0].offset;
  const int n = rows * width;
  Vec chains[TILE_SUMS] = { { 0 } };

  if (piece->n_chains == 1)
    {
      tile_multiply (rows, width, piece->n, a + pixel * job->pixel_step,
                     job->pixel_step, weight, chains);
    }
  else
    {
      const TileChains two = {
        .n = 2,
        .a = job->rows[run[1].row] + run[1].offset - a,
        .b = (gssize) piece->n * width * VL,
      };

      tile_multiply_chains (&two, rows, width, piece->n,
                            a + pixel * job->pixel_step, job->pixel_step,
                            weight, chains);
#pragma GCC unroll 12
      for (int k = 0; k < n; k++)
        chains[k] += chains[n + k];
    }
#pragma GCC unroll 12
  for (int k = 0; k < n; k++)
    sums[k] += chains[k];
}

/* Floats of weights of a piece for a panel. */
static inline gsize
get_weights (const SmoothDirectPiece *piece, int width)
{
  return (gsize) piece->n * piece->n_chains * width * VL;
}

static inline __attribute__ ((always_inline)) void
tile (const Pass *pass, int rows, int width, int pixel)
{
  const int n = rows * width;
  float *kept = pass->job->sums + (gsize) pixel * width * VL;
  const float *weight = pass->weight;
  Vec totals[N_SUMS] = { { 0 } };

  for (int i = 0; i < pass->n_pieces; i++)
    {
      const SmoothDirectPiece *piece = &pass->pieces[i];

      add_piece (pass->job, piece, rows, width, pixel, weight, totals);
      weight += get_weights (piece, width);
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

/* All of the row's pixels, in tiles as large as they can be. */
static inline __attribute__ ((always_inline)) void
run_pass (const Pass *pass, int width)
{
  const int rows = ROWS (width);
  const int few = FEW_ROWS (width);
  const int n = pass->job->n_pixels;
  int pixel = 0;

  for (; pixel + rows <= n; pixel += rows)
    tile (pass, rows, width, pixel);
  for (; pixel + few <= n && few < rows; pixel += few)
    tile (pass, few, width, pixel);
  for (; pixel < n; pixel++)
    tile (pass, 1, width, pixel);
}

static inline __attribute__ ((always_inline)) void
run_panel (const SmoothDirect *job, int width, const float *weight, int channel)
{
  Pass pass = { .job = job, .weight = weight, .channel = channel };

  for (int j = 0; j < width; j++)
    pass.finish[j] = finish_load (&job->finish, channel + j * VL);
  for (int i = 0; i < job->n_pieces; i += GROUP_PIECES)
    {
      pass.pieces = &job->pieces[i];
      pass.n_pieces = MIN (GROUP_PIECES, job->n_pieces - i);
      pass.is_first = i == 0;
      pass.is_last = i + pass.n_pieces == job->n_pieces;
      run_pass (&pass, width);
      for (int k = 0; k < pass.n_pieces; k++)
        pass.weight += get_weights (&pass.pieces[k], width);
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
        run_panel (job, 3, weight, channel);
      else if (width == 2)
        run_panel (job, 2, weight, channel);
      else
        run_panel (job, 1, weight, channel);
      weight += (gsize) job->depth * width * VL;
    }
}
