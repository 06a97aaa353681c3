/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Planes in memory (height x width x channels floats, packed), and bands of
 * them in guarded memory (see support/guarded.h).
 */
#pragma once

#include "kernel/band.h"

typedef struct
{
  int height, width, channels;
  float *data;
} TestPlane;

/* Return a plane whose samples are NaN, and a plane of random numbers in
 * [-1, 1). Free with test_plane_free. */
TestPlane *test_plane_new (int height, int width, int channels);
TestPlane *
test_plane_new_random (GRand *rand, int height, int width, int channels);
void test_plane_free (TestPlane *plane);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestPlane, test_plane_free)

gsize test_plane_get_size (const TestPlane *plane);

/* Makes band a ring buffer for columns x0 to x1 - 1 of plane, with room for
 * capacity rows; it has no rows yet. In memory there are floats between the
 * rows that no kernel may write. Free with test_band_clear. */
void test_band_init (
  SmoothBand *band, const TestPlane *plane, int x0, int x1, int capacity);

/* Gives band, which has no rows yet, room for margin more columns at both ends.
 * Where these columns lie outside the plane, test_band_read fills them by
 * padding. */
void test_band_add_margin (SmoothBand *band, int margin);

/* Asserts that nothing was written between the rows, and frees the band's
 * memory. */
void test_band_clear (SmoothBand *band);

/* test_band_read copies the rows y0 .. y1 - 1 of plane into band;
 * test_band_write copies them from band into plane. */
void test_band_read (SmoothBand *band, const TestPlane *plane, int y0, int y1);
void test_band_write (const SmoothBand *band, TestPlane *plane, int y0, int y1);
