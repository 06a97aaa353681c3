/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Direct convolution of a row of pixels: tiles of pixels x channels out, whose
 * left side are the inputs where they lie (a pixel's inputs are a few runs of
 * neighbouring floats).
 *
 * The sum of an output is cut into pieces: a piece is summed in registers, the
 * pieces in memory, in two levels. The error of a float sum grows with the root
 * of its length; so it stays below 1e-6 of the outputs' rms.
 */
#include "kernel/level/finish.h"
#include "kernel/level/parts.h"
#include "kernel/level/tile.h"

/* Pieces whose sums are added before they go to the total. */
#define GROUP_PIECES 8

/* One panel's pass over a row's pixels for one piece. */
typedef struct
{
  const SmoothDirect *job;
  const SmoothDirectPiece *piece;
  const float *weight; /* the piece's, of the panel */
  int channel;         /* of the panel's first column */
  FinishVecs finish[TILE_MAX_WIDTH];

  /* What was summed before: of this group of pieces, of earlier groups; and
   * where it goes, NULL: to the output. */
  const float *group, *total;
  float *to;
} Pass;

/* Where a tile's sums lie in memory. */
static inline gsize
get_place (int width, int pixel)
{
  return (gsize) pixel * width * VL;
}

static inline __attribute__ ((always_inline)) void
add (const float *before, int n, Vec *sums)
{
#pragma GCC unroll 24
  for (int i = 0; i < n; i++)
    sums[i] = vec_load (before + i * VL) + sums[i];
}

static inline __attribute__ ((always_inline)) void
keep (float *to, int n, const Vec *sums)
{
#pragma GCC unroll 24
  for (int i = 0; i < n; i++)
    vec_store (to + i * VL, sums[i]);
}

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

static inline __attribute__ ((always_inline)) void
tile (const Pass *pass, int rows, int width, int pixel)
{
  const SmoothDirect *job = pass->job;
  const float *weight = pass->weight;
  Vec sums[TILE_SUMS] = { { 0 } };

  for (int i = 0; i < pass->piece->n_runs; i++)
    {
      const SmoothDirectRun *run = &pass->piece->runs[i];

      tile_multiply (rows, width, run->n,
                     job->rows[run->row] + pixel * job->pixel_step
                       + run->offset,
                     job->pixel_step, weight, sums);
      weight += (gsize) run->n * width * VL;
    }
  if (pass->group != NULL)
    add (pass->group + get_place (width, pixel), rows * width, sums);
  if (pass->total != NULL)
    add (pass->total + get_place (width, pixel), rows * width, sums);
  if (pass->to != NULL)
    keep (pass->to + get_place (width, pixel), rows * width, sums);
  else
    finish (pass, rows, width, pixel, sums);
}

/* All of the row's pixels, in tiles as large as they can be. */
static inline __attribute__ ((always_inline)) void
run_pass (const Pass *pass, int width)
{
  const int rows = TILE_ROWS (width);
  const int n = pass->job->n_pixels;
  int pixel = 0;

  for (; pixel + rows <= n; pixel += rows)
    tile (pass, rows, width, pixel);
  for (; pixel + rows / 4 <= n && rows / 4 > 1; pixel += rows / 4)
    tile (pass, rows / 4, width, pixel);
  for (; pixel < n; pixel++)
    tile (pass, 1, width, pixel);
}

static inline __attribute__ ((always_inline)) void
run_panel (const SmoothDirect *job, int width, const float *weight, int channel)
{
  float *group = job->sums;
  float *total = group + get_place (width, job->n_pixels);
  Pass pass = { .job = job, .weight = weight, .channel = channel };

  for (int j = 0; j < width; j++)
    pass.finish[j] = finish_load (&job->finish, channel + j * VL);
  for (int i = 0; i < job->n_pieces; i++)
    {
      const int in_group = i % GROUP_PIECES;
      const gboolean is_last = i == job->n_pieces - 1;
      const gboolean ends_group = is_last || in_group == GROUP_PIECES - 1;

      pass.piece = &job->pieces[i];
      pass.group = in_group > 0 ? group : NULL;
      pass.total = ends_group && i >= GROUP_PIECES ? total : NULL;
      pass.to = is_last ? NULL : ends_group ? total : group;
      run_pass (&pass, width);
      pass.weight += (gsize) pass.piece->n * width * VL;
    }
}

void
SMOOTH_LEVEL_NAME (smooth_level_direct) (const SmoothDirect *job)
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
