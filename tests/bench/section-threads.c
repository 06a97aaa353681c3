/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The section "threads": how much CPU time a run takes if more threads are
 * asked for than there are CPUs, in a picture of the usual shape and in a
 * narrow one, which has few blocks side by side. An engine has no more threads
 * than CPUs; the last case of each picture lifts that limit.
 */
#include "bench.h"

#include <stdio.h>

#define N_MANY_THREADS 64

typedef struct
{
  const char *name;
  int width, height;
} Size;

static const Size sizes[] = {
  { "2 MP, 1632 x 1224", 1632, 1224 },
  { "2 MP, 200 x 10000", 200, 10000 },
};

/* A number of threads, 0 for that of the benchmark, and a number of CPUs that
 * the engine is told; 0: that of the machine. */
typedef struct
{
  const char *name;
  int n_threads, n_cpus;
} Setting;

static const Setting settings[] = {
  { "threads as by --threads", 0, 0 },
  { "64 threads asked for", N_MANY_THREADS, 0 },
  { "64 threads, no limit", N_MANY_THREADS, N_MANY_THREADS },
};

#define N_SIZES G_N_ELEMENTS (sizes)
#define N_SETTINGS G_N_ELEMENTS (settings)

static gboolean
init_job (BenchJob *job,
          Bench *bench,
          const Size *size,
          const Setting *setting,
          GError **error)
{
  const int n_threads =
    setting->n_threads > 0 ? setting->n_threads : bench->n_threads;

  return bench_job_init (job, bench, size->width, size->height, 1, error)
         && bench_job_set_engine (job, bench, n_threads, setting->n_cpus, NULL,
                                  error);
}

static void
print_table (const Size *size, const BenchCase *cases)
{
  printf ("%-26s %10s %10s %11s\n", size->name, "median", "CPU time",
          "CPU to first");
  for (gsize i = 0; i < N_SETTINGS; i++)
    printf ("  %-24s %7.0f ms %7.0f ms %9.2f x\n", cases[i].name,
            bench_median (&cases[i]), bench_median_cpu (&cases[i]),
            bench_median_cpu (&cases[i]) / bench_median_cpu (&cases[0]));
}

/* Times one picture with every setting. */
static gboolean
run_size (Bench *bench, const Size *size, GError **error)
{
  BenchCase cases[N_SETTINGS] = { 0 };
  BenchJob jobs[N_SETTINGS] = { 0 };
  gboolean done = TRUE;

  for (gsize i = 0; i < N_SETTINGS && done; i++)
    {
      cases[i] = (BenchCase) { .name = settings[i].name,
                               .run = bench_job_run,
                               .data = &jobs[i] };
      done = init_job (&jobs[i], bench, size, &settings[i], error);
    }
  done = done && bench_time (cases, N_SETTINGS, bench->n_rounds, error);
  if (done)
    print_table (size, cases);
  bench_clear (cases, N_SETTINGS);
  for (gsize i = 0; i < N_SETTINGS; i++)
    bench_job_clear (&jobs[i]);
  return done;
}

gboolean
bench_threads (Bench *bench, GError **error)
{
  printf ("\n== more threads than CPUs\n");
  for (gsize i = 0; i < N_SIZES; i++)
    if (!run_size (bench, &sizes[i], error))
      return FALSE;
  return TRUE;
}
