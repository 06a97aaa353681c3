/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Highlights: the part of a run that smooths what lies outside [0, 1], above or
 * below; there only where the source has such samples.
 *
 * The networks go through the pixels around those samples a second time, as
 * exposed (engine/exposure.h), and a weight mixes the two results:
 *
 *   c1 = clamp (gain * tone (x) + offset)
 *   r1 = x + (S (c1) - c1) / gain           (beyond the linear part of the tone
 *                                            in tones, and back)
 *   out = r0 + w (r1 - r0),  edges likewise
 *   o = min (20 * how far the pixel's samples lie outside [0, 1], 1)
 *   w = max (o, clamp (8 (mean of o over a window - .3), 0, 1))
 *
 * r0 being the result of the clamped picture. The window has 2 (2 + texture
 * scale) + 1 pixels a side, the scale rounded: in a texture that goes through 1
 * all pixels are r1's, beside a bright surface only those next to it. A pixel
 * without such samples in its window is r0's, to the bit, so that no halo can
 * lie farther around a highlight.
 */
#pragma once

#include "engine/compose.h"
#include "engine/octaves.h"
#include "base/threads.h"

typedef struct _SmoothHighlights SmoothHighlights;

/* The run that highlights belong to; all borrowed. */
typedef struct
{
  SmoothOctavesSpec levels;
  SmoothPlanOptions plan;
  SmoothRect region;
  double texture_scale;
  gboolean want_edges;
  SmoothThreads *threads;
} SmoothHighlightsSpec;

/* Looks for samples outside [0, 1] in the source, as far as the run's reader
 * reads it. highlights (out): NULL if the region has none. Errors: NO_MEMORY,
 * CANCELLED, the source's. Free with smooth_highlights_free. */
gboolean smooth_highlights_find (const SmoothHighlightsSpec *spec,
                                 const SmoothGraphPass *way,
                                 SmoothHighlights **highlights,
                                 GError **error);
void smooth_highlights_free (SmoothHighlights *highlights);

/* Before each run through the region, which must pull all bands in order. */
void smooth_highlights_start (SmoothHighlights *highlights,
                              const SmoothGraphPass *way,
                              double strength);

/* Begins to compute what the rows up to end, a band's, need; mark (in/out): see
 * smooth_graph_get_mark. Errors: as smooth_graph_pull. */
gboolean smooth_highlights_pull (SmoothHighlights *highlights,
                                 int end,
                                 gulong *mark,
                                 GError **error);

/* Goes to a band whose rows are computed. has_part (out): whether any of it may
 * differ from r0. Errors: the source's. */
gboolean smooth_highlights_go_to (SmoothHighlights *highlights,
                                  const SmoothRect *rect,
                                  gboolean *has_part,
                                  GError **error);

/* Keeps the source's pixels of the band before r0 takes their place. */
void smooth_highlights_keep (SmoothHighlights *highlights, const float *pixels);

/* Mixes r1 into r0, pixels of the band; compose: as for r0. */
void smooth_highlights_mix (SmoothHighlights *highlights,
                            const SmoothCompose *compose,
                            float *pixels);

/* Mixes the edges of the exposed picture into a band of the edge map. */
void smooth_highlights_mix_edges (const SmoothHighlights *highlights,
                                  float *edges);
