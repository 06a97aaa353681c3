/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random test data and measures of error.
 *
 * Random numbers come from a GRand made by test_rand_new (), which follows
 * GLib's test seed: a failing run prints it ("random seed: R02S...") and
 * --seed=R02S... repeats it.
 */
#pragma once

#include <glib.h>

/* A random generator seeded from GLib's test seed. Free with g_rand_free. */
GRand *test_rand_new (void);

/* values (out): n numbers, uniform in [-1, 1). */
void test_rand_fill (GRand *rand, gsize n, float *values);

/* As test_rand_fill, in new memory. Free with g_free. */
float *test_rand_values (GRand *rand, gsize n);

/* max |got - wanted| / root mean square of wanted, over n numbers; infinity if
 * a number is not finite. */
double test_relative_error (gsize n, const float *got, const double *wanted);

/* max |got - wanted| over n numbers; infinity if a number is not finite. */
double test_max_error (gsize n, const float *got, const double *wanted);
