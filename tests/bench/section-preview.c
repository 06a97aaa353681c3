/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The section "preview": a preview of 768 x 512 pixels in the middle of a
 * picture of 24 megapixels, at several texture scales. These things are timed:
 * opening a preview with its first picture, each further strength, another
 * detail, and for comparison an ordinary engine run of the same region.
 */
#include "bench.h"

#include <stdio.h>

#define WIDTH 6000
#define HEIGHT 4000

static const SmoothRect region = { 2616, 1744, 768, 512 };
static const double scales[] = { 1, 2, 4, 16 };

#define N_SCALES G_N_ELEMENTS (scales)

/* The cases that are timed at each texture scale. FIRST: opening a preview,
 * with its first picture. STEP: another strength, computed exactly. NEAR:
 * another strength, approximated. DETAIL: another detail at the last strength.
 * RUN: an ordinary engine run. */
enum
{
  FIRST,
  STEP,
  NEAR,
  DETAIL,
  RUN,
  N_KINDS
};

/* A preview that gets another strength in each run. */
typedef struct
{
  BenchJob *job;
  SmoothPreview *preview;
  int n_steps;
  int n_details; /* number of steps in which only detail has changed */
} Slider;

static gboolean
show (Slider *slider, gboolean may_be_near, GError **error)
{
  SmoothPreviewStep step = {
    .strength = 0.3 + 0.05 * (slider->n_steps++ % 10),
    .detail = -1,
    .may_be_near = may_be_near,
  };

  return smooth_preview_run (slider->preview, &step, &slider->job->sink, error);
}

static gboolean
open_preview (Slider *slider, GError **error)
{
  const BenchJob *job = slider->job;

  g_clear_pointer (&slider->preview, smooth_preview_free);
  slider->preview =
    smooth_preview_new (job->engine, job->params.texture_scale, FALSE,
                        &job->source, &job->region, error);
  return slider->preview != NULL;
}

static gboolean
run_first (gpointer data, GError **error)
{
  return open_preview (data, error) && show (data, FALSE, error);
}

static gboolean
run_step (gpointer data, GError **error)
{
  return show (data, FALSE, error);
}

static gboolean
run_near (gpointer data, GError **error)
{
  return show (data, TRUE, error);
}

static gboolean
run_detail (gpointer data, GError **error)
{
  Slider *slider = data;
  const SmoothPreviewStep step = {
    .strength = 0.3,
    .detail = 0.1 + 0.1 * (slider->n_details++ % 10),
  };

  return smooth_preview_run (slider->preview, &step, &slider->job->sink, error);
}

static void
print_table (const BenchCase *cases)
{
  printf ("%-10s %12s %12s %14s %12s %12s %18s\n", "scale", "first",
          "each step", "step / first", "near", "detail", "plain run, region");
  for (gsize i = 0; i < N_SCALES; i++)
    {
      const BenchCase *kinds = &cases[i * N_KINDS];

      printf ("%-10g %9.1f ms %9.1f ms %12.0f %% %9.1f ms %9.1f ms %15.1f ms\n",
              scales[i], bench_median (&kinds[FIRST]),
              bench_median (&kinds[STEP]),
              100 * bench_ratio (&kinds[STEP], &kinds[FIRST]),
              bench_median (&kinds[NEAR]), bench_median (&kinds[DETAIL]),
              bench_median (&kinds[RUN]));
    }
}

/* Adds the cases of one texture scale. */
static gboolean
add_scale (Bench *bench,
           double scale,
           BenchJob *job,
           Slider *slider,
           BenchCase *kinds,
           GError **error)
{
  slider->job = job;
  kinds[FIRST] =
    (BenchCase) { .name = "first", .run = run_first, .data = slider };
  kinds[STEP] = (BenchCase) { .name = "step", .run = run_step, .data = slider };
  kinds[NEAR] = (BenchCase) { .name = "near", .run = run_near, .data = slider };
  kinds[DETAIL] =
    (BenchCase) { .name = "detail", .run = run_detail, .data = slider };
  kinds[RUN] = (BenchCase) { .name = "run", .run = bench_job_run, .data = job };
  return bench_job_init (job, bench, WIDTH, HEIGHT, scale, error)
         && bench_job_set_region (job, &region, error);
}

gboolean
bench_preview (Bench *bench, GError **error)
{
  BenchCase cases[N_SCALES * N_KINDS] = { 0 };
  BenchJob jobs[N_SCALES] = { 0 };
  Slider sliders[N_SCALES] = { 0 };
  gboolean done = TRUE;

  printf ("\n== preview: %d x %d pixels of %d x %d\n", region.width,
          region.height, WIDTH, HEIGHT);
  for (gsize i = 0; i < N_SCALES && done; i++)
    done = add_scale (bench, scales[i], &jobs[i], &sliders[i],
                      &cases[i * N_KINDS], error);
  done = done && bench_time (cases, N_SCALES * N_KINDS, bench->n_rounds, error);
  if (done)
    print_table (cases);
  bench_clear (cases, N_SCALES * N_KINDS);
  for (gsize i = 0; i < N_SCALES; i++)
    {
      smooth_preview_free (sliders[i].preview);
      bench_job_clear (&jobs[i]);
    }
  return done;
}
