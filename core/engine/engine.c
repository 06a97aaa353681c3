/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public calls: an engine is a pair of packed networks, a thread pool and
 * an arena that grows to the largest run so far. How a run goes stands in
 * run.c.
 */
#include <smooth/engine.h>

#include <math.h>

#include <smooth/error.h>

#include "engine/engine-run.h"
#include "engine/strips.h"
#include "i18n.h"
#include "base/round.h"
#include "base/system.h"
#include "engine/model.h"

/* The networks' planes have sizes in multiples of it. */
#define BAND_MULTIPLE 8

struct _SmoothEngine
{
  SmoothModel *model;
  SmoothEngineRunSetup setup;
  SmoothEme *eme;
  SmoothMi *mi;
  SmoothThreads *threads;
  SmoothArena *arena; /* NULL before the first run */
};

void
smooth_engine_options_init (SmoothEngineOptions *options)
{
  *options = (SmoothEngineOptions) { .simd = g_getenv ("SMOOTH_CPU") };
}

/* Packs both networks and starts the threads. */
static gboolean
prepare (SmoothEngine *engine, GError **error)
{
  SmoothModel *model = engine->model;
  SmoothEngineRunSetup *setup = &engine->setup;

  engine->eme =
    smooth_eme_new (smooth_model_get_tensors (model, SMOOTH_NETWORK_EME),
                    setup->simd, error);
  if (engine->eme == NULL)
    return FALSE;
  engine->mi =
    smooth_mi_new (smooth_model_get_tensors (model, SMOOTH_NETWORK_MI),
                   setup->simd, error);
  if (engine->mi == NULL)
    return FALSE;
  setup->eme = engine->eme;
  setup->mi = engine->mi;
  engine->threads = smooth_threads_new (setup->n_threads, error);
  if (engine->threads == NULL)
    return FALSE;
  /* Some may have been refused. */
  setup->n_threads = smooth_threads_get_count (engine->threads);
  return TRUE;
}

/* Threads beyond the CPUs only take time from each other: 32 on 2 CPUs took up
 * to 2.8 times as long as 2. */
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

/* An empty arena of at least n_bytes; too small a one is given back first. */
static gboolean
ensure_arena (SmoothEngine *engine, gsize n_bytes, GError **error)
{
  if (engine->arena == NULL || smooth_arena_get_size (engine->arena) < n_bytes)
    {
      g_clear_pointer (&engine->arena, smooth_arena_free);
      engine->arena = smooth_arena_new (n_bytes, error);
      return engine->arena != NULL;
    }
  smooth_arena_reset (engine->arena);
  return TRUE;
}

/* A run that is not cut. */
static gboolean
run_strip (SmoothEngine *engine,
           const SmoothEngineRunRequest *request,
           const SmoothSink *sink,
           const SmoothGraphPass *way,
           GError **error)
{
  SmoothEngineRun run;
  gboolean done =
    smooth_engine_run_init (&run, &engine->setup, request, error)
    && ensure_arena (engine, run.plan.n_bytes, error)
    && smooth_engine_run_prepare (&run, engine->arena, engine->threads, error)
    && smooth_engine_run_stream (&run, sink, way, error);

  smooth_engine_run_clear (&run);
  return done;
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
  SmoothEngineRunRequest request = { .source = source };
  SmoothStripProgress progress;
  SmoothGraphPass way = { .progress_data = &progress };
  SmoothRect region;

  g_return_val_if_fail (engine != NULL && params != NULL, FALSE);
  g_return_val_if_fail (source != NULL && source->read != NULL, FALSE);
  g_return_val_if_fail (sink != NULL, FALSE);

  options = options != NULL ? options : &defaults;
  request.params = *params;
  request.region = options->region;
  request.want_smoothed = sink->write != NULL;
  request.want_edges = sink->write_edges != NULL;
  if (!smooth_engine_run_check (&request, &region, error))
    return FALSE;
  smooth_strip_progress_init (&progress, &region, options->progress,
                              options->progress_data);
  if (options->progress != NULL)
    way.progress = smooth_strip_progress_tell;
  request.region = &progress.strip;
  for (int i = 0; i < smooth_engine_count_strips (&region); i++)
    {
      smooth_engine_get_strip (&region, i, &progress.strip);
      if (!run_strip (engine, &request, sink, &way, error))
        return FALSE;
    }
  return TRUE;
}

/* Adds the cost of an uncut run. */
static gboolean
estimate_strip (SmoothEngine *engine,
                const SmoothEngineRunRequest *request,
                SmoothEstimate *estimate,
                GError **error)
{
  SmoothEngineRun run;
  const gboolean done = smooth_engine_run_init (&run, &engine->setup, request, error);

  if (done)
    {
      estimate->n_bytes =
        MAX (estimate->n_bytes,
             run.plan.n_bytes + smooth_engine_run_get_extra_bytes (&run));
      estimate->n_multiply_adds += run.plan.work;
    }
  smooth_engine_run_clear (&run);
  return done;
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
  SmoothEngineRunRequest request = {
    .source = &source,
    .region = region,
    .want_smoothed = TRUE,
    .want_edges = TRUE,
  };
  SmoothRect whole, strip;

  g_return_val_if_fail (engine != NULL && params != NULL, FALSE);
  g_return_val_if_fail (estimate != NULL, FALSE);

  *estimate = (SmoothEstimate) { 0 };
  request.params = *params;
  if (!smooth_engine_run_check (&request, &whole, error))
    return FALSE;
  request.region = &strip;
  for (int i = 0; i < smooth_engine_count_strips (&whole); i++)
    {
      smooth_engine_get_strip (&whole, i, &strip);
      if (!estimate_strip (engine, &request, estimate, error))
        return FALSE;
    }
  return TRUE;
}

struct _SmoothPreview
{
  SmoothEngineRun run;
  SmoothArena *arena;
  gboolean has_run;    /* to the end, once: there is something to follow */
  double run_strength; /* of the run that all of that is of; NAN: of several */
  gboolean is_near;    /* the last step's result */
};

SmoothPreview *
smooth_preview_new (SmoothEngine *engine,
                    double texture_scale,
                    const SmoothSource *source,
                    const SmoothRect *region,
                    GError **error)
{
  SmoothEngineRunRequest request = {
    .params = { 0, texture_scale, SMOOTH_CHANNELS_ALL },
    .source = source,
    .region = region,
    .want_smoothed = TRUE,
    .want_edges = TRUE,
    .keep = TRUE,
  };
  g_autoptr (SmoothPreview) preview = NULL;

  g_return_val_if_fail (engine != NULL, NULL);
  g_return_val_if_fail (source != NULL && source->read != NULL, NULL);

  preview = g_new0 (SmoothPreview, 1);
  preview->run_strength = NAN;
  if (!smooth_engine_run_init (&preview->run, &engine->setup, &request, error))
    return NULL;
  preview->arena = smooth_arena_new (preview->run.plan.n_bytes, error);
  if (preview->arena == NULL
      || !smooth_engine_run_prepare (&preview->run, preview->arena, engine->threads,
                              error))
    return NULL;
  return g_steal_pointer (&preview);
}

void
smooth_preview_free (SmoothPreview *preview)
{
  if (preview == NULL)
    return;
  smooth_engine_run_clear (&preview->run);
  smooth_arena_free (preview->arena);
  g_free (preview);
}

gboolean
smooth_preview_run (SmoothPreview *preview,
                    const SmoothPreviewStep *step,
                    const SmoothSink *sink,
                    GError **error)
{
  SmoothGraphPass way = { 0 };
  SmoothParams params;
  gboolean is_known;

  g_return_val_if_fail (preview != NULL && step != NULL, FALSE);
  g_return_val_if_fail (sink != NULL, FALSE);

  params = preview->run.params;
  params.strength = step->strength;
  params.channels = step->channels;
  if (!smooth_params_check (&params, error))
    return FALSE;
  preview->run.params = params;
  is_known = step->strength == preview->run_strength;
  way.is_near = preview->has_run && (step->may_be_near || is_known);
  way.progress = step->progress;
  way.progress_data = step->progress_data;
  preview->is_near = way.is_near && !is_known && params.texture_scale > 1;
  if (!way.is_near)
    preview->run_strength = NAN;
  if (!smooth_engine_run_stream (&preview->run, sink, &way, error))
    return FALSE;
  if (!way.is_near)
    preview->run_strength = step->strength;
  preview->has_run = TRUE;
  return TRUE;
}

gboolean
smooth_preview_is_near (const SmoothPreview *preview)
{
  g_return_val_if_fail (preview != NULL, FALSE);

  return preview->is_near;
}
