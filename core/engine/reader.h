/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reader: turns a source's pixels into what the networks read. Grey becomes
 * RGB. Samples are brought into [0, 1], by clamping or by an exposure
 * (engine/exposure.h); NaN becomes 0. Hidden pixels, whose alpha is 0, get the
 * colours around them (net/layer-fill-transparent.c).
 */
#pragma once

#include <smooth/image.h>

#include "engine/exposure.h"
#include "kernel/simd.h"
#include "net/graph.h"

/* The full-size picture and four halvings of it, for texture scales up to 16 =
 * 2^4. Each octave reads the source for itself. */
#define SMOOTH_MAX_OCTAVES 5

/* A reader. All pointers are borrowed as long as the graph lives. */
typedef struct
{
  const SmoothSource *source;
  SmoothSimd simd;
  const SmoothExposure *exposure;        /* NULL: samples are clamped */
  SmoothNode *nodes[SMOOTH_MAX_OCTAVES]; /* the nodes that read the source */
  int n_nodes;
} SmoothReader;

/* Adds nodes that read the source to graph, which borrows reader. Returns the
 * last of them: 3 channels in [0, 1] on the source's plane. The source is read
 * on the thread that drives the graph. */
SmoothNode *smooth_reader_add_nodes (SmoothReader *reader, SmoothGraph *graph);

/* Returns the smallest rectangle of the source that has all pixels that the
 * graph reads. The graph must have been planned. */
SmoothRect smooth_reader_get_extent (const SmoothReader *reader);

/* Computes what the networks read of a pixel of n colours (1 or 3) with an
 * exposure: seen = clamp (gain * tone + offset), with tone as in engine/tone.h.
 * tone, seen (out): n samples. Thread-safe. */
void smooth_reader_expose (int n,
                           const float *colours,
                           float gain,
                           float offset,
                           float *tone,
                           float *seen);

/* Computes what the networks read of a sample without an exposure: value
 * limited to [0, 1], or 0 for NaN. Thread-safe. */
static inline float
smooth_clamp_sample (float value)
{
  return value > 0 ? (value < 1 ? value : 1) : 0;
}
