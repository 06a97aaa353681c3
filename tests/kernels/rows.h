/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a kernel that computes one row at a time over a plane or a part of it,
 * in a band that holds one row.
 */
#pragma once

#include "support/plane.h"

/* The type of a function that computes row y of the band out. */
typedef void (*TestRowFunc) (gpointer data, SmoothBand *out, int y);

/* Computes the columns x0 to x1 - 1 of the rows y0 to y1 - 1 of out, from the
 * last row up to the first. */
void test_rows_run (TestRowFunc func,
                    gpointer data,
                    int x0,
                    int x1,
                    int y0,
                    int y1,
                    TestPlane *out);

/* Computes all of out, then random parts of it again, and asserts that these
 * have the same bits. */
void test_rows_run_and_cut (TestRowFunc func,
                            gpointer data,
                            GRand *rand,
                            TestPlane *out);

/* Makes band one that holds all rows of plane. Clear with test_band_clear. */
void test_band_init_whole (SmoothBand *band, const TestPlane *plane);
