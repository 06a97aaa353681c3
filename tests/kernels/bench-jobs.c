/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the jobs of the benchmark, which bench-jobs.h describes. */
#include "kernels/bench-jobs.h"

#include "kernel/colour-gate.h"
#include "kernel/simd/kernels.h"

#include "kernels/cases.h"
#include "kernels/conv-run.h"

#include "support/measure.h"

#include <string.h>

typedef struct
{
  TestJob job;
  TestConv test;
  SmoothConv *conv;
  SmoothConvJob conv_job;
  SmoothBand in, out;
  int n_across;
  void *const *scratch;
  int y0, n_rows; /* the rows of out that one pass computes */
} ConvJob;

typedef struct
{
  TestJob job;
  SmoothSimd simd;
  SmoothBand in, out, residual;
} UpsampleJob;

typedef struct
{
  TestJob job;
  SmoothSimd simd;
  SmoothBand change, chroma, picture, out;
} ChromaJob;

static void
conv_task (gpointer data, int task, int thread)
{
  const ConvJob *job = data;
  int rows, columns;

  smooth_conv_get_block (job->conv, &rows, &columns);
  smooth_conv_block (job->conv, &job->conv_job,
                     job->y0 + task / job->n_across * rows,
                     task % job->n_across, job->scratch[thread]);
}

static void
conv_pass (TestJob *base, SmoothThreads *threads, void *const *scratch)
{
  ConvJob *job = (ConvJob *) base;
  int rows, columns;

  smooth_conv_get_block (job->conv, &rows, &columns);
  job->scratch = scratch;
  job->n_across = (job->out.width + columns - 1) / columns;
  smooth_threads_run (
    threads, job->n_across * ((job->n_rows + rows - 1) / rows), conv_task, job);
}

static void
conv_free (TestJob *base)
{
  ConvJob *job = (ConvJob *) base;

  test_band_clear (&job->in);
  test_band_clear (&job->out);
  test_conv_clear (&job->test);
  smooth_conv_free (job->conv);
}

/* Returns a job for a convolution of rows in the middle of a plane, so that few
 * blocks need padding. */
static TestJob *
new_conv (const TestConvCase *layer,
          GRand *rand,
          SmoothSimd simd,
          int width_px,
          int band_px)
{
  const SmoothConvShape *shape = &layer->shape;
  const int y0 = 4 * shape->dilation;
  const int rows = MAX (band_px / layer->reduction, y0);
  g_autoptr (TestPlane) in = test_plane_new_random (
    rand, (rows + 2 * y0) * shape->stride,
    width_px / layer->reduction * shape->stride, shape->in_channels);
  g_autoptr (TestPlane) out = test_conv_new_out (shape, in);
  ConvJob *job = g_new0 (ConvJob, 1);

  test_conv_init (&job->test, shape, rand, out);
  job->conv = test_conv_pack (&job->test, simd);
  test_band_init (&job->in, in, 0, in->width, in->height);
  test_band_read (&job->in, in, 0, in->height);
  test_band_init (&job->out, out, 0, out->width, rows);
  job->y0 = y0;
  job->n_rows = rows;
  job->conv_job = (SmoothConvJob) { &job->in, &job->out, .slope = 0.1f };
  job->job = (TestJob) {
    .name = g_strdup (layer->name),
    .n_operations = 2.0 * rows * out->width * shape->out_channels
                    * shape->in_channels * shape->size * shape->size,
    .n_pixels =
      (double) rows * out->width * layer->reduction * layer->reduction,
    .in = job->in.data,
    .n_in = job->in.stride * job->in.height,
    .scratch_bytes = smooth_conv_get_scratch (job->conv),
    .pass = conv_pass,
    .free = conv_free,
  };
  return &job->job;
}

static void
upsample_task (gpointer data, int task, int thread G_GNUC_UNUSED)
{
  UpsampleJob *job = data;

  smooth_kernels_get (job->simd)->upsample_row (&job->in, &job->out,
                                                &job->residual, 2, task);
}

static void
upsample_pass (TestJob *base,
               SmoothThreads *threads,
               void *const *scratch G_GNUC_UNUSED)
{
  UpsampleJob *job = (UpsampleJob *) base;

  smooth_threads_run (threads, job->out.height, upsample_task, job);
}

static void
upsample_free (TestJob *base)
{
  UpsampleJob *job = (UpsampleJob *) base;

  test_band_clear (&job->in);
  test_band_clear (&job->out);
  test_band_clear (&job->residual);
}

/* Returns a job that up-samples a plane by 2 and adds a residual. The result is
 * a plane whose sides are those of the picture divided by reduction. */
static TestJob *
new_upsample (GRand *rand,
              SmoothSimd simd,
              int width_px,
              int band_px,
              int reduction,
              int channels)
{
  g_autoptr (TestPlane) in = test_plane_new_random (
    rand, band_px / reduction / 2, width_px / reduction / 2, channels);
  g_autoptr (TestPlane) out =
    test_plane_new_random (rand, 2 * in->height, 2 * in->width, channels);
  UpsampleJob *job = g_new0 (UpsampleJob, 1);

  job->simd = simd;
  test_band_init (&job->in, in, 0, in->width, in->height);
  test_band_read (&job->in, in, 0, in->height);
  test_band_init (&job->out, out, 0, out->width, out->height);
  test_band_init (&job->residual, out, 0, out->width, out->height);
  test_band_read (&job->residual, out, 0, out->height);
  job->job = (TestJob) {
    .name = g_strdup_printf ("upsample-%d", channels),
    .n_operations = 8.0 * test_plane_get_size (out),
    .n_pixels = (double) out->height * out->width * reduction * reduction,
    .in = job->in.data,
    .n_in = job->in.stride * job->in.height,
    .pass = upsample_pass,
    .free = upsample_free,
  };
  return &job->job;
}

static void
measure_task (gpointer data, int task, int thread G_GNUC_UNUSED)
{
  ChromaJob *job = data;

  smooth_kernels_get (job->simd)->measure_chroma_row (&job->picture,
                                                      &job->chroma, task);
}

static void
gate_task (gpointer data, int task, int thread G_GNUC_UNUSED)
{
  ChromaJob *job = data;

  smooth_kernels_get (job->simd)->gate_chroma_row (
    &job->change, &job->chroma, &job->picture, &job->out, task);
}

static void
chroma_pass (TestJob *base,
             SmoothThreads *threads,
             void *const *scratch G_GNUC_UNUSED)
{
  ChromaJob *job = (ChromaJob *) base;

  smooth_threads_run (threads, job->chroma.height, measure_task, job);
  smooth_threads_run (threads, job->out.height, gate_task, job);
}

static void
chroma_free (TestJob *base)
{
  ChromaJob *job = (ChromaJob *) base;

  test_band_clear (&job->change);
  test_band_clear (&job->chroma);
  test_band_clear (&job->picture);
  test_band_clear (&job->out);
}

/* Returns a job for the two kernels of the colour gate in MI, which keeps grey
 * parts of a picture grey. */
static TestJob *
new_chroma (GRand *rand, SmoothSimd simd, int width_px, int band_px)
{
  g_autoptr (TestPlane) plane =
    test_plane_new_random (rand, band_px, width_px, 3);
  g_autoptr (TestPlane) blocks = test_plane_new (
    band_px / SMOOTH_CHROMA_BLOCK, width_px / SMOOTH_CHROMA_BLOCK, 1);
  ChromaJob *job = g_new0 (ChromaJob, 1);

  job->simd = simd;
  test_band_init (&job->change, plane, 0, width_px, band_px);
  test_band_read (&job->change, plane, 0, band_px);
  test_band_init (&job->picture, plane, 0, width_px, band_px);
  test_band_read (&job->picture, plane, 0, band_px);
  test_band_init (&job->out, plane, 0, width_px, band_px);
  test_band_init (&job->chroma, blocks, 0, blocks->width, blocks->height);
  job->job = (TestJob) {
    .name = g_strdup ("chroma"),
    .n_operations = 20.0 * band_px * width_px,
    .n_pixels = (double) band_px * width_px,
    .in = job->change.data,
    .n_in = job->change.stride * band_px,
    .pass = chroma_pass,
    .free = chroma_free,
  };
  return &job->job;
}

static void
free_job (gpointer data)
{
  TestJob *job = data;

  job->free (job);
  g_free (job->name);
  g_free (job);
}

GPtrArray *
test_jobs_new (const char *filter,
               gboolean is_each,
               SmoothSimd simd,
               int width_px,
               int band_px)
{
  static const int upsampled[][2] = { { 4, 64 }, { 2, 32 }, { 1, 16 } };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  GPtrArray *jobs = g_ptr_array_new_with_free_func (free_job);

  for (int i = 0; i < test_n_conv_cases; i++)
    for (int k = 0; k < (is_each ? test_conv_cases[i].n_used : 1); k++)
      if (filter == NULL || strstr (test_conv_cases[i].name, filter) != NULL)
        g_ptr_array_add (
          jobs, new_conv (&test_conv_cases[i], rand, simd, width_px, band_px));
  if (filter == NULL || strstr ("upsample", filter) != NULL)
    for (gsize i = 0; i < G_N_ELEMENTS (upsampled); i++)
      g_ptr_array_add (jobs, new_upsample (rand, simd, width_px, band_px,
                                           upsampled[i][0], upsampled[i][1]));
  if (filter == NULL || strstr ("chroma", filter) != NULL)
    g_ptr_array_add (jobs, new_chroma (rand, simd, width_px, band_px));
  return jobs;
}
