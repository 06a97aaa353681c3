/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second pass of the networks, over the pixels around samples outside
 * [0, 1], has a graph and an arena of its own, and reads the source again.
 */
#include "engine/highlights-pass.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "base/arena.h"
#include "engine/highlights-weight.h"
#include "engine/kept-plane.h"
#include "i18n.h"
#include "net/graph-times.h"

struct _SmoothHighlights
{
  SmoothReader reader;
  SmoothExposure *exposure;
  SmoothGraph *graph;
  SmoothOctaves octaves;
  SmoothPlan plan;
  SmoothArena *arena;
  /* Contains all pixels of the region that may differ from r0, the result with
   * clamping (highlights-pass.h). */
  SmoothRect rect;
  SmoothHighlightsWeight weight;
  /* If the run keeps rows for further passes: what the last pass has computed
   * in rect, the smoothed picture and the edge map. */
  gboolean keep;
  SmoothKeptPlane kept_smoothed, kept_edges;

  /* The band of rows that was given to smooth_highlights_go_to () last. */
  SmoothRect band;
  SmoothRect part; /* the pixels of band whose two results may differ */
  /* The part's pixels: the source's, later r1, the result with an exposure. */
  float *pixels;
  /* The source's pixels in part and halo_px pixels around it. */
  float *around;
  float *weights; /* weights of part's pixels */
};

void
smooth_highlights_free (SmoothHighlights *highlights)
{
  if (highlights == NULL)
    return;
  g_clear_pointer (&highlights->graph, smooth_graph_free);
  g_clear_pointer (&highlights->arena, smooth_arena_free);
  smooth_exposure_free (highlights->exposure);
  smooth_kept_plane_clear (&highlights->kept_smoothed);
  smooth_kept_plane_clear (&highlights->kept_edges);
  g_free (highlights->pixels);
  g_free (highlights->around);
  g_free (highlights->weight.outside);
  g_free (highlights->weight.sums);
  g_free (highlights->weights);
  g_free (highlights);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothHighlights, smooth_highlights_free)

/* Returns rect and halo_px pixels around it, as far as the source goes. */
static SmoothRect
grow (const SmoothRect *rect, int halo_px, const SmoothSource *source)
{
  const SmoothRect plane = { 0, 0, source->width, source->height };
  SmoothRect grown = { rect->x - halo_px, rect->y - halo_px,
                       rect->width + 2 * halo_px, rect->height + 2 * halo_px };

  smooth_rect_intersect (&grown, &plane, &grown);
  return grown;
}

static gboolean
is_empty (const SmoothRect *rect)
{
  return rect->width == 0 || rect->height == 0;
}

/* Sets highlights->rect to the pixels of the region near samples outside
 * [0, 1]. The rectangle begins where a band of the region begins, because rows
 * must be asked for in the bands for which the graph was planned. */
static void
set_rect (SmoothHighlights *highlights, const SmoothHighlightsSpec *spec)
{
  const SmoothRect outside = smooth_exposure_get_outside (highlights->exposure);
  const SmoothRect near =
    grow (&outside, highlights->weight.halo_px, highlights->reader.source);
  SmoothRect *rect = &highlights->rect;
  int n_rows_before;

  smooth_rect_intersect (&near, &spec->region, rect);
  n_rows_before = (rect->y - spec->region.y) % spec->plan.band_height;
  rect->y -= n_rows_before;
  if (rect->height > 0)
    rect->height += n_rows_before;
}

static gboolean
plan_graph (SmoothHighlights *highlights,
            const SmoothHighlightsSpec *spec,
            GError **error)
{
  const SmoothRect *rect = &highlights->rect;
  const SmoothSpan rows = { rect->y, rect->y + rect->height };
  const SmoothSpan columns = { rect->x, rect->x + rect->width };
  SmoothOctavesSpec octaves = spec->octaves;

  octaves.reader = &highlights->reader;
  highlights->graph = smooth_graph_new ();
  smooth_octaves_build (&octaves, highlights->graph, &highlights->octaves);
  for (int i = 0; i < SMOOTH_MAX_DETAILS; i++)
    if (highlights->octaves.stages[i] != NULL)
      smooth_graph_add_output (highlights->graph, highlights->octaves.stages[i],
                               rows, columns);
  if (spec->wants_edges)
    smooth_graph_add_output (highlights->graph, highlights->octaves.edges, rows,
                             columns);
  else
    highlights->octaves.edges = NULL;
  return smooth_graph_plan (highlights->graph, &spec->plan, &highlights->plan,
                            error);
}

static gboolean
take_memory (SmoothHighlights *highlights,
             const SmoothHighlightsSpec *spec,
             GError **error)
{
  const SmoothRect *rect = &highlights->rect;
  const int n_channels = highlights->reader.source->n_channels;
  const gsize height = MIN (spec->plan.band_height, rect->height);
  const gsize n = height * rect->width;
  const gsize n_around =
    (height + 2 * highlights->weight.halo_px)
    * ((gsize) rect->width + 2 * highlights->weight.halo_px);

  highlights->pixels = g_try_new (float, n *n_channels);
  highlights->around = g_try_new (float, n_around *n_channels);
  highlights->weight.outside = g_try_new (gint32, n_around);
  highlights->weight.sums =
    g_try_new (gint32, (gsize) rect->width + 2 * highlights->weight.halo_px);
  highlights->weights = g_try_new (float, n);
  if (highlights->pixels == NULL || highlights->around == NULL
      || highlights->weight.outside == NULL || highlights->weight.sums == NULL
      || highlights->weights == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                   _ ("no memory for rows of %d pixels"),
                   highlights->reader.source->width);
      return FALSE;
    }
  if (highlights->keep
      && (!smooth_kept_plane_init (&highlights->kept_smoothed, rect, 3, error)
          || !smooth_kept_plane_init (&highlights->kept_edges, rect, 1, error)))
    return FALSE;
  highlights->arena = smooth_arena_new (highlights->plan.n_bytes, error);
  if (highlights->arena == NULL)
    return FALSE;
  smooth_graph_prepare (highlights->graph, highlights->arena, spec->threads);
  return TRUE;
}

gboolean
smooth_highlights_find (const SmoothHighlightsSpec *spec,
                        const SmoothGraphPass *pass,
                        SmoothHighlights **highlights,
                        GError **error)
{
  const SmoothReader *reader = spec->octaves.reader;
  const SmoothExposureSpec exposure = {
    .source = reader->source,
    .rect = smooth_reader_get_extent (reader),
    .texture_scale = spec->texture_scale,
    .progress = pass->progress,
    .progress_data = pass->progress_data,
  };
  g_autoptr (SmoothHighlights) found = g_new0 (SmoothHighlights, 1);

  *highlights = NULL;
  if (!smooth_exposure_measure (&exposure, &found->exposure, error))
    return FALSE;
  if (found->exposure == NULL)
    return TRUE;
  found->weight = (SmoothHighlightsWeight) {
    .n_channels = reader->source->n_channels,
    .halo_px = 2 + (int) (spec->texture_scale + 0.5),
  };
  found->reader = (SmoothReader) {
    .source = reader->source,
    .simd = reader->simd,
    .exposure = found->exposure,
  };
  found->keep = spec->plan.keep;
  set_rect (found, spec);
  if (is_empty (&found->rect))
    return TRUE;
  if (!plan_graph (found, spec, error) || !take_memory (found, spec, error))
    return FALSE;
  *highlights = g_steal_pointer (&found);
  return TRUE;
}

void
smooth_highlights_start (SmoothHighlights *highlights,
                         const SmoothGraphPass *pass,
                         double strength)
{
  smooth_octaves_set_strength (&highlights->octaves, strength);
  smooth_graph_start (highlights->graph, pass);
}

gboolean
smooth_highlights_pull (SmoothHighlights *highlights,
                        int end,
                        gulong *mark,
                        GError **error)
{
  const SmoothOctaves *octaves = &highlights->octaves;
  SmoothGraph *graph = highlights->graph;

  if (end <= highlights->rect.y)
    return TRUE;
  for (int i = 0; i < SMOOTH_MAX_DETAILS; i++)
    if (octaves->stages[i] != NULL
        && !smooth_graph_pull (graph, octaves->stages[i], end, error))
      return FALSE;
  if (octaves->edges != NULL
      && !smooth_graph_pull (graph, octaves->edges, end, error))
    return FALSE;
  *mark = MAX (*mark, smooth_graph_get_mark (highlights->graph));
  return TRUE;
}

void
smooth_highlights_keep_result (SmoothHighlights *highlights,
                               const SmoothRect *rect)
{
  SmoothRect part;

  smooth_rect_intersect (rect, &highlights->rect, &part);
  if (is_empty (&part))
    return;
  smooth_kept_plane_copy (&highlights->kept_smoothed,
                          &highlights->octaves.smoothed->band, &part);
  smooth_kept_plane_copy (&highlights->kept_edges,
                          &highlights->octaves.edges->band, &part);
}

gboolean
smooth_highlights_go_to (SmoothHighlights *highlights,
                         const SmoothRect *rect,
                         gboolean *has_highlights,
                         GError **error)
{
  const SmoothSource *source = highlights->reader.source;
  SmoothRect around;

  highlights->band = *rect;
  smooth_rect_intersect (rect, &highlights->rect, &highlights->part);
  *has_highlights = !is_empty (&highlights->part);
  if (!*has_highlights)
    return TRUE;
  around = grow (&highlights->part, highlights->weight.halo_px, source);
  if (!source->read (source->data, &around, highlights->around, error))
    return FALSE;
  smooth_highlights_weight_pixels (&highlights->weight, &around,
                                   highlights->around, &highlights->part,
                                   highlights->weights);
  return TRUE;
}

/* Finds row number i of the rectangle highlights->part. pixels: those of the
 * whole band, in which that rectangle lies. */
static float *
find_row (const SmoothHighlights *highlights,
          int i,
          int n_channels,
          float *pixels)
{
  const SmoothRect *band = &highlights->band, *part = &highlights->part;

  return pixels
         + ((gsize) (part->y - band->y + i) * band->width + part->x - band->x)
             * n_channels;
}

void
smooth_highlights_keep (SmoothHighlights *highlights, const float *pixels)
{
  const SmoothRect *part = &highlights->part;
  const int n_channels = highlights->reader.source->n_channels;
  const gsize n = (gsize) part->width * n_channels;

  for (int i = 0; i < part->height; i++)
    memcpy (highlights->pixels + i * n,
            find_row (highlights, i, n_channels, (float *) pixels),
            n * sizeof (float));
}

/* Mixes the n_pixels pixels in from into those in to, with one weight for each
 * pixel: to = to + weight * (from - to). If a sample in to is not finite, it
 * stays, since it is the source's. */
static void
mix_row (const float *weights,
         const float *from,
         int n_pixels,
         int n_channels,
         float *to)
{
  for (int i = 0; i < n_pixels; i++, from += n_channels, to += n_channels)
    for (int c = 0; c < n_channels; c++)
      if (weights[i] >= 1)
        to[c] = from[c];
      else if (weights[i] > 0 && isfinite (to[c]))
        to[c] += weights[i] * (from[c] - to[c]);
}

void
smooth_highlights_mix (SmoothHighlights *highlights,
                       int stage,
                       const SmoothCompose *compose,
                       float *pixels)
{
  const SmoothRect *part = &highlights->part;
  const int n_channels = compose->n_channels;
  SmoothCompose exposed = *compose;

  exposed.smoothed = highlights->keep
                       ? &highlights->kept_smoothed.band
                       : &highlights->octaves.stages[stage]->band;
  exposed.exposure = highlights->exposure;
  exposed.x = part->x;
  exposed.y = part->y;
  exposed.width = part->width;
  exposed.n_rows = part->height;
  smooth_compose_rows (&exposed, highlights->pixels);
  for (int i = 0; i < part->height; i++)
    mix_row (highlights->weights + (gsize) i * part->width,
             highlights->pixels + (gsize) i * part->width * n_channels,
             part->width, n_channels,
             find_row (highlights, i, n_channels, pixels));
}

void
smooth_highlights_mix_edges (const SmoothHighlights *highlights, float *edges)
{
  const SmoothBand *band = highlights->keep ? &highlights->kept_edges.band
                                            : &highlights->octaves.edges->band;
  const SmoothRect *part = &highlights->part;

  for (int i = 0; i < part->height; i++)
    mix_row (highlights->weights + (gsize) i * part->width,
             smooth_band_row (band, part->y + i) + part->x - band->x0,
             part->width, 1, find_row (highlights, i, 1, edges));
}

double
smooth_highlights_get_work (const SmoothHighlights *highlights)
{
  return smooth_graph_get_work (highlights->graph);
}

void
smooth_highlights_append_times (const SmoothHighlights *highlights,
                                GString *text)
{
  smooth_graph_append_times (highlights->graph, text);
}
