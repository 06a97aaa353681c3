/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/engine-write.h"

#include <string.h>

#include "engine/compose.h"

/* Returns rect in the picture's coordinates. */
static SmoothRect
get_place (const SmoothEngineRun *run, const SmoothRect *rect)
{
  return (SmoothRect) { rect->x - run->offset_x, rect->y - run->offset_y,
                        rect->width, rect->height };
}

/* Returns the band from which the edge map is read, in which the pixels to be
 * written are in memory. */
static const SmoothBand *
get_edges (const SmoothEngineRun *run)
{
  return run->keep ? &run->kept_edges.band : &run->octaves.edges->band;
}

/* Returns the band from which stage number i of the smoothed picture is read. A
 * run that keeps what the networks have computed has only stage 0. */
static const SmoothBand *
get_stage (const SmoothEngineRun *run, int i)
{
  return run->keep ? &run->kept_smoothed.band : &run->octaves.stages[i]->band;
}

/* Writes rect, a part of the edge map, into sink. has_highlights: whether rect
 * has pixels near samples outside [0, 1], for which a second edge map is mixed
 * in (engine/highlights-pass.h). */
static gboolean
write_edges (SmoothEngineRun *run,
             const SmoothRect *rect,
             gboolean has_highlights,
             const SmoothSink *sink,
             GError **error)
{
  const SmoothBand *band = get_edges (run);
  const SmoothRect place = get_place (run, rect);

  for (int i = 0; i < rect->height; i++)
    memcpy (run->pixels + (gsize) i * rect->width,
            smooth_band_row (band, rect->y + i) + rect->x - band->x0,
            sizeof (float) * rect->width);
  if (has_highlights)
    smooth_highlights_mix_edges (run->highlights, run->pixels);
  return sink->write_edges (sink->data, &place, run->pixels, error);
}

/* Composes stage number i of the result from run->pixels (in/out), the source's
 * pixels of rect. has_highlights: as for write_edges (). */
static void
compose_stage (SmoothEngineRun *run,
               int i,
               const SmoothRect *rect,
               gboolean has_highlights)
{
  SmoothCompose compose = {
    .smoothed = get_stage (run, i),
    .channels = run->params.channels,
    .detail = run->params.detail,
    .is_limited = run->source.is_limited,
    .simd = run->reader.simd,
    .x = rect->x,
    .y = rect->y,
    .width = rect->width,
    .n_rows = rect->height,
    .n_channels = run->source.n_channels,
  };

  if (has_highlights)
    smooth_highlights_keep (run->highlights, run->pixels);
  smooth_compose_rows (&compose, run->pixels);
  if (has_highlights)
    smooth_highlights_mix (run->highlights, i, &compose, run->pixels);
}

/* Writes rect, a part of the smoothed picture and of its further stages, into
 * sink: reads the source's pixels once more, and adds what the networks have
 * changed. has_highlights: as for write_edges (). */
static gboolean
write_smoothed (SmoothEngineRun *run,
                const SmoothRect *rect,
                gboolean has_highlights,
                const SmoothSink *sink,
                GError **error)
{
  const SmoothSource *source = &run->source;
  const SmoothRect place = get_place (run, rect);
  const gsize n_bytes =
    sizeof (float) * rect->width * rect->height * source->n_channels;
  float *from = run->n_stages > 0
                  ? run->pixels + smooth_engine_run_count_samples (run)
                  : run->pixels;

  if (!source->read (source->data, rect, from, error))
    return FALSE;
  for (int i = run->n_stages; i >= 0; i--)
    {
      if (run->n_stages > 0)
        memcpy (run->pixels, from, n_bytes);
      if (!smooth_params_change_nothing (&run->params))
        compose_stage (run, i, rect, has_highlights);
      if (i == 0
            ? !sink->write (sink->data, &place, run->pixels, error)
            : !sink->write_stage (sink->data, i, &place, run->pixels, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
smooth_engine_write_kept_band (SmoothEngineRun *run,
                               const SmoothRect *rect,
                               const SmoothSink *sink,
                               GError **error)
{
  gboolean has_highlights = FALSE;

  if (run->highlights != NULL
      && !smooth_highlights_go_to (run->highlights, rect, &has_highlights,
                                   error))
    return FALSE;
  return (sink->write == NULL
          || write_smoothed (run, rect, has_highlights, sink, error))
         && (sink->write_edges == NULL
             || write_edges (run, rect, has_highlights, sink, error));
}

gboolean
smooth_engine_write_band (SmoothEngineRun *run,
                          const SmoothRect *rect,
                          const SmoothSink *sink,
                          GError **error)
{
  if (run->keep)
    {
      smooth_kept_plane_copy (&run->kept_smoothed, &run->octaves.smoothed->band,
                              rect);
      smooth_kept_plane_copy (&run->kept_edges, &run->octaves.edges->band,
                              rect);
      if (run->highlights != NULL)
        smooth_highlights_keep_result (run->highlights, rect);
    }
  return smooth_engine_write_kept_band (run, rect, sink, error);
}
