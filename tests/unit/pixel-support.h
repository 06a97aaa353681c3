/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures with everything that a pixel may be (inside and outside of [0, 1],
 * hidden, not finite), their exposure, and the formulas of tone and exposure in
 * double.
 */
#pragma once

#include "engine/exposure.h"

#define PIXEL_TEST_SCALE 1.5 /* texture scale of the exposure */

/* A picture of random pixels; is_limited: all samples lie in [0, 1]. Free
 * pixels with g_free. */
SmoothArray pixel_test_new_picture (
  GRand *rand, int width, int height, int n_channels, gboolean is_limited);

/* The exposure of all of array, which must have samples outside of [0, 1]. */
SmoothExposure *pixel_test_measure (SmoothArray *array);

const float *pixel_test_get (const SmoothArray *array, int x, int y);

/* Gain and offset of a pixel; 1 and 0 if exposure is NULL. */
void pixel_test_get_exposure (
  const SmoothExposure *exposure, int x, int y, double *gain, double *offset);

/* tone (out): engine/tone.h, of n colours. */
void pixel_test_compress (int n, const float *colours, double tone[3]);

/* colours (out): the pixel that has this tone. */
void pixel_test_expand (int n, const double tone[3], double colours[3]);

/* value, limited to [0, 1]; NaN as 0. */
double pixel_test_clamp (double value);
