/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/engine-run.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "engine/compose.h"
#include "i18n.h"

/* Rows a step where the caller leaves it open: enough pixels for the threads to
 * share, few enough for a band to stay in the cache, and for its rows not to
 * outweigh those that must wait anyway. */
#define BAND_PIXELS (1 << 15)
#define BAND_MULTIPLE 8
#define MIN_BAND 8
#define MAX_BAND 64

static gboolean
check_source (const SmoothSource *source, GError **error)
{
  if (source->width >= 1 && source->height >= 1 && source->n_channels >= 1
      && source->n_channels <= 4)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE,
               _ ("the picture is %d x %d with %d channels, wanted at least "
                  "1 x 1 with 1 to 4 channels"),
               source->width, source->height, source->n_channels);
  return FALSE;
}

static gboolean
check_region (const SmoothSource *source,
              const SmoothRect *region,
              GError **error)
{
  const SmoothRect whole = { 0, 0, source->width, source->height };

  if (region->width >= 1 && region->height >= 1
      && smooth_rect_contains (&whole, region))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE,
               _ ("the region %d x %d at (%d, %d) does not lie in the picture "
                  "of %d x %d"),
               region->width, region->height, region->x, region->y,
               source->width, source->height);
  return FALSE;
}

static void
want (SmoothEngineRun *run, SmoothNode *node)
{
  const SmoothRect *region = &run->region;
  SmoothSpan rows = { region->y, region->y + region->height };
  SmoothSpan columns = { region->x, region->x + region->width };

  smooth_graph_want (run->graph, node, rows, columns);
}

/* Strength 0 bypasses the networks for the picture, and so the octaves; a run
 * that keeps may be asked for another strength later. */
static SmoothHighlightsSpec
describe (SmoothEngineRun *run)
{
  const SmoothEngineRunSetup *setup = run->setup;
  const gboolean bypass = run->params.strength <= 0 && !run->keep;

  return (SmoothHighlightsSpec) {
    .levels = {
      .eme = setup->eme,
      .mi = setup->mi,
      .simd = setup->simd,
      .reader = &run->reader,
      .octaves = bypass ? 0 : log2 (run->params.texture_scale),
      .want_smoothed = run->want_smoothed && !bypass,
    },
    .plan = {
      .band_height = run->band_height,
      .n_threads = setup->n_threads,
      .keep = run->keep,
    },
    .region = run->region,
    .texture_scale = run->params.texture_scale,
    .want_edges = run->want_edges,
    .threads = run->threads,
  };
}

static gboolean
plan_graph (SmoothEngineRun *run, GError **error)
{
  const SmoothHighlightsSpec spec = describe (run);

  if (!spec.levels.want_smoothed && !run->want_edges)
    return TRUE;
  run->graph = smooth_graph_new ();
  smooth_octaves_build (&spec.levels, run->graph, &run->levels);
  if (spec.levels.want_smoothed)
    want (run, run->levels.smoothed);
  if (run->want_edges)
    want (run, run->levels.edges);
  return smooth_graph_plan (run->graph, &spec.plan, &run->plan, error);
}

gboolean
smooth_engine_run_check (const SmoothEngineRunRequest *request,
                  SmoothRect *region,
                  GError **error)
{
  const SmoothSource *source = request->source;

  *region = request->region != NULL
              ? *request->region
              : (SmoothRect) { 0, 0, source->width, source->height };
  return smooth_params_check (&request->params, error)
         && check_source (source, error)
         && check_region (source, region, error);
}

gboolean
smooth_engine_run_init (SmoothEngineRun *run,
                 const SmoothEngineRunSetup *setup,
                 const SmoothEngineRunRequest *request,
                 GError **error)
{
  *run = (SmoothEngineRun) {
    .params = request->params,
    .source = *request->source,
    .want_smoothed = request->want_smoothed,
    .want_edges = request->want_edges,
    .setup = setup,
    .keep = request->keep,
  };
  run->reader.source = &run->source;
  run->reader.simd = setup->simd;
  if (!smooth_engine_run_check (request, &run->region, error))
    return FALSE;
  run->band_height = setup->band_height;
  if (run->band_height == 0)
    run->band_height =
      CLAMP (BAND_PIXELS / run->region.width, MIN_BAND, MAX_BAND)
      / BAND_MULTIPLE * BAND_MULTIPLE;
  return plan_graph (run, error);
}

void
smooth_engine_run_clear (SmoothEngineRun *run)
{
  g_clear_pointer (&run->graph, smooth_graph_free);
  g_clear_pointer (&run->highlights, smooth_highlights_free);
  g_clear_pointer (&run->pixels, g_free);
}

/* Samples of a band of result. */
static gsize
count_band_samples (const SmoothEngineRun *run)
{
  return (gsize) run->region.width * MIN (run->band_height, run->region.height)
         * run->source.n_channels;
}

gsize
smooth_engine_run_get_extra_bytes (const SmoothEngineRun *run)
{
  return sizeof (float) * count_band_samples (run);
}

gboolean
smooth_engine_run_prepare (SmoothEngineRun *run,
                    SmoothArena *arena,
                    SmoothThreads *threads,
                    GError **error)
{
  run->pixels = g_try_new (float, count_band_samples (run));
  if (run->pixels == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                   _ ("no memory for rows of %d pixels"), run->source.width);
      return FALSE;
    }
  run->threads = threads;
  if (run->graph != NULL)
    smooth_graph_prepare (run->graph, arena, threads);
  return TRUE;
}

/* Writes the edge map's rows of rect. mixes: whether highlights have part in
 * them. */
static gboolean
write_edges (SmoothEngineRun *run,
             const SmoothRect *rect,
             gboolean mixes,
             const SmoothSink *sink,
             GError **error)
{
  const SmoothBand *band = &run->levels.edges->band;

  for (int i = 0; i < rect->height; i++)
    memcpy (run->pixels + (gsize) i * rect->width,
            smooth_band_row (band, rect->y + i) + rect->x - band->x0,
            sizeof (float) * rect->width);
  if (mixes)
    smooth_highlights_mix_edges (run->highlights, run->pixels);
  return sink->write_edges (sink->data, rect, run->pixels, error);
}

/* Writes the smoothed picture's rows of rect: the source's, read once more,
 * with what the networks change. */
static gboolean
write_smoothed (SmoothEngineRun *run,
                const SmoothRect *rect,
                gboolean mixes,
                const SmoothSink *sink,
                GError **error)
{
  const SmoothSource *source = &run->source;

  if (!source->read (source->data, rect, run->pixels, error))
    return FALSE;
  if (run->params.strength > 0)
    {
      SmoothCompose compose = {
        .smoothed = &run->levels.smoothed->band,
        .channels = run->params.channels,
        .simd = run->reader.simd,
        .x = rect->x,
        .y = rect->y,
        .width = rect->width,
        .n_rows = rect->height,
        .n_channels = source->n_channels,
      };

      if (mixes)
        smooth_highlights_keep (run->highlights, run->pixels);
      smooth_compose_rows (&compose, run->pixels);
      if (mixes)
        smooth_highlights_mix (run->highlights, &compose, run->pixels);
    }
  return sink->write (sink->data, rect, run->pixels, error);
}

/* Begins to compute the rows up to end. */
static gboolean
pull_band (SmoothEngineRun *run, int end, GError **error)
{
  if (run->levels.smoothed != NULL
      && !smooth_graph_pull (run->graph, run->levels.smoothed, end, error))
    return FALSE;
  return !run->want_edges
         || smooth_graph_pull (run->graph, run->levels.edges, end, error);
}

/* Writes a band, rows rect of the result. */
static gboolean
write_band (SmoothEngineRun *run,
            const SmoothRect *rect,
            const SmoothSink *sink,
            GError **error)
{
  gboolean mixes = FALSE;

  if (run->highlights != NULL
      && !smooth_highlights_go_to (run->highlights, rect, &mixes, error))
    return FALSE;
  return (sink->write == NULL || write_smoothed (run, rect, mixes, sink, error))
         && (sink->write_edges == NULL
             || write_edges (run, rect, mixes, sink, error));
}

static SmoothRect
get_band (const SmoothEngineRun *run, int y)
{
  const SmoothRect *region = &run->region;

  return (SmoothRect) { region->x, region->y + y, region->width,
                       MIN (run->band_height, region->height - y) };
}

/* Each band is written while the threads compute the next. */
static gboolean
stream_bands (SmoothEngineRun *run, const SmoothSink *sink, GError **error)
{
  const int height = run->region.height;
  const int n = run->band_height;
  gulong mark = 0;

  for (int y = 0; y < height + n; y += n)
    {
      const gulong last_mark = mark;

      if (run->graph != NULL && y < height)
        {
          const SmoothRect rect = get_band (run, y);

          if (!pull_band (run, rect.y + rect.height, error))
            return FALSE;
          mark = smooth_graph_get_mark (run->graph);
          if (run->highlights != NULL
              && !smooth_highlights_pull (run->highlights, rect.y + rect.height,
                                          &mark, error))
            return FALSE;
        }
      if (y > 0)
        {
          const SmoothRect rect = get_band (run, y - n);

          if (run->graph != NULL)
            smooth_graph_wait (run->graph, last_mark);
          if (!write_band (run, &rect, sink, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Looks, once, for what lies outside [0, 1] in what the networks will read. */
static gboolean
find_highlights (SmoothEngineRun *run, const SmoothGraphPass *way, GError **error)
{
  const SmoothHighlightsSpec spec = describe (run);

  if (run->graph == NULL || run->has_looked || run->source.is_limited)
    return TRUE;
  run->has_looked =
    smooth_highlights_find (&spec, way, &run->highlights, error);
  return run->has_looked;
}

/* Progress of a run whose highlights are computed along with the rest. */
typedef struct
{
  const SmoothGraphPass *way;
  double fraction; /* last told */
} Progress;

static gboolean
tell_fraction (gpointer data, double fraction)
{
  Progress *progress = data;

  progress->fraction = fraction;
  return progress->way->progress (progress->way->progress_data, fraction);
}

/* The highlights' own fraction is of another work than the run's. */
static gboolean
tell_again (gpointer data, double fraction)
{
  const Progress *progress = data;

  (void) fraction;
  return progress->way->progress (progress->way->progress_data,
                                  progress->fraction);
}

static void
start (SmoothEngineRun *run, Progress *progress)
{
  SmoothGraphPass way = *progress->way;

  smooth_octaves_set_strength (&run->levels, run->params.strength);
  way.progress_data = progress;
  if (way.progress != NULL)
    way.progress = tell_fraction;
  if (run->graph != NULL)
    smooth_graph_start (run->graph, &way);
  if (way.progress != NULL)
    way.progress = tell_again;
  if (run->highlights != NULL)
    smooth_highlights_start (run->highlights, &way, run->params.strength);
}

gboolean
smooth_engine_run_stream (SmoothEngineRun *run,
                   const SmoothSink *sink,
                   const SmoothGraphPass *way,
                   GError **error)
{
  Progress progress = { .way = way };
  gboolean done;

  if (!find_highlights (run, way, error))
    return FALSE;
  start (run, &progress);
  done = stream_bands (run, sink, error);
  smooth_threads_finish (run->threads);
  if (!done)
    return FALSE;
  if (way->progress == NULL || way->progress (way->progress_data, 1))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
               _ ("the smoothing was cancelled"));
  return FALSE;
}
