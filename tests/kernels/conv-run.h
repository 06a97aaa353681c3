/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running a convolution over a part of a plane, as a caller of kernel/conv.h
 * does: in bands that hold just what is needed.
 */
#pragma once

#include "support/reference.h"

/* How a run is cut. */
typedef struct
{
  int x0, x1;     /* output columns, multiples of the conv's grain */
  int y0, y1;     /* output rows; blocks begin at y0, which may be < 0 */
  int chunk_rows; /* rows computed per filling of the bands, likewise */
  GRand *order;   /* NULL: blocks in order; else shuffled by it */
  gboolean is_residual_in_place;
  gboolean has_margin; /* of the input */
} TestCut;

/* The whole plane at once, the first block beginning at or above row 0. */
TestCut
test_cut_whole (GRand *rand, const SmoothConv *conv, const TestPlane *out);

/* A random part of it in random chunks, in random order; blocks begin at
 * first_y modulo their rows. */
TestCut test_cut_random (GRand *rand,
                         const SmoothConv *conv,
                         const TestPlane *out,
                         int first_y);

/* A conv of random weights for shape; at random slope, modulation,
 * residual and surroundings. Free with test_conv_clear. */
void test_conv_init (TestConv *test,
                     const SmoothConvShape *shape,
                     GRand *rand,
                     const TestPlane *out);
void test_conv_clear (TestConv *test);

SmoothConv *test_conv_pack (const TestConv *test, SmoothSimd level);

/* An output plane for in. */
TestPlane *test_conv_new_out (const SmoothConvShape *shape,
                              const TestPlane *in);

/* Computes the cut of out. */
void test_conv_run (const TestConv *test,
                    const SmoothConv *conv,
                    const TestPlane *in,
                    const TestCut *cut,
                    TestPlane *out);
