/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timing beside each other: the cases of a group are run in turn, round after
 * round, so that whatever else the machine does meets all of them alike.
 */
#pragma once

#include <glib.h>

/* One thing to be timed. */
typedef struct
{
  const char *name;
  gboolean (*run) (gpointer data, GError **error);
  gpointer data;
  /* Made by bench_time (): double, ms, one a round. */
  GArray *times;
  GArray *cpu_times; /* of all threads of this process together */
} BenchCase;

/* Runs each case once untimed, then n_rounds times in turn. Between two runs
 * lies a pause in which the threads of the last one go to sleep: those of
 * OpenMP and ONNX Runtime spin for a while after their work. */
gboolean
bench_time (BenchCase *cases, int n_cases, int n_rounds, GError **error);
void bench_clear (BenchCase *cases, int n_cases);

/* Median and smallest of a case's times, and median of its CPU times; ms. Where
 * other processes disturb, the last is what can still be trusted, though it
 * counts threads that wait by spinning. */
double bench_median (const BenchCase *timed);
double bench_median_cpu (const BenchCase *timed);
double bench_fastest (const BenchCase *timed);

/* Median over the rounds of a's time / b's time in the same round. */
double bench_ratio (const BenchCase *a, const BenchCase *b);
