/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/step-run.h"

#include <math.h>

#include "engine/engine-private.h"
#include "engine/tileable-seam.h"

/* In one octave a result depends, to the bit, on pixels that are at most this
 * far away. The networks' receptive field is smaller; but layers compute tiles
 * and groups of rows at once, and how a pixel of a tile is rounded depends on
 * all that the tile is computed from. Measured: 385 rows above a region are
 * read. */
#define OCTAVE_PX 400

/* The colours of a hidden pixel come from pixels that are at most this far away
 * (net/layer-fill-transparent.c). */
#define FILL_PX 16

struct _SmoothStepRun
{
  SmoothEngine *engine; /* borrowed */
  SmoothSource source;
  SmoothRect region;
  SmoothEngineRequest request; /* points to source and region */
  SmoothSink sink;
  SmoothGraphPass pass;
  SmoothSeam seam;
  /* The run on the region itself; planned by the first step. */
  SmoothEngineRun run;
  SmoothArena *arena; /* memory of the run; NULL before the first step */
  double seam_work;   /* multiply-adds done for the seam's parts */
};

/* Returns an empty arena of at least n_bytes: the engine's, if that is large
 * enough. If it is too small, it is freed before a new one is allocated, so
 * that there are never two. */
static SmoothArena *
take_arena (SmoothEngine *engine, gsize n_bytes, GError **error)
{
  if (engine->arena == NULL || smooth_arena_get_size (engine->arena) < n_bytes)
    {
      g_clear_pointer (&engine->arena, smooth_arena_free);
      return smooth_arena_new (n_bytes, error);
    }
  smooth_arena_reset (engine->arena);
  return g_steal_pointer (&engine->arena);
}

/* Gives arena, which may be NULL, to the engine for the next run, unless the
 * engine has a larger one. */
static void
give_arena (SmoothEngine *engine, SmoothArena *arena)
{
  if (arena == NULL)
    return;
  if (engine->arena != NULL
      && smooth_arena_get_size (engine->arena) >= smooth_arena_get_size (arena))
    {
      smooth_arena_free (arena);
      return;
    }
  smooth_arena_free (engine->arena);
  engine->arena = arena;
}

SmoothStepRun *
smooth_step_run_begin (SmoothEngine *engine,
                       const SmoothEngineRequest *request,
                       const SmoothSink *sink,
                       const SmoothGraphPass *pass,
                       GError **error)
{
  g_autoptr (SmoothStepRun) run = g_new0 (SmoothStepRun, 1);

  run->engine = engine;
  run->sink = *sink;
  run->pass = *pass;
  run->source = *request->source;
  run->request = *request;
  run->request.source = &run->source;
  if (!smooth_engine_request_check (request, &run->region, error))
    return NULL;
  run->request.region = &run->region;
  smooth_seam_init (&run->seam, &run->request);
  return g_steal_pointer (&run);
}

SmoothStepRun *
smooth_step_run_new (SmoothEngine *engine,
                     const SmoothParams *params,
                     const SmoothSource *source,
                     const SmoothSink *sink,
                     const SmoothStepOptions *options,
                     GError **error)
{
  const SmoothStepOptions defaults = { 0 };
  SmoothEngineRequest request = { .source = source };
  SmoothGraphPass pass = { 0 };

  g_return_val_if_fail (engine != NULL && params != NULL, NULL);
  g_return_val_if_fail (source != NULL && source->read != NULL, NULL);
  g_return_val_if_fail (sink != NULL, NULL);

  options = options != NULL ? options : &defaults;
  g_return_val_if_fail (options->step_height >= 0, NULL);
  g_return_val_if_fail (options->step_height % 8 == 0, NULL);

  request.params = *params;
  request.region = options->region;
  request.wants_smoothed = sink->write != NULL;
  request.wants_edges = sink->write_edges != NULL;
  request.step_height = options->step_height;
  request.is_in_range = options->is_in_range;
  if (sink->write_stage != NULL && smooth_params_check (params, NULL))
    request.n_stages = smooth_params_count_details (params) - 1;
  pass.progress = options->progress;
  pass.progress_data = options->progress_data;
  return smooth_step_run_begin (engine, &request, sink, &pass, error);
}

void
smooth_step_run_free (SmoothStepRun *run)
{
  if (run == NULL)
    return;
  smooth_engine_run_clear (&run->run);
  give_arena (run->engine, run->arena);
  smooth_seam_clear (&run->seam);
  g_free (run);
}

/* Plans run->run for a request, in an arena that is taken from the engine. */
static gboolean
prepare (SmoothStepRun *run, const SmoothEngineRequest *request, GError **error)
{
  SmoothEngine *engine = run->engine;

  if (!smooth_engine_run_init (&run->run, &engine->setup, request, error))
    return FALSE;
  run->arena = take_arena (engine, run->run.plan.n_bytes, error);
  return run->arena != NULL
         && smooth_engine_run_prepare (&run->run, run->arena, engine->threads,
                                       error);
}

/* Computes part number i of what has to be mixed into the region along the seam
 * of a tileable picture. */
static gboolean
compute_part (SmoothStepRun *run, int i, GError **error)
{
  SmoothSeam *seam = &run->seam;
  const SmoothSink sink = smooth_seam_get_sink (seam, i, &run->sink);
  const SmoothGraphPass pass = smooth_seam_get_pass (seam, i, &run->pass);

  if (!prepare (run, &seam->parts[i].request, error)
      || !smooth_engine_run_pass (&run->run, &sink, &pass, error))
    return FALSE;
  run->seam_work += smooth_engine_run_get_work (&run->run);
  smooth_engine_run_clear (&run->run);
  give_arena (run->engine, g_steal_pointer (&run->arena));
  return TRUE;
}

/* Does all that comes before the region's first row. */
static gboolean
start (SmoothStepRun *run, GError **error)
{
  SmoothSeam *seam = &run->seam;
  SmoothGraphPass pass;

  if (!smooth_seam_prepare (seam, error))
    return FALSE;
  for (int i = 0; i < seam->n_parts; i++)
    if (!compute_part (run, i, error))
      return FALSE;
  pass = smooth_seam_get_pass (seam, seam->n_parts, &run->pass);
  return prepare (run, &run->request, error)
         && smooth_engine_run_start (&run->run, &pass, error);
}

gboolean
smooth_step_run_step (SmoothStepRun *run, int end, GError **error)
{
  int height, unit, last;
  SmoothSink sink;

  g_return_val_if_fail (run != NULL, FALSE);
  height = run->region.height;
  unit = run->request.step_height;
  last = CLAMP (end - run->region.y, 0, height);
  g_return_val_if_fail (last > run->run.n_written, FALSE);
  g_return_val_if_fail (last == height || (unit > 0 && last % unit == 0),
                        FALSE);

  if (run->arena == NULL && !start (run, error))
    return FALSE;
  sink = smooth_seam_get_sink (&run->seam, run->seam.n_parts, &run->sink);
  /* Another run of the engine may have set a limit since the last step. */
  if (run->run.graph != NULL)
    smooth_threads_set_limit (run->engine->threads,
                              run->run.plan.n_useful_threads);
  return smooth_engine_run_advance (&run->run, last, &sink, error);
}

int
smooth_step_run_get_row (const SmoothStepRun *run)
{
  g_return_val_if_fail (run != NULL, 0);

  return run->region.y + run->run.n_written;
}

gboolean
smooth_step_run_is_done (const SmoothStepRun *run)
{
  g_return_val_if_fail (run != NULL, TRUE);

  return run->run.n_written >= run->region.height;
}

double
smooth_step_run_get_work (const SmoothStepRun *run)
{
  g_return_val_if_fail (run != NULL, 0);

  return run->seam_work + smooth_engine_run_get_work (&run->run);
}

int
smooth_step_run_get_halo (const SmoothParams *params,
                          const SmoothSource *source)
{
  /* The number of the coarsest octave, the full size being number 0. */
  const int octave = (int) ceil (log2 (params->texture_scale));
  int halo = OCTAVE_PX * ((2 << octave) - 1);

  if (smooth_has_alpha (source->n_channels))
    halo += FILL_PX;
  /* The exposure of a pixel depends on blocks around it (engine/exposure.h). */
  if (!source->is_limited)
    halo += 4 * (int) ceil (8 * (1 + params->texture_scale));
  if (params->is_tileable)
    halo += SMOOTH_SEAM_PX;
  return halo;
}
