/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layers as naive loops in double: the referees of the kernels. Planes are
 * channel-last; results are in new memory, to be freed with g_free.
 */
#pragma once

#include "kernel/chroma.h"
#include "kernel/conv.h"
#include "kernel/fuse.h"

#include "support/plane.h"

/* A convolution and all that may be done to its sums (kernel/conv.h). */
typedef struct
{
  SmoothConvShape shape;
  const float *weight;       /* out x in x size x size */
  const float *bias;         /* out */
  const float *scale;        /* NULL: 1 */
  const float *shift;        /* NULL: 0 */
  float slope;               /* 1: linear */
  const TestPlane *residual; /* NULL: none */
  gboolean zeros;            /* beyond the input's plane */
} TestConv;

double *test_reference_conv (const TestConv *conv, const TestPlane *in);

/* What the rounding errors of each output are in proportion to. sums: the
 * absolute values of all terms of the output, added up, which bounds every
 * intermediate sum. squares: the same terms' root of the sum of squares, which
 * is about as large as a sum of terms of random signs. */
typedef struct
{
  double *sums, *squares; /* new memory, to be freed with g_free */
} TestConvSizes;

TestConvSizes test_reference_conv_sizes (const TestConv *conv,
                                         const TestPlane *in);

/* in, up-sampled by factor and cropped to height x width, plus residual. */
double *test_reference_upsample (const TestPlane *in,
                                 int factor,
                                 int height,
                                 int width,
                                 const TestPlane *residual);

double *test_reference_halve (const TestPlane *in);

/* The edge head; the bands of fuse are not looked at, sides are the planes. */
double *test_reference_fuse (const SmoothFuse *fuse,
                             const TestPlane *const *sides,
                             int height,
                             int width);

/* k of kernel/chroma.h, of a picture's blocks. */
double *test_reference_chroma (const TestPlane *picture);

/* picture (NULL: 0) + change, gated by chroma. */
double *test_reference_gate (const TestPlane *change,
                             const TestPlane *chroma,
                             const TestPlane *picture);
