/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The networks' layers as naive loops in double, with which kernels and layers
 * are compared. The channels of a pixel lie next to each other. Results are in
 * new memory; free them with g_free.
 */
#pragma once

#include "kernel/colour-gate.h"
#include "kernel/conv.h"
#include "kernel/edge-head.h"

#include "support/plane.h"

/* A convolution, followed by its epilogue: bias, slope, scale, shift and
 * residual as in kernel/conv.h. All pointers are borrowed.
 */
typedef struct
{
  SmoothConvShape shape;
  const float *weight;       /* [out channels][in channels][size][size] */
  const float *bias;         /* one for each output channel */
  const float *scale;        /* for each output channel; NULL: all are 1 */
  const float *shift;        /* for each output channel; NULL: all are 0 */
  float slope;               /* of the leaky ReLU; 1: there is none */
  const TestPlane *residual; /* added to the output; NULL: nothing is */
  gboolean zeros;            /* TRUE: zero padding; FALSE: replicate padding */
} TestConv;

double *test_reference_conv (const TestConv *conv, const TestPlane *in);

/* Return for each output a number that bounds its rounding errors.
 * test_reference_conv_sums returns the sum of the absolute values of all terms
 * of the output; no intermediate sum is larger. test_reference_conv_squares
 * returns the square root of the sum of the squares of the same terms; a sum of
 * terms of random signs is about as large. */
double *test_reference_conv_sums (const TestConv *conv, const TestPlane *in);
double *test_reference_conv_squares (const TestConv *conv, const TestPlane *in);

/* Returns in, bilinearly up-sampled by factor and cropped to height x width,
 * plus residual (NULL: 0). */
double *test_reference_upsample (const TestPlane *in,
                                 int factor,
                                 int height,
                                 int width,
                                 const TestPlane *residual);

double *test_reference_halve (const TestPlane *in);

/* Returns the edge map that the edge head computes from the planes sides. fuse
 * has the weights; its own pointers to bands are not used. */
double *test_reference_fuse (const SmoothFuse *fuse,
                             const TestPlane *const *sides,
                             int height,
                             int width);

/* Returns for each block of picture the k in the formulas of
 * kernel/colour-gate.h: min (1, 20 * the largest chroma of a pixel of the
 * block). */
double *test_reference_chroma (const TestPlane *picture);

/* Returns picture (NULL: 0) plus change, after the colour has been taken from
 * change where picture is grey: kernel/colour-gate.h has the formula (out).
 * chroma: the result of test_reference_chroma, a number from 0 (grey) to 1 for
 * each block. */
double *test_reference_gate (const TestPlane *change,
                             const TestPlane *chroma,
                             const TestPlane *picture);
