/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Smooth random maps of one channel. They decide where a texture is faded, and
 * how a pattern is bent.
 */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"

/* Fills surface (height x width x 1, initialised) with a smooth surface through
 * n_points x n_points (n_points >= 1) normally distributed random numbers
 * (train_random_normal ()), evenly spread over it. Interpolated by Catmull-Rom
 * splines (Catmull, Rom, "A class of local interpolating splines", 1974). */
void
train_smooth_map_fill (TrainRandom *random, int n_points, TrainImage *surface);

/* Fills surface as train_smooth_map_fill () does, but through given
 * numbers: points, n_points x n_points, row by row. */
void train_smooth_map_interpolate (const float *points,
                                   int n_points,
                                   TrainImage *surface);
