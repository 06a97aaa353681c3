/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The octaves of a run, as one graph. The first octave is the source's picture
 * in full size, each further one the picture before it at half the size. Each
 * octave reads the source for itself, halves it, adds what the next coarser
 * octave has changed, and goes through both networks: S (x, k, n) in
 * smooth/engine.h.
 */
#pragma once

#include "engine/reader.h"
#include "net/net-eme.h"
#include "net/net-mi.h"

/* What the octaves are built of; all borrowed for the graph's life. */
typedef struct
{
  const SmoothEme *eme;
  const SmoothMi *mi;
  SmoothSimd simd;
  SmoothReader *reader;
  double log2_scale; /* log2 (texture scale), 0 .. 4: n in the formula */
  gboolean wants_smoothed;
} SmoothOctavesSpec;

/* The outputs, and what depends on the strength; owned by the graph. */
typedef struct
{
  SmoothNode *smoothed; /* 3 channels, on the source's plane; NULL: not
                           wanted */
  SmoothNode *edges;    /* 1 channel, on the source's plane replicated to
                           multiples of 8 */
  int n_octaves;
  SmoothMiControl *controls[SMOOTH_MAX_OCTAVES]; /* NULL: no MI there */
  double shares[SMOOTH_MAX_OCTAVES]; /* octave's strength / run's strength */
} SmoothOctaves;

/* Adds all octaves to graph. octaves (out). On the thread that builds the
 * graph. */
void smooth_octaves_build (const SmoothOctavesSpec *spec,
                           SmoothGraph *graph,
                           SmoothOctaves *octaves);

/* Sets the strength, in [0, 1], of the following passes. Not during a pass.
 */
void smooth_octaves_set_strength (SmoothOctaves *octaves, double strength);
