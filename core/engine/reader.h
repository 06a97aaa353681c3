/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reader: rows of a source in the form that the networks see: RGB, brought into
 * [0, 1] (engine/exposure.h; NaN counts as 0), hidden colours replaced by their
 * surroundings.
 */
#pragma once

#include <smooth/image.h>

#include "engine/exposure.h"
#include "kernel/simd.h"
#include "net/graph.h"

/* Octaves 4 and what is left of a fifth; each reads for itself. */
#define SMOOTH_MAX_OCTAVES 5

typedef struct
{
  const SmoothSource *source; /* borrowed */
  SmoothSimd simd;
  const SmoothExposure *exposure; /* NULL: all samples lie in [0, 1]; set before
                                     the graph runs; borrowed */
  SmoothNode *nodes[SMOOTH_MAX_OCTAVES]; /* that read the source */
  int n_nodes;
} SmoothReader;

/* Adds a node that reads the source, which is asked for its rows on the thread
 * that drives the graph; 3 channels of the source's plane. reader: borrowed for
 * the graph's life. */
SmoothNode *smooth_layer_read (SmoothGraph *graph, SmoothReader *reader);

/* The smallest rectangle with all that the planned graph reads. */
SmoothRect smooth_reader_get_extent (const SmoothReader *reader);

/* What the networks see of a pixel of n colours (1 or 3): clamp (gain * tone +
 * offset), engine/exposure.h. tone, seen: n samples. */
void smooth_reader_expose (int n,
                           const float *colours,
                           float gain,
                           float offset,
                           float *tone,
                           float *seen);

/* What the networks see of a sample: [0, 1], NaN as 0. */
static inline float
smooth_clamp_sample (float value)
{
  return value > 0 ? (value < 1 ? value : 1) : 0;
}
