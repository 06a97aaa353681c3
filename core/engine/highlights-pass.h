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
#include "engine/apply-network-change.h"
#include "engine/octaves.h"

typedef struct _SmoothHighlights SmoothHighlights;

/* The settings of the engine run whose pixels near samples outside [0, 1] are
 * smoothed a second time; all borrowed. */
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
 * is asked whether to go on. highlights (out): NULL if no such sample is near
 * the region, so that the result with clamping is the final one; otherwise to
 * be freed with smooth_highlights_free (). Errors: NO_MEMORY, CANCELLED, the
 * source's. */
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

/* Begins to compute the result with an exposure for the rows before end, which
 * must be the end of a band. mark (in/out): raised, if necessary, so that
 * smooth_graph_wait () for it waits for these rows, too. Errors: as for
 * smooth_graph_pull (). */
gboolean smooth_highlights_pull (SmoothHighlights *highlights,
                                 int end,
                                 gulong *mark,
                                 GError **error);

/* Keeps, of the band rect whose rows are computed, what the networks have
 * computed with an exposure. Only if plan.keep was set; the functions below
 * then use what is kept, so that they may be called again after the pass. */
void smooth_highlights_keep_result (SmoothHighlights *highlights,
                                    const SmoothRect *rect);

/* Chooses rect, a band whose rows are computed, for the functions below, and
 * reads the source around it. has_highlights (out): whether the band has pixels
 * near samples outside [0, 1], whose two results may differ. Only then may the
 * functions below be called. Errors: the source's. */
gboolean smooth_highlights_go_to (SmoothHighlights *highlights,
                                  const SmoothRect *rect,
                                  gboolean *has_highlights,
                                  GError **error);

/* Copies those of the source's pixels in the band that smooth_highlights_mix ()
 * needs. To be called before the caller replaces pixels by the result with
 * clamping. */
void smooth_highlights_keep (SmoothHighlights *highlights, const float *pixels);

/* Mixes a stage of the result with an exposure into pixels (in/out),
 * which are the band's result with clamping. compose: the arguments with which
 * the latter was composed.
 */
void smooth_highlights_mix (SmoothHighlights *highlights,
                            int stage,
                            const SmoothCompose *compose,
                            float *pixels);

/* Returns how many multiply-adds the pass has done so far. */
double smooth_highlights_get_work (const SmoothHighlights *highlights);

/* Appends to text how long each layer of the highlights' graph took in the last
 * pass, see smooth_graph_append_times (). */
void smooth_highlights_append_times (const SmoothHighlights *highlights,
                                     GString *text);

/* Mixes the edge map of the picture with an exposure into edges (in/out), which
 * is the band's edge map of the picture with clamping. */
void smooth_highlights_mix_edges (const SmoothHighlights *highlights,
                                  float *edges);
