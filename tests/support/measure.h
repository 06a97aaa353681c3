/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random test data and measures of error.
 *
 * Random numbers come from a GRand made by test_rand_new (), which follows
 * GLib's test seed: a failing run prints it ("random seed: R02S...") and
 * --seed=R02S... repeats it.
 */
#pragma once

#include <glib.h>

/* A generator seeded from GLib's. Free with g_rand_free. */
GRand *test_rand_new (void);

/* n values, uniform in [-1, 1). */
void test_rand_fill (GRand *rand, gsize n, float *values);

/* As test_rand_fill, in new memory. Free with g_free. */
float *test_rand_values (GRand *rand, gsize n);

/* max |got - wanted| / rms (wanted); a value that is not finite
 * counts as infinitely wrong. */
double test_relative_error (gsize n, const float *got, const double *wanted);

/* max |got - wanted|, not finite as above. */
double test_max_error (gsize n, const float *got, const double *wanted);
