/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Highlights: how samples outside [0, 1] (above white, or negative) are
 * smoothed. They take part in a run only where the source has such samples.
 *
 * The networks go a second time through the pixels around those samples, with
 * an exposure that brings them into [0, 1] (engine/exposure.h), and a weight w
 * mixes the two results:
 *
 *   r0 = result of the clamped picture, as without highlights
 *   r1 = x + (S (c1) - c1) / gain,  c1 = clamp (gain * tone (x) + offset);
 *        beyond the linear part of tone (engine/tone.h) computed in tones
 *   result = r0 + w (r1 - r0),  the edge map likewise
 *   w = max (o, clamp (8 (mean of o over a window - .3), 0, 1))
 *   o = min (20 * how far the pixel's samples lie outside [0, 1], 1)
 *
 * The window has 2 (2 + texture scale) + 1 pixels a side, the scale rounded.
 * Where a texture goes up and down through 1, w is 1 at all of its pixels;
 * beside a bright surface, only at those next to it. At a pixel without such
 * samples in its window w is 0 and the result is r0, to the bit, so no halo can
 * reach farther from a highlight.
 *
 * On the thread that called the engine.
 */
#pragma once

#include "base/threads.h"
#include "engine/compose.h"
#include "engine/octaves.h"

typedef struct _SmoothHighlights SmoothHighlights;

/* What is known of the run to which the highlights belong; all borrowed. */
typedef struct
{
  SmoothOctavesSpec octaves;
  SmoothPlanOptions plan;
  SmoothRect region;
  double texture_scale;
  gboolean wants_edges;
  SmoothThreads *threads;
} SmoothHighlightsSpec;

/* Looks for samples outside [0, 1] among the pixels that the run's reader
 * reads; this takes a first pass over the source. The progress function of pass
 * is asked whether to go on. highlights (out): NULL if no pixel of the region
 * can differ from r0; otherwise to be freed with smooth_highlights_free ().
 * Errors: NO_MEMORY, CANCELLED, the source's. */
gboolean smooth_highlights_find (const SmoothHighlightsSpec *spec,
                                 const SmoothGraphPass *pass,
                                 SmoothHighlights **highlights,
                                 GError **error);
void smooth_highlights_free (SmoothHighlights *highlights);

/* Begins a pass through the region, in which all bands follow in their order.
 * strength: in [0, 1]. */
void smooth_highlights_start (SmoothHighlights *highlights,
                              const SmoothGraphPass *pass,
                              double strength);

/* Begins to compute rows up to end, which must be the end of a band. mark
 * (in/out): raised to the mark of what was begun, see smooth_graph_get_mark ().
 * Errors: as for smooth_graph_pull (). */
gboolean smooth_highlights_pull (SmoothHighlights *highlights,
                                 int end,
                                 gulong *mark,
                                 GError **error);

/* Goes to the band rect, whose rows are computed, and reads the source around
 * it. has_highlights (out): whether the band has pixels that may differ from
 * r0. Only then may the functions below be called. Errors: the source's. */
gboolean smooth_highlights_go_to (SmoothHighlights *highlights,
                                  const SmoothRect *rect,
                                  gboolean *has_highlights,
                                  GError **error);

/* Copies those of pixels, the source's in the band, that are needed later,
 * before the caller turns them into r0. */
void smooth_highlights_keep (SmoothHighlights *highlights, const float *pixels);

/* Mixes r1 into pixels (in/out), which are r0 of the band. compose: that of r0.
 */
void smooth_highlights_mix (SmoothHighlights *highlights,
                            const SmoothCompose *compose,
                            float *pixels);

/* Appends to text how long each layer of the highlights' graph took in the last
 * pass, see smooth_graph_append_times (). */
void smooth_highlights_append_times (const SmoothHighlights *highlights,
                                     GString *text);

/* Mixes the edge map of the picture with exposure into edges (in/out), the
 * band's edge map. */
void smooth_highlights_mix_edges (const SmoothHighlights *highlights,
                                  float *edges);
