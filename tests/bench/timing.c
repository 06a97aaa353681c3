/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times several cases in turn, so that they can be compared. */
#define _POSIX_C_SOURCE 200809L /* for clock_gettime */

#include "timing.h"

#include <stdlib.h>
#include <time.h>

/* How long to wait before each run, so that the threads of the previous run
 * fall asleep.
 */
#define PAUSE_US 40000

static double
get_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return 1e3 * now.tv_sec + 1e-6 * now.tv_nsec;
}

static gboolean
run_once (BenchCase *timed, gboolean is_counted, GError **error)
{
  double start, cpu_start, ms, cpu_ms;

  g_usleep (PAUSE_US);
  start = get_ms (CLOCK_MONOTONIC);
  cpu_start = get_ms (CLOCK_PROCESS_CPUTIME_ID);
  if (!timed->run (timed->data, error))
    return FALSE;
  ms = get_ms (CLOCK_MONOTONIC) - start;
  cpu_ms = get_ms (CLOCK_PROCESS_CPUTIME_ID) - cpu_start;
  if (is_counted)
    {
      g_array_append_val (timed->times, ms);
      g_array_append_val (timed->cpu_times, cpu_ms);
    }
  return TRUE;
}

gboolean
bench_time (BenchCase *cases, int n_cases, int n_rounds, GError **error)
{
  for (int i = 0; i < n_cases; i++)
    {
      cases[i].times = g_array_new (FALSE, FALSE, sizeof (double));
      cases[i].cpu_times = g_array_new (FALSE, FALSE, sizeof (double));
    }
  for (int round = -1; round < n_rounds; round++)
    for (int i = 0; i < n_cases; i++)
      if (!run_once (&cases[i], round >= 0, error))
        {
          g_prefix_error (error, "%s: ", cases[i].name);
          return FALSE;
        }
  return TRUE;
}

void
bench_clear (BenchCase *cases, int n_cases)
{
  for (int i = 0; i < n_cases; i++)
    {
      g_clear_pointer (&cases[i].times, g_array_unref);
      g_clear_pointer (&cases[i].cpu_times, g_array_unref);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *x = a;
  const double *y = b;

  return (*x > *y) - (*x < *y);
}

/* Returns the median of n >= 1 values, which it sorts. */
static double
take_median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare);
  return (values[(n - 1) / 2] + values[n / 2]) / 2;
}

static double
take_median_of (const GArray *times)
{
  g_autofree double *values =
    g_memdup2 (times->data, times->len * sizeof (double));

  return take_median (values, times->len);
}

double
bench_median (const BenchCase *timed)
{
  return take_median_of (timed->times);
}

double
bench_median_cpu (const BenchCase *timed)
{
  return take_median_of (timed->cpu_times);
}

double
bench_fastest (const BenchCase *timed)
{
  double fastest = g_array_index (timed->times, double, 0);

  for (guint i = 1; i < timed->times->len; i++)
    fastest = MIN (fastest, g_array_index (timed->times, double, i));
  return fastest;
}

double
bench_ratio (const BenchCase *a, const BenchCase *b)
{
  guint n = MIN (a->times->len, b->times->len);
  g_autofree double *ratios = g_new (double, n);

  for (guint i = 0; i < n; i++)
    ratios[i] =
      g_array_index (a->times, double, i) / g_array_index (b->times, double, i);
  return take_median (ratios, n);
}
