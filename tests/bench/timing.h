/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timing of several cases in comparison: they are run in turn, round after
 * round, so that whatever else the machine does slows down all of them alike.
 */
#pragma once

#include <glib.h>

/* A case: its name and the function that is timed. */
typedef struct
{
  const char *name;
  gboolean (*run) (gpointer data, GError **error);
  gpointer data;
  /* How long the runs took by the clock: elements of type double, in ms, one
   * for each round. Made by bench_time. */
  GArray *times;
  /* How much CPU time the runs took, of all threads of this process together,
   * in the same form. */
  GArray *cpu_times;
} BenchCase;

/* Runs all cases in turn, once without timing and then n_rounds times. Before
 * each run it waits until the threads of the previous case have gone to sleep;
 * those of OpenMP and ONNX Runtime spin for a while after their work. Errors:
 * those of the cases. */
gboolean
bench_time (BenchCase *cases, int n_cases, int n_rounds, GError **error);

/* Frees the times of the cases. */
void bench_clear (BenchCase *cases, int n_cases);

/* Return the median of a case's times, the median of its CPU times, and its
 * smallest time, in ms. On a busy machine only the CPU time can be trusted; but
 * it counts threads that wait by spinning as if they worked. */
double bench_median (const BenchCase *timed);
double bench_median_cpu (const BenchCase *timed);
double bench_fastest (const BenchCase *timed);

/* Returns the median, over the rounds, of the time of a divided by that of
 * b. */
double bench_ratio (const BenchCase *a, const BenchCase *b);
