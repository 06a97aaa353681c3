/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The octaves of a run, as one graph. The first octave is the source's picture
 * in full size, each further one has half the size of the one before. Each
 * octave reads the source for itself, halves it, adds what the next coarser
 * octave has changed, and goes through both networks: S (x, k, n) in
 * smooth/engine.h.
 */
#pragma once

#include "engine/reader.h"
#include "net/net-eme.h"
#include "net/net-mi.h"

/* What is needed to build the octaves; all borrowed as long as the graph lives.
 */
typedef struct
{
  const SmoothEme *eme;
  const SmoothMi *mi;
  SmoothSimd simd;
  SmoothReader *reader;
  /* log2 (texture scale), 0 to 4: how many octaves are added to the full-size
   * one. Of a fraction, the coarsest octave gets only that part of the
   * strength. */
  double log2_scale;
  gboolean wants_smoothed;
  /* How many stages of the result are wanted beyond stage 0, fewer than there
   * are octaves. */
  int n_stages;
} SmoothOctavesSpec;

/* The output nodes of the octaves, and by what the strength is set; owned by
 * the graph. */
typedef struct
{
  /* The smoothed picture: 3 channels, on the source's plane; NULL if not
   * wanted. */
  SmoothNode *smoothed;
  /* The edge map of the full-size octave: 1 channel, on the source's plane
   * extended to multiples of 8. */
  SmoothNode *edges;
  /* T (x, k, n, i) of smooth/engine.h, i = 1 to n_stages, on the source's
   * plane; stages[0] is smoothed. */
  SmoothNode *stages[SMOOTH_MAX_DETAILS];
  int n_octaves;
  SmoothMiControl *controls[SMOOTH_MAX_OCTAVES]; /* NULL for an octave without
                                                    MI */
  double shares[SMOOTH_MAX_OCTAVES]; /* the octave's strength / the run's
                                        strength */
} SmoothOctaves;

/* Adds all octaves to graph. octaves (out). On the thread that builds the
 * graph. */
void smooth_octaves_build (const SmoothOctavesSpec *spec,
                           SmoothGraph *graph,
                           SmoothOctaves *octaves);

/* Sets the strength, in [0, 1], for the passes that follow. Not during a pass.
 */
void smooth_octaves_set_strength (SmoothOctaves *octaves, double strength);
