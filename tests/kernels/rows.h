/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running a row kernel over a part of a plane, row by row, in a band that
 * holds one row; and comparing parts with the whole.
 */
#pragma once

#include "support/plane.h"

/* Computes row y of out. */
typedef void (*TestRowFunc) (gpointer data, SmoothBand *out, int y);

/* Columns [x0, x1) and rows [y0, y1) of out, last row first. */
void test_rows_run (TestRowFunc func,
                    gpointer data,
                    int x0,
                    int x1,
                    int y0,
                    int y1,
                    TestPlane *out);

/* Fills out, then computes random parts anew and checks that they have the
 * same bits. */
void test_rows_run_and_cut (TestRowFunc func,
                            gpointer data,
                            GRand *rand,
                            TestPlane *out);

/* A band that holds the whole plane. Free with test_band_clear. */
void test_band_init_whole (SmoothBand *band, const TestPlane *plane);
