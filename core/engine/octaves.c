/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/octaves.h"

#include "net/layers.h"

typedef struct
{
  SmoothNode *picture; /* the source's picture, halved for this octave */
  SmoothNode *edges;
  SmoothNode *smoothed; /* NULL if only the edge map is wanted */
} Octave;

/* Adds a node with the source's picture, halved depth times. The source is read
 * again for each octave, since coarse octaves are thousands of rows ahead of
 * the finest, and keeping so many rows in memory would cost more. */
static SmoothNode *
add_picture (const SmoothOctavesSpec *spec, SmoothGraph *graph, int depth)
{
  SmoothNode *picture = smooth_reader_add_nodes (spec->reader, graph);

  for (int i = 0; i < depth; i++)
    picture = smooth_layer_halve (graph, spec->simd, picture);
  return picture;
}

/* Adds the nodes of the stages that leave out at least this octave, number
 * depth, and the next finer ones: x, which has the changes of all coarser
 * octaves, and what remains of that if more octaves are left out. coarse: the
 * next coarser octave. */
static void
build_stages (const SmoothOctavesSpec *spec,
              SmoothGraph *graph,
              SmoothOctaves *octaves,
              int depth,
              const Octave *coarse,
              SmoothNode *picture,
              SmoothNode *x)
{
  if (depth + 1 <= spec->n_stages)
    octaves->stages[depth + 1] = x;
  for (int i = depth + 2; i <= spec->n_stages; i++)
    {
      SmoothNode *change =
        smooth_layer_difference (graph, octaves->stages[i], coarse->picture);

      octaves->stages[i] =
        smooth_layer_upsample (graph, spec->simd, change, picture, 2);
    }
}

/* Adds an octave, and before it all coarser ones; the first call adds the
 * full-size octave. The octave computes S (x, k, n) of smooth/engine.h: x is
 * the source, halved once for each octave begun before this one, k = share *
 * the run's strength, and n is log2 of the texture scale that is left for this
 * octave and the coarser ones. */
static Octave
build_octave (const SmoothOctavesSpec *spec,
              SmoothGraph *graph,
              SmoothOctaves *octaves,
              double share,
              double n)
{
  int depth = octaves->n_octaves++;
  Octave octave;
  SmoothNode *x;

  smooth_graph_set_octave (graph, depth);
  octave = (Octave) { .picture = add_picture (spec, graph, depth) };
  x = octave.picture;
  if (n > 0)
    {
      Octave coarse = n >= 1
                        ? build_octave (spec, graph, octaves, share, n - 1)
                        : build_octave (spec, graph, octaves, share * n, 0);
      SmoothNode *change =
        smooth_layer_difference (graph, coarse.smoothed, coarse.picture);

      smooth_graph_set_octave (graph, depth);
      x = smooth_layer_upsample (graph, spec->simd, change, x, 2);
      build_stages (spec, graph, octaves, depth, &coarse, octave.picture, x);
    }
  octave.edges = smooth_eme_build (spec->eme, graph, x);
  octaves->shares[depth] = share;
  if (depth > 0 || spec->wants_smoothed)
    octave.smoothed = smooth_mi_build (spec->mi, graph, x, octave.edges,
                                       &octaves->controls[depth]);
  return octave;
}

void
smooth_octaves_build (const SmoothOctavesSpec *spec,
                      SmoothGraph *graph,
                      SmoothOctaves *octaves)
{
  Octave finest;

  *octaves = (SmoothOctaves) { 0 };
  finest = build_octave (spec, graph, octaves, 1, spec->log2_scale);
  octaves->smoothed = octaves->stages[0] = finest.smoothed;
  octaves->edges = finest.edges;
}

void
smooth_octaves_set_strength (SmoothOctaves *octaves, double strength)
{
  for (int i = 0; i < octaves->n_octaves; i++)
    if (octaves->controls[i] != NULL)
      smooth_mi_set_strength (octaves->controls[i],
                              octaves->shares[i] * strength);
}
