/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures with all kinds of pixels: inside and outside of [0, 1], hidden
 * (alpha 0), not finite. Also computes in double what core does to pixels
 * outside of [0, 1] before the networks read them: tone (engine/tone.h), then
 * the gain and offset of the exposure (engine/exposure.h).
 */
#pragma once

#include "engine/exposure.h"

#define PIXEL_TEST_SCALE 1.5 /* texture scale of the exposure */

/* Makes a picture of random pixels. is_limited: all samples lie in [0, 1]. Free
 * pixels with g_free (). */
SmoothArray pixel_test_new_picture (
  GRand *rand, int width, int height, int n_channels, gboolean is_limited);

/* Returns the exposure that core measures for the whole picture array, some of
 * whose samples must lie outside of [0, 1]. */
SmoothExposure *pixel_test_measure (SmoothArray *array);

const float *pixel_test_get (const SmoothArray *array, int x, int y);

/* Returns the gain and the offset that exposure has for a pixel; 1 and 0 if
 * exposure is NULL. */
void pixel_test_get_exposure (
  const SmoothExposure *exposure, int x, int y, double *gain, double *offset);

/* Computes the tone of a pixel of n colours: its colours after the compression
 * of bright pixels. */
void pixel_test_compress (int n, const float *colours, double tone[3]);

/* Computes the pixel of n colours that has this tone: the inverse of
 * pixel_test_compress. */
void pixel_test_expand (int n, const double tone[3], double colours[3]);

/* Multiplies change, of a pixel of n colours in [0, 1], by the largest number
 * <= 1 with which all colours stay there, as core does where detail > 0.
 * Returns by what the tolerance of the result must be multiplied: the number is
 * computed from the change of one colour, which may be much smaller than that
 * of another, so its rounding error is that much greater in the other. */
double pixel_test_limit (int n, const float *from, double change[3]);

/* Returns value limited to [0, 1]; 0 for NaN. */
double pixel_test_clamp (double value);
