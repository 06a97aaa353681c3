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
  SmoothCpuLevel cpu_level;
  SmoothReader *reader;
  double strength; /* [0, 1] */
  double octaves;  /* log2 (texture scale), >= 0 */
  gboolean want_smoothed;
} SmoothLevelsSpec;

/* The nodes to be pulled. */
typedef struct
{
  SmoothNode *smoothed; /* 3 channels, S (c) of the picture's size; or NULL */
  SmoothNode *edges;    /* 1 channel, replicated to a multiple of 8 */
} SmoothLevels;

/* Adds all levels to graph. */
void smooth_levels_build (const SmoothLevelsSpec *spec,
                          SmoothGraph *graph,
                          SmoothLevels *levels);
