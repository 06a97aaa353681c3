/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/engine-run.h"

#include <math.h>

#include <smooth/error.h>

#include "base/round.h"
#include "engine/engine-times.h"
#include "engine/engine-write.h"
#include "engine/tileable-seam.h"
#include "i18n.h"

/* The number of pixels in a band, unless the caller sets the band's height. It
 * is large enough for all threads to get work, and small enough for a band to
 * stay in the cache, and to take less memory than what the layers must keep. */
#define BAND_PIXELS (1 << 15)
#define BAND_MULTIPLE 8
#define MIN_BAND 8
#define MAX_BAND 64

/* The radius of the networks' receptive field in one octave is less than this;
 * the blocks in which layers compute read more columns, on which a result
 * depends by its rounding alone. */
#define REACH_PX 160

/* Makes the region's rows and columns of node an output of the run's graph,
 * which the run can read. */
static void
add_output (SmoothEngineRun *run, SmoothNode *node)
{
  const SmoothRect *region = &run->region;
  SmoothSpan rows = { region->y, region->y + region->height };
  SmoothSpan columns = { region->x, region->x + region->width };

  smooth_graph_add_output (run->graph, node, rows, columns);
}

/* Describes what the run's graph has to compute. At strength 0 and at detail 0
 * the smoothed picture is the source's, so the networks are needed for the edge
 * map only, and at strength 0 only those of the first octave. But if the run
 * keeps rows in memory for further passes, everything is computed, because the
 * next pass may have other parameters. */
static SmoothHighlightsSpec
describe (SmoothEngineRun *run)
{
  const SmoothEngineRunSetup *setup = run->setup;
  const gboolean is_shallow = run->params.strength <= 0 && !run->keep;
  const gboolean bypass =
    smooth_params_change_nothing (&run->params) && !run->keep;

  return (SmoothHighlightsSpec) {
    .octaves = {
      .eme = setup->eme,
      .mi = setup->mi,
      .simd = setup->simd,
      .reader = &run->reader,
      .log2_scale = is_shallow ? 0 : log2 (run->params.texture_scale),
      .wants_smoothed = run->wants_smoothed && !bypass,
      .n_stages = bypass ? 0 : run->n_stages,
    },
    .plan = {
      .band_height = run->band_height,
      .n_threads = setup->n_threads,
      .keep = run->keep,
    },
    .region = run->region,
    .texture_scale = run->params.texture_scale,
    .wants_edges = run->wants_edges,
    .threads = run->threads,
  };
}

static gboolean
plan_graph (SmoothEngineRun *run, GError **error)
{
  const SmoothHighlightsSpec spec = describe (run);

  if (!spec.octaves.wants_smoothed && !run->wants_edges)
    return TRUE;
  run->graph = smooth_graph_new ();
  smooth_octaves_build (&spec.octaves, run->graph, &run->octaves);
  if (spec.octaves.wants_smoothed)
    for (int i = 0; i <= spec.octaves.n_stages; i++)
      add_output (run, run->octaves.stages[i]);
  if (run->wants_edges)
    add_output (run, run->octaves.edges);
  return smooth_graph_plan (run->graph, &spec.plan, &run->plan, error);
}

/* Returns how far the plane of a tileable picture goes beyond it: at least as
 * far as the receptive field of all octaves around the parts of a seam
 * (engine/tileable-seam.h); a multiple of the largest of the layers' grids. */
static int
get_margin (const SmoothParams *params)
{
  const int octave = (int) ceil (log2 (params->texture_scale));

  return smooth_round_up (SMOOTH_SEAM_PX + REACH_PX * ((2 << octave) - 1),
                          8 << octave);
}

/* Puts the plane on which the picture is repeated in the picture's place. */
static void
tile (SmoothEngineRun *run, const SmoothEngineRequest *request)
{
  const SmoothSource *picture = request->source;
  const int margin = get_margin (&run->params);

  smooth_tileable_source_init (&run->tiled, picture, margin, margin,
                               &run->source);
  run->offset_x = margin + (request->is_right ? picture->width : 0);
  run->offset_y = margin + (request->is_below ? picture->height : 0);
  run->region.x += run->offset_x;
  run->region.y += run->offset_y;
}

gboolean
smooth_engine_run_init (SmoothEngineRun *run,
                        const SmoothEngineRunSetup *setup,
                        const SmoothEngineRequest *request,
                        GError **error)
{
  *run = (SmoothEngineRun) {
    .params = request->params,
    .source = *request->source,
    .wants_smoothed = request->wants_smoothed,
    .wants_edges = request->wants_edges,
    .n_stages = request->wants_smoothed ? request->n_stages : 0,
    .setup = setup,
    .keep = request->keep,
    .has_looked = request->is_in_range,
  };
  run->reader.source = &run->source;
  run->reader.simd = setup->simd;
  if (!smooth_engine_request_check (request, &run->region, error))
    return FALSE;
  if (run->params.is_tileable)
    tile (run, request);
  run->band_height = setup->band_height;
  if (run->band_height == 0)
    run->band_height =
      CLAMP (BAND_PIXELS / run->region.width, MIN_BAND, MAX_BAND)
      / BAND_MULTIPLE * BAND_MULTIPLE;
  /* A step is a whole number of bands. */
  while (run->band_height > BAND_MULTIPLE
         && request->step_height % run->band_height != 0)
    run->band_height -= BAND_MULTIPLE;
  return plan_graph (run, error);
}

void
smooth_engine_run_clear (SmoothEngineRun *run)
{
  g_clear_pointer (&run->graph, smooth_graph_free);
  g_clear_pointer (&run->highlights, smooth_highlights_free);
  smooth_kept_plane_clear (&run->kept_smoothed);
  smooth_kept_plane_clear (&run->kept_edges);
  g_clear_pointer (&run->pixels, g_free);
  smooth_tileable_source_clear (&run->tiled);
}

/* Returns the number of samples for which run->pixels has room. */
static gsize
count_samples (const SmoothEngineRun *run)
{
  return (run->n_stages > 0 ? 2 : 1) * smooth_engine_run_count_samples (run);
}

gsize
smooth_engine_run_get_extra_bytes (const SmoothEngineRun *run)
{
  const gsize n_bytes = sizeof (float) * count_samples (run);

  return run->params.is_tileable
           ? n_bytes + smooth_tileable_source_get_bytes (&run->tiled)
           : n_bytes;
}

gboolean
smooth_engine_run_prepare (SmoothEngineRun *run,
                           SmoothArena *arena,
                           SmoothThreads *threads,
                           GError **error)
{
  run->pixels = g_try_new (float, count_samples (run));
  if (run->pixels == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                   _ ("no memory for rows of %d pixels"), run->source.width);
      return FALSE;
    }
  if (run->keep
      && (!smooth_kept_plane_init (&run->kept_smoothed, &run->region, 3, error)
          || !smooth_kept_plane_init (&run->kept_edges, &run->region, 1,
                                      error)))
    return FALSE;
  run->threads = threads;
  if (run->graph != NULL)
    smooth_graph_prepare (run->graph, arena, threads);
  return TRUE;
}

/* Begins to compute the region's rows up to end. */
static gboolean
pull_band (SmoothEngineRun *run, int end, GError **error)
{
  for (int i = 0; i <= run->n_stages; i++)
    if (run->octaves.stages[i] != NULL
        && !smooth_graph_pull (run->graph, run->octaves.stages[i], end, error))
      return FALSE;
  return !run->wants_edges
         || smooth_graph_pull (run->graph, run->octaves.edges, end, error);
}

/* Returns the band that begins at row y of the region. */
static SmoothRect
get_band (const SmoothEngineRun *run, int y)
{
  const SmoothRect *region = &run->region;

  return (SmoothRect) { region->x, region->y + y, region->width,
                        MIN (run->band_height, region->height - y) };
}

/* Computes and writes the region's rows up to end that are not written yet,
 * band by band. While one band is written, the threads compute the next one. */
static gboolean
write_bands (SmoothEngineRun *run,
             int end,
             const SmoothSink *sink,
             GError **error)
{
  const int start = run->n_written;
  const int n = run->band_height;
  gulong mark = 0;

  for (int y = start; y < end + n; y += n)
    {
      const gulong last_mark = mark;

      if (run->graph != NULL && y < end)
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
      if (y > start)
        {
          const SmoothRect rect = get_band (run, y - n);
          gint64 start_us;

          if (run->graph != NULL)
            smooth_graph_wait (run->graph, last_mark);
          start_us = g_get_monotonic_time ();
          if (!smooth_engine_write_band (run, &rect, sink, error))
            return FALSE;
          run->write_us += g_get_monotonic_time () - start_us;
        }
    }
  run->n_written = end;
  return TRUE;
}

/* Before the first pass, looks for samples outside [0, 1] among the pixels that
 * the networks will read. */
static gboolean
find_highlights (SmoothEngineRun *run,
                 const SmoothGraphPass *pass,
                 GError **error)
{
  const SmoothHighlightsSpec spec = describe (run);

  if (run->graph == NULL || run->has_looked || run->source.is_limited)
    return TRUE;
  run->has_looked =
    smooth_highlights_find (&spec, pass, &run->highlights, error);
  return run->has_looked;
}

/* Implements SmoothGraphProgress for the run's graph. */
static gboolean
tell_fraction (gpointer data, double fraction)
{
  SmoothEngineRun *run = data;

  run->fraction = fraction;
  return run->pass.progress (run->pass.progress_data, fraction);
}

/* Implements SmoothGraphProgress for the highlights' graph: reports the last
 * fraction of the region's graph again, which alone counts. */
static gboolean
tell_again (gpointer data, double fraction)
{
  const SmoothEngineRun *run = data;

  (void) fraction;
  return run->pass.progress (run->pass.progress_data, run->fraction);
}

/* Begins a pass in the region's graph and in that of its highlights. */
static void
start_graphs (SmoothEngineRun *run)
{
  SmoothGraphPass pass = run->pass;

  smooth_octaves_set_strength (&run->octaves, run->params.strength);
  pass.is_timed = run->setup->report != NULL;
  pass.progress_data = run;
  if (pass.progress != NULL)
    pass.progress = tell_fraction;
  if (run->graph != NULL)
    smooth_graph_start (run->graph, &pass);
  if (pass.progress != NULL)
    pass.progress = tell_again;
  if (run->highlights != NULL)
    smooth_highlights_start (run->highlights, &pass, run->params.strength);
}

/* Reports that the pass is complete. Returns FALSE if it was cancelled. */
static gboolean
tell_end (const SmoothGraphPass *pass, GError **error)
{
  if (pass->progress == NULL || pass->progress (pass->progress_data, 1))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
               _ ("the smoothing was cancelled"));
  return FALSE;
}

gboolean
smooth_engine_run_start (SmoothEngineRun *run,
                         const SmoothGraphPass *pass,
                         GError **error)
{
  const gint64 start_us = g_get_monotonic_time ();

  run->pass = *pass;
  run->fraction = 0;
  run->write_us = run->n_written = 0;
  if (!find_highlights (run, pass, error))
    return FALSE;
  start_graphs (run);
  run->pass_us = g_get_monotonic_time () - start_us;
  return TRUE;
}

gboolean
smooth_engine_run_advance (SmoothEngineRun *run,
                           int end,
                           const SmoothSink *sink,
                           GError **error)
{
  const gint64 start_us = g_get_monotonic_time ();
  const gboolean is_done = write_bands (run, end, sink, error);

  smooth_threads_finish (run->threads);
  run->pass_us += g_get_monotonic_time () - start_us;
  if (!is_done)
    return FALSE;
  if (end < run->region.height)
    return TRUE;
  if (run->setup->report != NULL)
    smooth_engine_times_report (run, run->pass_us);
  return tell_end (&run->pass, error);
}

gboolean
smooth_engine_run_pass (SmoothEngineRun *run,
                        const SmoothSink *sink,
                        const SmoothGraphPass *pass,
                        GError **error)
{
  return smooth_engine_run_start (run, pass, error)
         && smooth_engine_run_advance (run, run->region.height, sink, error);
}

gboolean
smooth_engine_run_write_again (SmoothEngineRun *run,
                               const SmoothSink *sink,
                               const SmoothGraphPass *pass,
                               GError **error)
{
  for (int y = 0; y < run->region.height; y += run->band_height)
    {
      const SmoothRect rect = get_band (run, y);

      if (!smooth_engine_write_kept_band (run, &rect, sink, error))
        return FALSE;
    }
  return tell_end (pass, error);
}
