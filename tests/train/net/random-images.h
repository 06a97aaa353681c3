/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random images for tests, in float or double. */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"

/* n values uniform in [-1, 1). */
void test_fill (TrainRandom *random, gsize n, TrainReal *values);

/* A new image of such values; free with train_image_clear. */
TrainImage
test_image_random (TrainRandom *random, int height, int width, int channels);

/* Sum of the products of two images' values. */
double test_image_product (const TrainImage *a, const TrainImage *b);
