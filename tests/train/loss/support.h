/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Helpers for the tests of the losses: random pictures, and the check of a
 * gradient against differences.
 */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"
#include "support/tolerances.h"

/* The step of the difference quotients. Where the loss contains a function like
 * |x|, each x must be so far from 0 that two steps of a variable do not change
 * its sign. */
#define GRADIENT_STEP 1e-5

/* Makes a generator for one test with the seed of the test run (--seed). So
 * shapes differ from run to run, and a failure can be repeated. */
TrainRandom random_for_test (void);

/* Fills image, height x width x channels, with numbers in [low, high). */
void image_random (TrainImage *image,
                   TrainRandom *random,
                   int height,
                   int width,
                   int channels,
                   double low,
                   double high);

/* Fills image, height x width x channels, with waves of a few pixels and a
 * little noise, about in [0, 1]. */
void image_waves (
  TrainImage *image, TrainRandom *random, int height, int width, int channels);

/* Makes copy, a copy of image. */
void image_copy (TrainImage *copy, const TrainImage *image);

/* Returns a random size in [low, high]. */
int random_size (TrainRandom *random, int low, int high);

/* Returns the smallest |difference| between numbers of a and b at the same
 * place. */
double nearest_numbers (const TrainImage *a, const TrainImage *b);

/* The type of a loss, a function of data. It adds its gradient to gradient,
 * unless that is NULL. */
typedef double (*LossFunction) (gpointer data, TrainImage *gradient);

/* Asserts that the gradient that function adds up for variable (a part of data)
 * equals central differences of fourth order, within TEST_TOLERANCE_GRADIENT;
 * that it is added to what the image held before; and that the value is the
 * same if no gradient is asked for. Prints the largest difference. With
 * TrainReal as float the first assertion is left out. */
void assert_gradient (const char *name,
                      LossFunction function,
                      gpointer data,
                      TrainImage *variable);

/* Asserts |a - b| <= TEST_TOLERANCE_LOSS * max (|b|, 1e-3). */
void assert_value (double a, double b);

/* Asserts that value and all numbers of image are finite. */
void assert_finite (double value, const TrainImage *image);
