/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reader: rows of a source in the form that the networks see: RGB, clamped to
 * [0, 1] (NaN counts as 0), hidden colours replaced by their surroundings.
 */
#pragma once

#include <smooth/image.h>

#include "kernel/cpu.h"
#include "net/graph.h"

typedef struct
{
  const SmoothSource *source; /* borrowed */
  SmoothCpuLevel cpu_level;
  float *pixels;  /* room for a chunk as the source gives it */
  gsize n_pixels; /* of that room */
} SmoothReader;

/* Adds a node that reads the source on the thread that drives the graph; 3
 * channels of the source's plane. */
SmoothNode *smooth_layer_read (SmoothGraph *graph, SmoothReader *reader);

/* Whether the last of n_channels is alpha. */
static inline gboolean
smooth_has_alpha (int n_channels)
{
  return n_channels == 2 || n_channels == 4;
}

/* What the networks see of a sample: [0, 1], NaN as 0. */
static inline float
smooth_clamp_sample (float value)
{
  return value > 0 ? (value < 1 ? value : 1) : 0;
}
