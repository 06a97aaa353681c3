/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random images for tests, in float or double. */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"

/* Fills n values with numbers uniform in [-1, 1). */
void test_fill (TrainRandom *random, gsize n, TrainReal *values);

/* Makes an image of such numbers. Free with train_image_clear (). */
TrainImage
test_image_random (TrainRandom *random, int height, int width, int channels);

/* Returns the sum of a * b over all numbers of two images of the same shape. */
double test_image_product (const TrainImage *a, const TrainImage *b);
