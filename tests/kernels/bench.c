/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times the kernels: each layer on BAND_PX rows of a picture WIDTH_PX wide.
 * Before or after each timing the peak is measured, the most multiply-adds that
 * the CPU can do. Compare a layer's share of the peak, since other programs
 * slow down both.
 *
 * There are three ways of timing. Warm: one layer many times, with all operands
 * in the caches. In turn: all layers of both networks one after the other as in
 * the engine, with their inputs in the caches but not their weights. Compare:
 * each layer warm, by all SIMD variants in turn.
 */
#include "kernels/bench-jobs.h"
#include "kernels/kernels.h"
#include "kernels/peak.h"

#include "base/system.h"

#include "support/guarded.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define WIDTH_PX 1024
#define BAND_PX 16
#define N_RUNS 15
/* How long a timing takes at least if the caches are warm. */
#define RUN_US 3000
#define MAX_THREADS 64

typedef struct
{
  SmoothThreads *threads;
  SmoothSimd simd;
  void *scratch[MAX_THREADS]; /* shared by all jobs, as in the engine */
} Bench;

static int
compare (const void *a, const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
get_median (double *values, int n)
{
  qsort (values, n, sizeof *values, compare);
  return values[n / 2];
}

/* Returns the time in ns. With one thread it is the CPU time, which other
 * programs disturb less; with several it is the clock's. */
static double
get_time (const SmoothThreads *threads)
{
  return smooth_threads_get_count (threads) == 1
           ? clock () * (1e9 / CLOCKS_PER_SEC)
           : g_get_monotonic_time () * 1e3;
}

/* Returns the time of a pass of job in ns, the mean of n passes. */
static double
time_passes (Bench *bench, TestJob *job, int n)
{
  const double start = get_time (bench->threads);

  for (int i = 0; i < n; i++)
    job->pass (job, bench->threads, bench->scratch);
  return (get_time (bench->threads) - start) / n;
}

#define PEAK_LOOPS 20000

static void
peak_task (gpointer data, int task G_GNUC_UNUSED, int thread G_GNUC_UNUSED)
{
  static const TestPeakFunc peaks[SMOOTH_N_SIMD] = {
    [SMOOTH_SIMD_BASELINE] = test_peak_baseline,
    [SMOOTH_SIMD_BLAS] = test_peak_baseline,
#ifdef TEST_HAVE_V3
    [SMOOTH_SIMD_X86_64_V3] = test_peak_v3,
#endif
#ifdef TEST_HAVE_V4
    [SMOOTH_SIMD_X86_64_V4] = test_peak_v4,
#endif
  };
  const SmoothSimd *simd = data;

  peaks[*simd](PEAK_LOOPS);
}

/* Returns the peak at the moment, in floating-point operations per ns of all
 * threads together; with the BLAS it is that of the baseline. */
static double
measure_peak (Bench *bench)
{
  const int n = smooth_threads_get_count (bench->threads);
  const double start = get_time (bench->threads);
  double work;

  smooth_threads_run (bench->threads, 4 * n, peak_task, &bench->simd);
#ifdef TEST_HAVE_V4
  work = bench->simd == SMOOTH_SIMD_X86_64_V4   ? 160
         : bench->simd == SMOOTH_SIMD_X86_64_V3 ? 80
                                                : 40;
#else
  work = 40;
#endif
  return 2 * work * PEAK_LOOPS * 4 * n / (get_time (bench->threads) - start);
}

static void
print (const TestJob *job, double ns, double peak)
{
  printf ("%-14s %10.0f ns %8.2f ms/MP %8.1f GFLOP/s %6.1f %% of %.0f\n",
          job->name, ns, ns / job->n_pixels, job->n_operations / ns,
          100 * job->n_operations / ns / peak, peak);
  fflush (stdout);
}

static void
run_warm (Bench *bench, const GPtrArray *jobs)
{
  for (guint k = 0; k < jobs->len; k++)
    {
      TestJob *job = g_ptr_array_index (jobs, k);
      double times[N_RUNS], peaks[N_RUNS];
      const double guess = time_passes (bench, job, 2);
      const int n = 1 + (int) (RUN_US * 1e3 / (guess + 1));

      for (int i = 0; i < N_RUNS; i++)
        {
          peaks[i] = measure_peak (bench);
          times[i] = time_passes (bench, job, n);
        }
      print (job, get_median (times, N_RUNS), get_median (peaks, N_RUNS));
    }
}

/* Brings the inputs of a job into the caches by reading them. */
static void
read_inputs (const TestJob *job)
{
  volatile float sink;
  float sum = 0;

  for (gsize i = 0; i < job->n_in; i += 16)
    sum += job->in[i];
  sink = sum;
  (void) sink;
}

static void
run_in_turn (Bench *bench, const GPtrArray *jobs)
{
  g_autofree double *times = g_new (double, jobs->len *N_RUNS);
  double peaks[N_RUNS];
  double ns_per_px = 0, operations_per_px = 0, peak;

  /* The first round, number -1, only warms up the caches, and is not
   * counted. */
  for (int i = -1; i < N_RUNS; i++)
    for (guint k = 0; k < jobs->len; k++)
      {
        TestJob *job = g_ptr_array_index (jobs, k);
        double ns;

        read_inputs (job);
        ns = time_passes (bench, job, 1);
        if (i >= 0)
          times[k * N_RUNS + i] = ns;
        if (i >= 0 && k == 0)
          peaks[i] = measure_peak (bench);
      }
  peak = get_median (peaks, N_RUNS);
  for (guint k = 0; k < jobs->len; k++)
    {
      const TestJob *job = g_ptr_array_index (jobs, k);
      const double ns = get_median (times + k * N_RUNS, N_RUNS);

      print (job, ns, peak);
      ns_per_px += ns / job->n_pixels;
      operations_per_px += job->n_operations / job->n_pixels;
    }
  printf ("%-14s %24.2f ms/MP %8.1f GFLOP/s %6.1f %% of %.0f\n", "all",
          ns_per_px, operations_per_px / ns_per_px,
          100 * operations_per_px / ns_per_px / peak, peak);
}

/* Prints the speeds of one layer by all variants, whose jobs are number k of
 * their arrays. In each round every variant is timed once. */
static void
compare_layer (Bench *bench, GPtrArray *const jobs[SMOOTH_N_SIMD], guint k)
{
  double speeds[SMOOTH_N_SIMD][N_RUNS];
  int n_passes[SMOOTH_N_SIMD];
  TestJob *job = g_ptr_array_index (jobs[SMOOTH_SIMD_BASELINE], k);

  printf ("%-14s", job->name);
  for (int i = -1; i < N_RUNS; i++)
    for (SmoothSimd simd = 0; simd < SMOOTH_N_SIMD; simd++)
      {
        if (jobs[simd] == NULL)
          continue;
        job = g_ptr_array_index (jobs[simd], k);
        if (i < 0)
          n_passes[simd] =
            1 + (int) (RUN_US * 1e3 / (time_passes (bench, job, 2) + 1));
        else
          speeds[simd][i] =
            job->n_operations / time_passes (bench, job, n_passes[simd]);
      }
  for (SmoothSimd simd = 0; simd < SMOOTH_N_SIMD; simd++)
    if (jobs[simd] != NULL)
      printf (" %10.1f", get_median (speeds[simd], N_RUNS));
  printf ("\n");
  fflush (stdout);
}

/* Returns how much scratch memory each thread needs for the jobs. */
static gsize
get_scratch_bytes (const GPtrArray *jobs)
{
  gsize n_bytes = 0;

  for (guint k = 0; k < jobs->len; k++)
    {
      const TestJob *job = g_ptr_array_index (jobs, k);

      n_bytes = MAX (n_bytes, job->scratch_bytes);
    }
  return n_bytes;
}

static void
allocate_scratch (Bench *bench, gsize n_bytes)
{
  for (int i = 0; i < smooth_threads_get_count (bench->threads); i++)
    bench->scratch[i] = test_guarded_new (n_bytes);
}

/* Times the layers whose names contain filter by all variants of this build and
 * CPU. */
static void
run_compare (Bench *bench, const char *filter)
{
  GPtrArray *jobs[SMOOTH_N_SIMD] = { NULL };
  gsize n_bytes = 0;

  printf ("GFLOP/s with %d threads, medians of %d\n%-14s",
          smooth_threads_get_count (bench->threads), N_RUNS, "");
  for (SmoothSimd simd = 0; simd < SMOOTH_N_SIMD; simd++)
    if (smooth_simd_is_available (simd))
      {
        jobs[simd] = test_jobs_new (filter, FALSE, simd, WIDTH_PX, BAND_PX);
        n_bytes = MAX (n_bytes, get_scratch_bytes (jobs[simd]));
        printf (" %10s", smooth_simd_get_name (simd));
      }
  printf ("\n");
  allocate_scratch (bench, n_bytes);
  for (guint k = 0; k < jobs[SMOOTH_SIMD_BASELINE]->len; k++)
    compare_layer (bench, jobs, k);
  for (SmoothSimd simd = 0; simd < SMOOTH_N_SIMD; simd++)
    g_clear_pointer (&jobs[simd], g_ptr_array_unref);
}

/* Times the layers whose names contain filter by the variant of bench. */
static void
run_one (Bench *bench, const char *filter, gboolean in_turn)
{
  g_autoptr (GPtrArray) jobs =
    test_jobs_new (filter, in_turn, bench->simd, WIDTH_PX, BAND_PX);

  allocate_scratch (bench, get_scratch_bytes (jobs));
  printf ("SIMD variant %s, %d threads; median of %d, %s\n",
          smooth_simd_get_name (bench->simd),
          smooth_threads_get_count (bench->threads), N_RUNS,
          in_turn ? "in turn" : "warm");
  if (in_turn)
    run_in_turn (bench, jobs);
  else
    run_warm (bench, jobs);
}

int
test_bench_run (const TestBenchOptions *options)
{
  g_autoptr (SmoothThreads) threads = NULL;
  g_autoptr (GError) error = NULL;
  Bench bench = { .simd = smooth_simd_best () };
  const int n_threads =
    options->n_threads > 0 ? options->n_threads : smooth_system_get_n_cpus ();

  if (options->simd != NULL
      && !smooth_simd_parse (options->simd, &bench.simd, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  threads = bench.threads =
    smooth_threads_new (CLAMP (n_threads, 1, MAX_THREADS), NULL);
  if (options->compare)
    run_compare (&bench, options->filter);
  else
    run_one (&bench, options->filter, options->in_turn);
  for (int i = 0; i < MAX_THREADS; i++)
    test_guarded_free (bench.scratch[i]);
  return 0;
}
