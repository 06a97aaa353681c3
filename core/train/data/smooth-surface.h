/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Smooth random surfaces: where a texture lies, how it is bent, how a light
 * falls.
 */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"

/* Points of a surface's grid per side, at most. */
#define TRAIN_SMOOTH_SURFACE_MAX_POINTS 8

/* Fills field (height x width x 1, initialised) with a smooth surface through
 * n_points x n_points numbers of train_random_normal (), evenly spread over it
 * (cubic interpolation: Catmull, Rom 1974). */
void train_smooth_surface_fill (TrainRandom *random, int n_points, TrainImage *field);

/* The same through given numbers, n_points x n_points row by row. */
void
train_smooth_surface_interpolate (const float *points, int n_points, TrainImage *field);
