/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a convolution over a part of a plane, as conv-run.h describes. */
#include "kernels/conv-run.h"

#include "support/guarded.h"
#include "support/measure.h"

/* For each random convolution with zero padding there are N_REPLICATED with
 * replicate padding, on average. */
#define N_REPLICATED 3

/* The bands from which a chunk of rows is computed, and the band that gets the
 * result. */
typedef struct
{
  SmoothBand in, out, residual;
  void *scratch;
} Bands;

TestCut
test_cut_whole (GRand *rand, const SmoothConv *conv, const TestPlane *out)
{
  int rows, columns;
  TestCut cut = { .x1 = out->width, .y1 = out->height };

  smooth_conv_get_block (conv, &rows, &columns);
  cut.y0 = -g_rand_int_range (rand, 0, rows);
  cut.chunk_rows = out->height - cut.y0;
  return cut;
}

/* first, last (out): two different multiples of step from 0 to n, in ascending
 * order. last may also be n itself. */
static void
pick_range (GRand *rand, int n, int step, int *first, int *last)
{
  const int n_steps = (n + step - 1) / step;
  const int a = g_rand_int_range (rand, 0, n_steps);
  const int b = g_rand_int_range (rand, a + 1, n_steps + 1);

  *first = a * step;
  *last = MIN (b * step, n);
}

TestCut
test_cut_random (GRand *rand,
                 const SmoothConv *conv,
                 const TestPlane *out,
                 int first_y)
{
  TestCut cut = { .order = rand };
  int rows, columns;

  smooth_conv_get_block (conv, &rows, &columns);
  pick_range (rand, out->width, smooth_conv_get_grain (conv), &cut.x0, &cut.x1);
  pick_range (rand, out->height - first_y, rows, &cut.y0, &cut.y1);
  cut.y0 += first_y;
  cut.y1 += first_y;
  cut.chunk_rows = rows * g_rand_int_range (rand, 1, 4);
  cut.is_residual_in_place = g_rand_boolean (rand);
  cut.has_margin = g_rand_boolean (rand);
  return cut;
}

TestPlane *
test_conv_new_out (const SmoothConvShape *shape, const TestPlane *in)
{
  return test_plane_new ((in->height + shape->stride - 1) / shape->stride,
                         (in->width + shape->stride - 1) / shape->stride,
                         shape->out_channels);
}

void
test_conv_init (TestConv *test,
                const SmoothConvShape *shape,
                GRand *rand,
                const TestPlane *out)
{
  const gsize n = shape->out_channels;

  *test = (TestConv) { .shape = *shape };
  test->weight =
    test_rand_values (rand, n * shape->in_channels * shape->size * shape->size);
  test->bias = test_rand_values (rand, n);
  test->slope = g_rand_boolean (rand) ? 1 : 0.1f;
  if (g_rand_boolean (rand))
    {
      float *scale = test_rand_values (rand, n);

      for (gsize i = 0; i < n; i++)
        scale[i] = 1 + scale[i] / 2;
      test->scale = scale;
      test->shift = test_rand_values (rand, n);
    }
  if (g_rand_boolean (rand))
    test->residual =
      test_plane_new_random (rand, out->height, out->width, out->channels);
  test->zeros = g_rand_int_range (rand, 0, N_REPLICATED + 1) == 0;
}

void
test_conv_clear (TestConv *test)
{
  g_free ((gpointer) test->weight);
  g_free ((gpointer) test->bias);
  g_free ((gpointer) test->scale);
  g_free ((gpointer) test->shift);
  test_plane_free ((TestPlane *) test->residual);
}

SmoothConv *
test_conv_pack (const TestConv *test, SmoothSimd simd)
{
  g_autoptr (GError) error = NULL;
  SmoothConv *conv =
    smooth_conv_new (&test->shape, test->weight, test->bias, simd, &error);

  g_assert_no_error (error);
  return conv;
}

/* Computes the output rows y0 to y1 - 1, block by block, in random order unless
 * order is NULL. */
static void
run_blocks (const SmoothConv *conv,
            const SmoothConvJob *job,
            int y0,
            int y1,
            GRand *order,
            void *scratch)
{
  g_autofree int *blocks = NULL;
  int rows, columns, first, n_across, n;

  smooth_conv_get_block (conv, &rows, &columns);
  first = job->out->x0 / columns;
  n_across = (job->out->x1 + columns - 1) / columns - first;
  n = n_across * ((y1 - y0 + rows - 1) / rows);

  blocks = g_new (int, n);
  for (int i = 0; i < n; i++)
    blocks[i] = i;
  for (int i = n - 1; i > 0 && order != NULL; i--)
    {
      const int k = g_rand_int_range (order, 0, i + 1);
      const int block = blocks[i];

      blocks[i] = blocks[k];
      blocks[k] = block;
    }
  for (int i = 0; i < n; i++)
    smooth_conv_block (conv, job, y0 + blocks[i] / n_across * rows,
                       first + blocks[i] % n_across, scratch);
}

/* Fills the bands for the chunk that begins at output row y, computes the
 * chunk, and copies it to out. */
static void
run_chunk (const TestConv *test,
           const SmoothConv *conv,
           const TestPlane *in,
           const TestCut *cut,
           int y,
           TestPlane *out,
           Bands *bands)
{
  const SmoothConvShape *shape = &test->shape;
  const int reach = shape->dilation * (shape->size - 1) / 2;
  const int end = MIN (y + cut->chunk_rows, cut->y1);
  const int top = MAX (y, 0);
  SmoothConvJob job = {
    .in = &bands->in,
    .out = &bands->out,
    .scale = test->scale,
    .shift = test->shift,
    .slope = test->slope,
    .is_zero_padded = test->zeros,
  };

  test_band_read (&bands->in, in, MAX (0, top * shape->stride - reach),
                  MIN (in->height, (end - 1) * shape->stride + reach + 1));
  if (test->residual != NULL && cut->is_residual_in_place)
    {
      test_band_read (&bands->out, test->residual, top, end);
      job.residual = &bands->out;
    }
  else if (test->residual != NULL)
    {
      test_band_read (&bands->residual, test->residual, top, end);
      job.residual = &bands->residual;
    }
  run_blocks (conv, &job, y, end, cut->order, bands->scratch);
  test_guarded_check (bands->scratch);
  test_band_write (&bands->out, out, top, end);
}

void
test_conv_run (const TestConv *test,
               const SmoothConv *conv,
               const TestPlane *in,
               const TestCut *cut,
               TestPlane *out)
{
  const SmoothConvShape *shape = &test->shape;
  const int reach = shape->dilation * (shape->size - 1) / 2;
  const int in_x0 = MAX (0, cut->x0 * shape->stride - reach);
  const int in_x1 = MIN (in->width, (cut->x1 - 1) * shape->stride + reach + 1);
  const int rows = MIN (cut->chunk_rows, cut->y1 - cut->y0);
  Bands bands = { 0 };

  test_band_init (&bands.in, in, in_x0, in_x1,
                  MIN (in->height, (rows - 1) * shape->stride + 2 * reach + 1));
  test_band_init (&bands.out, out, cut->x0, cut->x1, rows);
  if (cut->has_margin && !test->zeros)
    test_band_add_margin (&bands.in, smooth_conv_get_margin (conv));
  /* The residual may have more columns than out. Here it has one more on the
   * left, if the plane has one there. */
  if (test->residual != NULL)
    test_band_init (&bands.residual, test->residual, MAX (0, cut->x0 - 1),
                    cut->x1, rows);
  bands.scratch = test_guarded_new (smooth_conv_get_scratch (conv));

  for (int y = cut->y0; y < cut->y1; y += cut->chunk_rows)
    run_chunk (test, conv, in, cut, y, out, &bands);

  test_guarded_free (bands.scratch);
  if (test->residual != NULL)
    test_band_clear (&bands.residual);
  test_band_clear (&bands.out);
  test_band_clear (&bands.in);
}
