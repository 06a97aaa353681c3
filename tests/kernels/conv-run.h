/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a convolution over a part of a plane as the engine does: chunk by chunk,
 * in bands that hold no more than what is needed.
 */
#pragma once

#include "support/reference.h"

/* Which part is computed, and how it is divided. */
typedef struct
{
  int x0, x1;     /* output columns; multiples of the grain, or x1 is the end */
  int y0, y1;     /* output rows; the first blocks begin at y0, which may be
                     negative */
  int chunk_rows; /* rows of a chunk, a multiple of the rows of a block */
  GRand *order;   /* the blocks of a chunk are shuffled by it; NULL: they are
                     computed in order */
  gboolean is_residual_in_place; /* the residual lies where the output goes */
  gboolean has_margin;           /* the input band has the conv's margin */
} TestCut;

/* All of out in one chunk. Its first blocks begin at a random row at or less
 * than a block above row 0. */
TestCut
test_cut_whole (GRand *rand, const SmoothConv *conv, const TestPlane *out);

/* A random part of out in chunks of a random height, whose blocks are shuffled.
 * The blocks begin at rows that are equal to first_y modulo their height. */
TestCut test_cut_random (GRand *rand,
                         const SmoothConv *conv,
                         const TestPlane *out,
                         int first_y);

/* Makes test a convolution of that shape and random weights, with random slope,
 * scale, shift, residual and kind of padding, for the output plane out. Clear
 * with test_conv_clear. */
void test_conv_init (TestConv *test,
                     const SmoothConvShape *shape,
                     GRand *rand,
                     const TestPlane *out);
void test_conv_clear (TestConv *test);

/* The convolution for a SIMD variant. Free with smooth_conv_free. */
SmoothConv *test_conv_pack (const TestConv *test, SmoothSimd simd);

/* A plane of the size of the output for the input in. Free with
 * test_plane_free. */
TestPlane *test_conv_new_out (const SmoothConvShape *shape,
                              const TestPlane *in);

/* Computes the part cut of out; conv is test for some SIMD variant. */
void test_conv_run (const TestConv *test,
                    const SmoothConv *conv,
                    const TestPlane *in,
                    const TestCut *cut,
                    TestPlane *out);
