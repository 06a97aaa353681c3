/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An engine run that is to be timed: the functions of BenchJob in bench.h. */
#include "bench.h"

/* Sets the fields gflop and megapixels of job. */
static gboolean
estimate (BenchJob *job, GError **error)
{
  SmoothEstimate cost;

  if (!smooth_engine_estimate (job->engine, &job->params, job->source.width,
                               job->source.height, &job->region, &cost, error))
    return FALSE;
  job->gflop = 2e-9 * cost.n_multiply_adds;
  job->megapixels = 1e-6 * job->region.width * job->region.height;
  return TRUE;
}

/* Implements SmoothReportFunc: prints the times of a run's layers to stderr. */
static void
print_report (gpointer data, const char *text)
{
  (void) data;
  g_printerr ("%s", text);
}

gboolean
bench_job_set_engine (BenchJob *job,
                      Bench *bench,
                      int n_threads,
                      int n_cpus,
                      const char *simd,
                      GError **error)
{
  SmoothEngineOptions options;

  smooth_engine_options_init (&options);
  options.n_threads = n_threads;
  options.n_cpus = n_cpus;
  options.report = print_report;
  if (simd != NULL)
    options.simd = simd;
  g_clear_pointer (&job->engine, smooth_engine_free);
  job->engine = smooth_engine_new (bench->model, &options, error);
  return job->engine != NULL;
}

gboolean
bench_job_set_region (BenchJob *job, const SmoothRect *region, GError **error)
{
  job->region = *region;
  return estimate (job, error);
}

gboolean
bench_job_init (BenchJob *job,
                Bench *bench,
                int width,
                int height,
                double texture_scale,
                GError **error)
{
  *job = (BenchJob) {
    .source = bench_picture_source (&bench->picture, width, height),
    .sink = bench_picture_sink (&bench->picture, FALSE),
    .params = { BENCH_STRENGTH, texture_scale, SMOOTH_CHANNELS_ALL, -1, FALSE,
                1 },
    .region = { 0, 0, width, height },
  };
  return bench_job_set_engine (job, bench, bench->n_threads, 0, NULL, error)
         && estimate (job, error);
}

void
bench_job_clear (BenchJob *job)
{
  g_clear_pointer (&job->engine, smooth_engine_free);
}

gboolean
bench_job_run (gpointer data, GError **error)
{
  BenchJob *job = data;
  SmoothRunOptions options = { .region = &job->region };

  return smooth_engine_run (job->engine, &job->params, &job->source, &job->sink,
                            &options, error);
}
