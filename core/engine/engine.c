/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An engine: the two networks of a model, packed for this machine, a thread
 * pool, and an arena that grows to the size of the largest run so far. How a
 * run works is in engine-run.c and step-run.c, the preview in preview.c.
 */
#include "engine/engine-private.h"

#include <smooth/error.h>

#include "base/round.h"
#include "base/system.h"
#include "engine/model.h"
#include "engine/step-run.h"
#include "engine/strips.h"
#include "engine/tileable-seam.h"
#include "i18n.h"

/* The height of a band is a multiple of this, as the sizes of the networks'
 * planes are. */
#define BAND_MULTIPLE 8

void
smooth_engine_options_init (SmoothEngineOptions *options)
{
  const char *debug = g_getenv ("SMOOTH_DEBUG");
  g_auto (GStrv) words = g_strsplit (debug != NULL ? debug : "", ",", -1);

  *options = (SmoothEngineOptions) {
    .simd = g_getenv ("SMOOTH_CPU"),
    .is_timed = g_strv_contains ((const char *const *) words, "time"),
  };
}

/* Packs both networks and starts the threads. */
static gboolean
prepare (SmoothEngine *engine, GError **error)
{
  SmoothModel *model = engine->model;
  SmoothEngineRunSetup *setup = &engine->setup;

  engine->eme = smooth_eme_new (
    smooth_model_get_tensors (model, SMOOTH_NETWORK_EME), setup->simd, error);
  if (engine->eme == NULL)
    return FALSE;
  engine->mi = smooth_mi_new (
    smooth_model_get_tensors (model, SMOOTH_NETWORK_MI), setup->simd, error);
  if (engine->mi == NULL)
    return FALSE;
  setup->eme = engine->eme;
  setup->mi = engine->mi;
  engine->threads = smooth_threads_new (setup->n_threads, error);
  if (engine->threads == NULL)
    return FALSE;
  /* The system may have refused to start some of the threads. */
  setup->n_threads = smooth_threads_get_count (engine->threads);
  return TRUE;
}

/* Returns the number of threads, which is at most that of the CPUs: 32 threads
 * on 2 CPUs took up to 2.8 times as long as 2. */
static int
count_threads (const SmoothEngineOptions *options)
{
  const int n_cpus =
    options->n_cpus > 0 ? options->n_cpus : smooth_system_get_n_cpus ();

  return options->n_threads > 0 ? MIN (options->n_threads, n_cpus) : n_cpus;
}

SmoothEngine *
smooth_engine_new (SmoothModel *model,
                   const SmoothEngineOptions *options,
                   GError **error)
{
  SmoothEngineOptions defaults;
  g_autoptr (SmoothEngine) engine = NULL;
  SmoothEngineRunSetup *setup;

  if (options == NULL)
    {
      smooth_engine_options_init (&defaults);
      options = &defaults;
    }
  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (options->n_threads >= 0, NULL);
  g_return_val_if_fail (options->n_cpus >= 0, NULL);
  g_return_val_if_fail (options->band_height >= 0, NULL);

  engine = g_new0 (SmoothEngine, 1);
  engine->model = smooth_model_ref (model);
  setup = &engine->setup;
  setup->n_threads = count_threads (options);
  setup->band_height = smooth_round_up (options->band_height, BAND_MULTIPLE);
  setup->report = options->is_timed ? options->report : NULL;
  setup->report_data = options->report_data;
  setup->simd = smooth_simd_best ();
  if (options->simd != NULL
      && !smooth_simd_parse (options->simd, &setup->simd, error))
    return NULL;
  return prepare (engine, error) ? g_steal_pointer (&engine) : NULL;
}

void
smooth_engine_free (SmoothEngine *engine)
{
  if (engine == NULL)
    return;
  smooth_threads_free (engine->threads);
  smooth_arena_free (engine->arena);
  smooth_eme_free (engine->eme);
  smooth_mi_free (engine->mi);
  smooth_model_unref (engine->model);
  g_free (engine);
}

/* Runs the networks on request's region, which is one strip. */
static gboolean
run_strip (SmoothEngine *engine,
           const SmoothEngineRequest *request,
           const SmoothSink *sink,
           const SmoothGraphPass *pass,
           GError **error)
{
  g_autoptr (SmoothStepRun) run =
    smooth_step_run_begin (engine, request, sink, pass, error);

  return run != NULL && smooth_step_run_step (run, G_MAXINT, error);
}

gboolean
smooth_engine_run (SmoothEngine *engine,
                   const SmoothParams *params,
                   const SmoothSource *source,
                   const SmoothSink *sink,
                   const SmoothRunOptions *options,
                   GError **error)
{
  const SmoothRunOptions defaults = { 0 };
  SmoothEngineRequest request = { .source = source };
  SmoothStripProgress progress;
  SmoothGraphPass pass = { .progress_data = &progress };
  SmoothRect region;

  g_return_val_if_fail (engine != NULL && params != NULL, FALSE);
  g_return_val_if_fail (source != NULL && source->read != NULL, FALSE);
  g_return_val_if_fail (sink != NULL, FALSE);

  options = options != NULL ? options : &defaults;
  request.params = *params;
  request.region = options->region;
  request.wants_smoothed = sink->write != NULL;
  request.wants_edges = sink->write_edges != NULL;
  if (!smooth_engine_request_check (&request, &region, error))
    return FALSE;
  if (sink->write_stage != NULL)
    request.n_stages = smooth_params_count_details (params) - 1;
  smooth_strip_progress_init (&progress, &region, options->progress,
                              options->progress_data);
  if (options->progress != NULL)
    pass.progress = smooth_strip_progress_tell;
  request.region = &progress.strip;
  for (int i = 0; i < smooth_engine_count_strips (&region); i++)
    {
      smooth_engine_get_strip (&region, i, &progress.strip);
      if (!run_strip (engine, &request, sink, &pass, error))
        return FALSE;
    }
  return TRUE;
}

/* Adds to estimate what a run on request's region, which is one strip without a
 * seam, would cost; n_bytes: other memory that is in use at the same time. */
static gboolean
estimate_run (SmoothEngine *engine,
              const SmoothEngineRequest *request,
              gsize n_bytes,
              SmoothEstimate *estimate,
              GError **error)
{
  SmoothEngineRun run;
  const gboolean is_planned =
    smooth_engine_run_init (&run, &engine->setup, request, error);

  if (is_planned)
    {
      estimate->n_bytes = MAX (
        estimate->n_bytes,
        run.plan.n_bytes + smooth_engine_run_get_extra_bytes (&run) + n_bytes);
      estimate->n_multiply_adds =
        (guint64) ((double) estimate->n_multiply_adds + run.plan.work);
    }
  smooth_engine_run_clear (&run);
  return is_planned;
}

/* Adds to estimate what a run on request's region, which is one strip, would
 * cost. */
static gboolean
estimate_strip (SmoothEngine *engine,
                const SmoothEngineRequest *request,
                SmoothEstimate *estimate,
                GError **error)
{
  g_auto (SmoothSeam) seam = { 0 };
  gboolean is_planned = TRUE;

  smooth_seam_init (&seam, request);
  for (int i = 0; i <= seam.n_parts && is_planned; i++)
    is_planned =
      estimate_run (engine, i < seam.n_parts ? &seam.parts[i].request : request,
                    smooth_seam_get_bytes (&seam), estimate, error);
  return is_planned;
}

gboolean
smooth_engine_estimate (SmoothEngine *engine,
                        const SmoothParams *params,
                        int width,
                        int height,
                        const SmoothRect *region,
                        SmoothEstimate *estimate,
                        GError **error)
{
  const SmoothSource source = { .width = width,
                                .height = height,
                                .n_channels = 4 };
  SmoothEngineRequest request = {
    .source = &source,
    .region = region,
    .wants_smoothed = TRUE,
    .wants_edges = TRUE,
  };
  SmoothRect whole, strip;

  g_return_val_if_fail (engine != NULL && params != NULL, FALSE);
  g_return_val_if_fail (estimate != NULL, FALSE);

  *estimate = (SmoothEstimate) { 0 };
  request.params = *params;
  if (!smooth_engine_request_check (&request, &whole, error))
    return FALSE;
  request.n_stages = smooth_params_count_details (params) - 1;
  request.region = &strip;
  for (int i = 0; i < smooth_engine_count_strips (&whole); i++)
    {
      smooth_engine_get_strip (&whole, i, &strip);
      if (!estimate_strip (engine, &request, estimate, error))
        return FALSE;
    }
  return TRUE;
}
