/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The octaves of a run as one graph: each level reads the source for itself,
 * halves it, takes over what the coarser level changed, and goes through both
 * networks.
 */
#pragma once

#include "engine/reader.h"
#include "net/net-eme.h"
#include "net/net-mi.h"

/* What a run is built of; all borrowed for the graph's life. */
typedef struct
{
  const SmoothEme *eme;
  const SmoothMi *mi;
  SmoothSimd simd;
  SmoothReader *reader;
  double octaves; /* log2 (texture scale), 0 .. 4 */
  gboolean want_smoothed;
} SmoothOctavesSpec;

/* The nodes to be pulled, and what depends on the strength. */
typedef struct
{
  SmoothNode *smoothed; /* 3 channels, S (c) of the picture's size; or NULL */
  SmoothNode *edges;    /* 1 channel, replicated to a multiple of 8 */
  int n_levels;
  SmoothMiControl *control[SMOOTH_MAX_OCTAVES]; /* NULL: level without MI */
  double share[SMOOTH_MAX_OCTAVES];             /* of the strength */
} SmoothOctaves;

/* Adds all levels to graph. */
void smooth_octaves_build (const SmoothOctavesSpec *spec,
                          SmoothGraph *graph,
                          SmoothOctaves *levels);

/* strength: [0, 1]. Before each run of the graph. */
void smooth_octaves_set_strength (SmoothOctaves *levels, double strength);
