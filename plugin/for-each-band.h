/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A loop over the bands of a rectangle: pieces of 128 rows and at most 8192
 * columns. The memory that the loop needs does not grow with the rectangle.
 */
#pragma once

#include <smooth/smooth.h>

#include "main-loop-yield.h"

#define N_BAND_BUFFERS 3

/* The type of a function that works on one band. area: the band's rectangle.
 * buffers: N_BAND_BUFFERS scratch buffers for the pixels of a band. They are
 * zeroed once, before the first band. Returns FALSE with an error to end the
 * loop. */
typedef gboolean (*BandFunc) (gpointer data,
                              const SmoothRect *area,
                              float *const *buffers,
                              GError **error);

/* Calls func for the bands of rect, in columns from left to right, and in each
 * column from top to bottom. n_floats: how many floats per pixel each of the
 * N_BAND_BUFFERS buffers has. yield: main_loop_yield is called for it between
 * bands; NULL: it is not called. Errors: SMOOTH_ERROR_NO_MEMORY,
 * SMOOTH_ERROR_CANCELLED if yield is stopped, and those of func. */
gboolean for_each_band (const SmoothRect *rect,
                        const int *n_floats,
                        MainLoopYield *yield,
                        BandFunc func,
                        gpointer data,
                        GError **error);
