/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random test data, measures of error, and how much a test does under an
 * emulator.
 *
 * Random numbers come from a GRand that test_rand_new () returns, which follows
 * GLib's test seed: a failing run prints the seed ("random seed: R02S..."), and
 * --seed=R02S... repeats the run.
 */
#pragma once

#include <glib.h>

/* Returns a random generator seeded from GLib's test seed. Free with
 * g_rand_free. */
GRand *test_rand_new (void);

/* values (out): n random numbers, uniform in [-1, 1). */
void test_rand_fill (GRand *rand, gsize n, float *values);

/* Returns n random numbers, uniform in [-1, 1), in new memory. Free with
 * g_free. */
float *test_rand_values (GRand *rand, gsize n);

/* Returns max |got - wanted| over n numbers, divided by the root mean square of
 * wanted; infinity if a number is not finite. */
double test_relative_error (gsize n, const float *got, const double *wanted);

/* Returns max |got - wanted| over n numbers; infinity if a number is not
 * finite. */
double test_max_error (gsize n, const float *got, const double *wanted);

/* A test with many cases of the same kind goes from test_get_first (n_cases) to
 * n_cases by test_get_step (), which is 1, or what SMOOTH_TEST_STEP says. So it
 * takes some of the cases, drawn by its seed, where a program runs slowly
 * (under an emulator or sanitizers: ./dev test) or often
 * (tests/tools/seeds.py); one at least. */
int test_get_first (int n_cases);
int test_get_step (void);

/* Skips the test that runs, and returns TRUE, where SMOOTH_EMULATED is set: for
 * tests that would take minutes there and are about nothing that differs
 * between processors. */
gboolean test_skip_emulated (void);
