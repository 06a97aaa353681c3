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

/* Writes rect, a part of the edge map, into sink. has_highlights: whether rect
 * has pixels near samples outside [0, 1], for which a second edge map is mixed
 * in (engine/highlights.h). */
static gboolean
write_edges (SmoothEngineRun *run,
             const SmoothRect *rect,
             gboolean has_highlights,
             const SmoothSink *sink,
             GError **error)
{
  const SmoothBand *band = &run->octaves.edges->band;
  const SmoothRect place = get_place (run, rect);

  for (int i = 0; i < rect->height; i++)
    memcpy (run->pixels + (gsize) i * rect->width,
            smooth_band_row (band, rect->y + i) + rect->x - band->x0,
            sizeof (float) * rect->width);
  if (has_highlights)
    smooth_highlights_mix_edges (run->highlights, run->pixels);
  return sink->write_edges (sink->data, &place, run->pixels, error);
}

/* Writes rect, a part of the smoothed picture, into sink: reads the source's
 * pixels once more, and adds what the networks have changed. has_highlights: as
 * for write_edges (). */
static gboolean
write_smoothed (SmoothEngineRun *run,
                const SmoothRect *rect,
                gboolean has_highlights,
                const SmoothSink *sink,
                GError **error)
{
  const SmoothSource *source = &run->source;
  const SmoothRect place = get_place (run, rect);

  if (!source->read (source->data, rect, run->pixels, error))
    return FALSE;
  if (run->params.strength > 0)
    {
      SmoothCompose compose = {
        .smoothed = &run->octaves.smoothed->band,
        .channels = run->params.channels,
        .simd = run->reader.simd,
        .x = rect->x,
        .y = rect->y,
        .width = rect->width,
        .n_rows = rect->height,
        .n_channels = source->n_channels,
      };

      if (has_highlights)
        smooth_highlights_keep (run->highlights, run->pixels);
      smooth_compose_rows (&compose, run->pixels);
      if (has_highlights)
        smooth_highlights_mix (run->highlights, &compose, run->pixels);
    }
  return sink->write (sink->data, &place, run->pixels, error);
}

gboolean
smooth_engine_write_band (SmoothEngineRun *run,
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
