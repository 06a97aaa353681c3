/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layers as naive loops in double, with which kernels and layers are
 * compared. Planes are channel-last; results are in new memory, free with
 * g_free.
 */
#pragma once

#include "kernel/chroma.h"
#include "kernel/conv.h"
#include "kernel/fuse.h"

#include "support/plane.h"

/* A convolution with its epilogue (kernel/conv.h); all pointers are borrowed.
 */
typedef struct
{
  SmoothConvShape shape;
  const float *weight;       /* out x in x size x size */
  const float *bias;         /* out */
  const float *scale;        /* NULL: 1 */
  const float *shift;        /* NULL: 0 */
  float slope;               /* 1: linear */
  const TestPlane *residual; /* NULL: none */
  gboolean zeros;            /* zero padding instead of replicate padding */
} TestConv;

double *test_reference_conv (const TestConv *conv, const TestPlane *in);

/* Numbers that the rounding errors of an output are in proportion to. sums: the
 * sum of the absolute values of all terms of the output, which no intermediate
 * sum exceeds. squares: the root of the sum of the squares of the same terms,
 * which is about as large as the sum of terms of random signs. */
typedef struct
{
  double *sums, *squares; /* one for each output; free with g_free */
} TestConvSizes;

TestConvSizes test_reference_conv_sizes (const TestConv *conv,
                                         const TestPlane *in);

/* in, bilinearly up-sampled by factor and cropped to height x width, plus
 * residual (NULL: 0). */
double *test_reference_upsample (const TestPlane *in,
                                 int factor,
                                 int height,
                                 int width,
                                 const TestPlane *residual);

double *test_reference_halve (const TestPlane *in);

/* The edge head of sides, which are used instead of fuse's bands. */
double *test_reference_fuse (const SmoothFuse *fuse,
                             const TestPlane *const *sides,
                             int height,
                             int width);

/* k of kernel/chroma.h, for each block of picture. */
double *test_reference_chroma (const TestPlane *picture);

/* picture (NULL: 0) plus change, whose colours are limited by chroma
 * (kernel/chroma.h). */
double *test_reference_gate (const TestPlane *change,
                             const TestPlane *chroma,
                             const TestPlane *picture);
