/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/octaves.h"

#include "net/layers.h"

/* One octave. */
typedef struct
{
  SmoothNode *picture; /* as halved from the source */
  SmoothNode *edges;
  SmoothNode *smoothed; /* NULL if not wanted */
} Level;

/* The picture halved depth times, by a reading of its own: a coarse level runs
 * thousands of rows ahead of the finest, to read again is cheaper than to
 * keep. */
static SmoothNode *
open_picture (const SmoothOctavesSpec *spec, SmoothGraph *graph, int depth)
{
  SmoothNode *picture = smooth_layer_read (graph, spec->reader);

  for (int i = 0; i < depth; i++)
    picture = smooth_layer_halve (graph, spec->simd, picture);
  return picture;
}

/* S (x, k, n) of DESIGN.md, x being the picture halved as often as there are
 * levels already; k = share * strength. */
static Level
build_level (const SmoothOctavesSpec *spec,
             SmoothGraph *graph,
             SmoothOctaves *levels,
             double share,
             double n)
{
  int depth = levels->n_levels++;
  Level level = { .picture = open_picture (spec, graph, depth) };
  SmoothNode *x = level.picture;

  if (n > 0)
    {
      Level coarse = n >= 1 ? build_level (spec, graph, levels, share, n - 1)
                            : build_level (spec, graph, levels, share * n, 0);
      SmoothNode *change =
        smooth_layer_difference (graph, coarse.smoothed, coarse.picture);

      x = smooth_layer_upsample (graph, spec->simd, change, x, 2);
    }
  level.edges = smooth_eme_build (spec->eme, graph, x);
  levels->share[depth] = share;
  if (depth > 0 || spec->want_smoothed)
    level.smoothed = smooth_mi_build (spec->mi, graph, x, level.edges,
                                      &levels->control[depth]);
  return level;
}

void
smooth_octaves_build (const SmoothOctavesSpec *spec,
                     SmoothGraph *graph,
                     SmoothOctaves *levels)
{
  Level finest;

  *levels = (SmoothOctaves) { 0 };
  finest = build_level (spec, graph, levels, 1, spec->octaves);
  levels->smoothed = finest.smoothed;
  levels->edges = finest.edges;
}

void
smooth_octaves_set_strength (SmoothOctaves *levels, double strength)
{
  for (int i = 0; i < levels->n_levels; i++)
    if (levels->control[i] != NULL)
      smooth_mi_set_strength (levels->control[i], levels->share[i] * strength);
}
