/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs one layer by itself, in a graph whose inputs are given planes. The
 * output is divided into bands and regions in many ways, which must all give
 * the same bits.
 */
#pragma once

#include "kernel/simd.h"
#include "net/layers.h"
#include "support/plane.h"

/* A layer to be tested. */
typedef struct
{
  const TestPlane *inputs[SMOOTH_MAX_INPUTS]; /* NULL behind the last one */

  /* Adds the layer to graph, with inputs as its input nodes; returns its node.
   * What it points to must live as long as the LayerTest. */
  SmoothNode *(*build) (SmoothGraph *graph,
                        SmoothSimd simd,
                        SmoothNode *const *inputs,
                        gconstpointer data);
  gconstpointer data; /* first argument of build */
} LayerTest;

/* Computes the whole output, and then random regions of it, with random band
 * heights and 1 to 3 threads: asserts that all have the same bits. Memory that
 * the layer must not read before it was written is filled with NaN. Returns the
 * output; free with test_plane_free. */
TestPlane *layer_test_run (const LayerTest *test, SmoothSimd simd, GRand *rand);

/* Asserts that no value of got differs from the value of wanted at the same
 * place by more than tolerance times the root mean square of wanted. */
void layer_test_assert_near (const TestPlane *got,
                             const double *wanted,
                             double tolerance);

/* Returns a random whole number in [1, most]. */
int layer_test_draw (GRand *rand, int most);
