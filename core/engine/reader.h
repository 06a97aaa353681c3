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
} SmoothReader;

/* Adds a node that reads the source, which is asked for its rows on the thread
 * that drives the graph; 3 channels of the source's plane. reader: borrowed for
 * the graph's life. */
SmoothNode *smooth_layer_read (SmoothGraph *graph, const SmoothReader *reader);

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
