/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a convolution over a part of a plane as the engine does: chunk by chunk,
 * in bands that hold no more than what is needed.
 */
#pragma once

#include "support/reference.h"

/* Which part of a plane is computed, and how it is divided into chunks. */
typedef struct
{
  /* Output columns x0 to x1 - 1. Both are multiples of the convolution's grain
   * (the width of its tiles, smooth_conv_get_grain), or x1 is the plane's
   * width. */
  int x0, x1;
  /* Output rows y0 to y1 - 1. The first blocks begin at y0, which may be
   * negative. */
  int y0, y1;
  /* Rows of a chunk, a multiple of the rows of a block. */
  int chunk_rows;
  /* Shuffles the blocks of a chunk; NULL: they are computed in order. */
  GRand *order;
  /* TRUE: the residual lies in memory where the output is written. */
  gboolean is_residual_in_place;
  /* TRUE: the input band has room for the columns left and right of the plane
   * that the kernel of the convolution reaches. */
  gboolean has_margin;
} TestCut;

/* Returns a cut that computes all of out in one chunk. The first blocks begin
 * at row 0 or at a random row above, but less than a block's height above, so
 * that blocks also lie across the plane's upper edge. */
TestCut
test_cut_whole (GRand *rand, const SmoothConv *conv, const TestPlane *out);

/* Returns a cut of a random part of out in chunks of a random height, whose
 * blocks are shuffled. The blocks begin at rows that are equal to first_y
 * modulo their height. */
TestCut test_cut_random (GRand *rand,
                         const SmoothConv *conv,
                         const TestPlane *out,
                         int first_y);

/* Makes test a convolution with this shape, random weights, and random slope,
 * scale, shift, residual and kind of padding, for the output plane out. Clear
 * with test_conv_clear. */
void test_conv_init (TestConv *test,
                     const SmoothConvShape *shape,
                     GRand *rand,
                     const TestPlane *out);
void test_conv_clear (TestConv *test);

/* Returns the convolution in the form that a SIMD variant computes. Free with
 * smooth_conv_free. */
SmoothConv *test_conv_pack (const TestConv *test, SmoothSimd simd);

/* Returns a plane with the size of the output for the input in. Free with
 * test_plane_free. */
TestPlane *test_conv_new_out (const SmoothConvShape *shape,
                              const TestPlane *in);

/* Computes the part cut of out. conv: test in the form of some SIMD variant. */
void test_conv_run (const TestConv *test,
                    const SmoothConv *conv,
                    const TestPlane *in,
                    const TestCut *cut,
                    TestPlane *out);
