/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reader: what the networks see of a source's pixels. Grey becomes RGB; samples
 * are brought into [0, 1], by clamping or by an exposure (engine/exposure.h);
 * NaN counts as 0; hidden pixels get the colours around them
 * (net/layer-fill-hidden.c).
 */
#pragma once

#include <smooth/image.h>

#include "engine/exposure.h"
#include "kernel/simd.h"
#include "net/graph.h"

/* The full-size picture and four halvings of it: texture scale 16 = 2^4. Each
 * octave reads the source for itself. */
#define SMOOTH_MAX_OCTAVES 5

/* All pointers are borrowed for the life of the graph. */
typedef struct
{
  const SmoothSource *source;
  SmoothSimd simd;
  const SmoothExposure *exposure;        /* NULL: samples are clamped */
  SmoothNode *nodes[SMOOTH_MAX_OCTAVES]; /* those that read the source */
  int n_nodes;
} SmoothReader;

/* Adds nodes that read the source to graph, which borrows reader. Returns the
 * last of them: 3 channels in [0, 1] on the source's plane. The source is read
 * on the thread that drives the graph. */
SmoothNode *smooth_reader_add_nodes (SmoothReader *reader, SmoothGraph *graph);

/* The smallest rectangle of the source with all pixels that the graph, which
 * has been planned, reads. */
SmoothRect smooth_reader_get_extent (const SmoothReader *reader);

/* What the networks see of a pixel of n colours (1 or 3) with an exposure:
 * seen = clamp (gain * tone + offset), tone as in engine/tone.h. tone, seen
 * (out): n samples. Thread-safe. */
void smooth_reader_expose (int n,
                           const float *colours,
                           float gain,
                           float offset,
                           float *tone,
                           float *seen);

/* What the networks see of a sample without an exposure: value, limited to
 * [0, 1]; NaN as 0. Thread-safe. */
static inline float
smooth_clamp_sample (float value)
{
  return value > 0 ? (value < 1 ? value : 1) : 0;
}
