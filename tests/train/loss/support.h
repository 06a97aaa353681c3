/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the losses share: random pictures, and the check of a
 * gradient against differences.
 */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"

/* Relative tolerance of a value against a reference loop in double: rounding
 * of sums and of what is summed. */
#ifdef TRAIN_DOUBLE
#define VALUE_TOLERANCE 1e-11
#else
#define VALUE_TOLERANCE 2e-5
#endif

/* Of gradients, relative to their largest number. */
#define GRADIENT_TOLERANCE 1e-6

/* The pace of the differences; what has a kink must keep away from it by more
 * than twice that, times the factor of what is in the kink. */
#define GRADIENT_STEP 1e-5

/* A generator for one test; the seed is that of the test run (--seed), so that
 * shapes differ from run to run and a failure can be repeated. */
TrainRandom random_for_test (void);

/* Fills image, height x width x channels, with numbers in [low, high). */
void image_random (TrainImage *image,
                   TrainRandom *random,
                   int height,
                   int width,
                   int channels,
                   double low,
                   double high);

/* Fills image with smoother numbers: waves of some pixels, and a little noise;
 * about in [0, 1]. */
void image_waves (
  TrainImage *image, TrainRandom *random, int height, int width, int channels);

/* A copy of image. */
void image_copy (TrainImage *copy, const TrainImage *image);

/* A size in [low, high]. */
int random_size (TrainRandom *random, int low, int high);

/* The smallest |a - b|. */
double nearest_numbers (const TrainImage *a, const TrainImage *b);

/* A loss of whatever data holds; gradient may be NULL. */
typedef double (*LossFunction) (gpointer data, TrainImage *gradient);

/* Asserts that function's gradient with respect to variable, which data refers
 * to, is that of central differences of fourth order, in relation to the
 * largest number, within GRADIENT_TOLERANCE; that the gradient is added, not
 * set; and that the value is the same without it. Prints the error. In float
 * only the last two. */
void assert_gradient (const char *name,
                      LossFunction function,
                      gpointer data,
                      TrainImage *variable);

/* Asserts |a - b| <= VALUE_TOLERANCE * max (|b|, 1e-3). */
void assert_value (double a, double b);

/* Asserts that value and all numbers are finite. */
void assert_finite (double value, const TrainImage *image);
