/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares a gradient with central differences. Compiled with TRAIN_DOUBLE. */
#pragma once

#include "random-images.h"

/* The type of a loss that depends on an array of numbers, values. data leads to
 * everything that the loss is computed from, values among them. */
typedef double (*TestLoss) (gpointer data);

/* Compares gradient, n numbers, with central differences of loss: in a few
 * random directions, and along as many single values. values are restored
 * afterwards. Ends the test if they differ, with a message that has name in it.
 */
void test_gradient_check (const char *name,
                          TestLoss loss,
                          gpointer data,
                          gsize n,
                          double *values,
                          const double *gradient,
                          TrainRandom *random);
