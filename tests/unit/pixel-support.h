/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures with all kinds of pixels (inside and outside of [0, 1], hidden, not
 * finite), their exposure, and the formulas of tone and exposure in double.
 */
#pragma once

#include "engine/exposure.h"

#define PIXEL_TEST_SCALE 1.5 /* texture scale of the exposure */

/* Makes a picture of random pixels. is_limited: all samples lie in [0, 1]. Free
 * pixels with g_free (). */
SmoothArray pixel_test_new_picture (
  GRand *rand, int width, int height, int n_channels, gboolean is_limited);

/* Measures the exposure of all of array, which must have samples outside of
 * [0, 1]. */
SmoothExposure *pixel_test_measure (SmoothArray *array);

const float *pixel_test_get (const SmoothArray *array, int x, int y);

/* Computes gain and offset of a pixel; 1 and 0 if exposure is NULL. */
void pixel_test_get_exposure (
  const SmoothExposure *exposure, int x, int y, double *gain, double *offset);

/* Computes the tone (engine/tone.h) of a pixel of n colours. */
void pixel_test_compress (int n, const float *colours, double tone[3]);

/* Computes the pixel that has this tone. */
void pixel_test_expand (int n, const double tone[3], double colours[3]);

/* Returns value limited to [0, 1]; 0 for NaN. */
double pixel_test_clamp (double value);
