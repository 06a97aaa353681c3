/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Central differences against a gradient. Compiled with TRAIN_DOUBLE. */
#pragma once

#include "random-images.h"

/* What a gradient may differ by, relatively: the goal set for all of them. */
#define TEST_GRADIENT_TOLERANCE 1e-6

/* A function of values; data is the test's. */
typedef double (*TestLoss) (gpointer data);

/* Compares gradient with central differences of loss in n_directions random
 * directions and at as many single values (put back afterwards). name: in what
 * is said when it fails. */
void test_gradient_check (const char *name,
                          TestLoss loss,
                          gpointer data,
                          gsize n,
                          double *values,
                          const double *gradient,
                          TrainRandom *random);
