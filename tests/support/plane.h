/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole planes (height x width x channels floats) and guarded bands of them.
 */
#pragma once

#include "kernel/band.h"

typedef struct
{
  int height, width, channels;
  float *data;
} TestPlane;

/* An unfilled plane (NaN), and one of random values in [-1, 1). */
TestPlane *test_plane_new (int height, int width, int channels);
TestPlane *
test_plane_new_random (GRand *rand, int height, int width, int channels);
void test_plane_free (TestPlane *plane);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestPlane, test_plane_free)

gsize test_plane_get_size (const TestPlane *plane);

/* A band of the plane's columns [x0, x1), with room for capacity rows in
 * guarded memory, holding none. Between its rows lie floats that nobody may
 * touch. Free with test_band_clear. */
void test_band_init (
  SmoothBand *band, const TestPlane *plane, int x0, int x1, int capacity);

/* Gives a band that holds nothing yet margin columns at both ends. Those beyond
 * the plane are filled when rows are read into it. */
void test_band_add_margin (SmoothBand *band, int margin);

/* Checks that nobody wrote where no row is, and frees. */
void test_band_clear (SmoothBand *band);

/* Fills the band's rows [y0, y1) from the plane / takes them into the plane;
 * test_band_read sets the band's y0 and y1. */
void test_band_read (SmoothBand *band, const TestPlane *plane, int y0, int y1);
void test_band_write (const SmoothBand *band, TestPlane *plane, int y0, int y1);
