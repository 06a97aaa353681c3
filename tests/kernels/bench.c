/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times the kernels on a picture 1024 pixels wide: each layer on BAND_PX rows
 * of the picture, as the engine works, so that the figures are of warm caches.
 * Each case is interleaved with the multiply-adds that the machine can do at
 * that moment, and its share of those is what to compare.
 */
#include "kernels/cases.h"
#include "kernels/conv-run.h"
#include "kernels/kernels.h"
#include "kernels/peak.h"

#include "kernel/gemm.h"
#include "kernel/system.h"
#include "kernel/threads.h"
#include "kernel/upsample.h"

#include "support/guarded.h"
#include "support/measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define WIDTH_PX 1024
#define BAND_PX 16
#define N_RUNS 15
#define RUN_US 3000 /* of one timing, at least */
#define MAX_THREADS 64

typedef struct
{
  SmoothThreads *threads;
  SmoothCpuLevel level;
  const char *filter;
} Bench;

/* What is timed: one pass over a band. */
typedef void (*PassFunc) (gpointer data, SmoothThreads *threads);

typedef struct
{
  const SmoothConv *conv;
  SmoothConvJob job;
  int n_across;
  void *scratch[MAX_THREADS];
} ConvPass;

typedef struct
{
  SmoothCpuLevel level;
  SmoothBand in, out, residual;
  int factor;
} UpsamplePass;

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

/* Time in ns: the CPU's where one thread works, so that what else runs on the
 * machine disturbs less; the clock's where several do. */
static double
get_time (const SmoothThreads *threads)
{
  return smooth_threads_get_count (threads) == 1
           ? clock () * (1e9 / CLOCKS_PER_SEC)
           : g_get_monotonic_time () * 1e3;
}

static double
time_passes (PassFunc func, gpointer data, SmoothThreads *threads, int n)
{
  const double start = get_time (threads);

  for (int i = 0; i < n; i++)
    func (data, threads);
  return (get_time (threads) - start) / n;
}

#define PEAK_LOOPS 20000

static void
peak_task (gpointer data, int task G_GNUC_UNUSED, int thread G_GNUC_UNUSED)
{
  static const TestPeakFunc peaks[SMOOTH_N_CPU_LEVELS] = {
    test_peak_baseline,
#ifdef TEST_HAVE_V3
    [SMOOTH_CPU_X86_64_V3] = test_peak_v3,
#endif
#ifdef TEST_HAVE_V4
    [SMOOTH_CPU_X86_64_V4] = test_peak_v4,
#endif
  };
  const SmoothCpuLevel *level = data;

  peaks[*level](PEAK_LOOPS);
}

/* Floating-point operations per ns that all threads can do now. */
static double
measure_peak (Bench *bench)
{
  const int n = smooth_threads_get_count (bench->threads);
  const double start = get_time (bench->threads);
  double work;

  smooth_threads_run (bench->threads, 4 * n, peak_task, &bench->level);
#ifdef TEST_HAVE_V4
  work = bench->level == SMOOTH_CPU_X86_64_V4   ? 160
         : bench->level == SMOOTH_CPU_X86_64_V3 ? 80
                                                : 40;
#else
  work = 40;
#endif
  return 2 * work * PEAK_LOOPS * 4 * n / (get_time (bench->threads) - start);
}

/* Times a case and prints its line: work in floating-point operations of a
 * pass, bytes that it reads and writes. */
static void
report (Bench *bench,
        const char *name,
        PassFunc func,
        gpointer data,
        double work,
        double n_bytes)
{
  double times[N_RUNS], peaks[N_RUNS];
  double ns = time_passes (func, data, bench->threads, 2);
  const int n = MAX (1, (int) (RUN_US * 1e3 / ns));
  double peak, best;

  for (int i = 0; i < N_RUNS; i++)
    {
      peaks[i] = measure_peak (bench);
      times[i] = time_passes (func, data, bench->threads, n);
    }
  ns = get_median (times, N_RUNS);
  peak = get_median (peaks, N_RUNS);
  best = work / times[0] / peaks[N_RUNS - 1]; /* both are sorted now */
  printf ("%-14s %10.0f ns %8.1f GFLOP/s %6.1f %% of %.0f, best %6.1f %% "
          "%7.1f GB/s\n",
          name, ns, work / ns, 100 * work / ns / peak, peak, 100 * best,
          n_bytes / ns);
  fflush (stdout);
}

static void
conv_task (gpointer data, int task, int thread)
{
  ConvPass *pass = data;
  int rows, columns;

  smooth_conv_get_block (pass->conv, &rows, &columns);
  smooth_conv_block (pass->conv, &pass->job,
                     pass->job.out->y0 + task / pass->n_across * rows,
                     task % pass->n_across, pass->scratch[thread]);
}

static void
conv_pass (gpointer data, SmoothThreads *threads)
{
  ConvPass *pass = data;
  const SmoothBand *out = pass->job.out;
  int rows, columns;

  smooth_conv_get_block (pass->conv, &rows, &columns);
  pass->n_across = (out->width + columns - 1) / columns;
  smooth_threads_run (threads,
                      pass->n_across * ((out->y1 - out->y0 + rows - 1) / rows),
                      conv_task, pass);
}

/* The middle rows of a plane, so that most blocks need no padding. */
static void
bench_conv (Bench *bench, GRand *rand, const TestConvCase *layer)
{
  const SmoothConvShape *shape = &layer->shape;
  const int reach = shape->dilation * (shape->size - 1) / 2;
  const int rows = MAX (BAND_PX / layer->reduction, 4 * shape->dilation);
  const int y0 = 4 * shape->dilation;
  g_autoptr (TestPlane) in = test_plane_new_random (
    rand, (rows + 2 * y0) * shape->stride,
    WIDTH_PX / layer->reduction * shape->stride, shape->in_channels);
  g_autoptr (TestPlane) out = test_conv_new_out (shape, in);
  g_autoptr (SmoothConv) conv = NULL;
  SmoothBand in_band, out_band;
  ConvPass pass = { 0 };
  TestConv test;

  test_conv_init (&test, shape, rand, out);
  conv = test_conv_pack (&test, bench->level);
  test_band_init (&in_band, in, 0, in->width, in->height);
  test_band_read (&in_band, in, 0, in->height);
  test_band_init (&out_band, out, 0, out->width, rows);
  out_band.y0 = y0;
  out_band.y1 = y0 + rows;
  for (int i = 0; i < smooth_threads_get_count (bench->threads); i++)
    pass.scratch[i] = test_guarded_new (smooth_conv_get_scratch (conv));
  pass.conv = conv;
  pass.job = (SmoothConvJob) { &in_band, &out_band, .slope = 0.1f };
  report (bench, layer->name, conv_pass, &pass,
          2.0 * rows * out->width * shape->out_channels * shape->in_channels
            * shape->size * shape->size,
          sizeof (float) * (double) rows * out->width
            * (shape->out_channels
               + shape->in_channels * shape->stride * shape->stride));
  (void) reach;
  for (int i = 0; i < smooth_threads_get_count (bench->threads); i++)
    test_guarded_free (pass.scratch[i]);
  test_band_clear (&in_band);
  test_band_clear (&out_band);
  test_conv_clear (&test);
}

static void
upsample_task (gpointer data, int task, int thread G_GNUC_UNUSED)
{
  UpsamplePass *pass = data;

  smooth_upsample_row (pass->level, &pass->in, &pass->out, &pass->residual,
                       pass->factor, task);
}

static void
upsample_pass (gpointer data, SmoothThreads *threads)
{
  UpsamplePass *pass = data;

  smooth_threads_run (threads, pass->out.height, upsample_task, pass);
}

static void
bench_upsample (Bench *bench, GRand *rand, int reduction, int channels)
{
  g_autoptr (TestPlane) in = test_plane_new_random (
    rand, BAND_PX / reduction, WIDTH_PX / reduction, channels);
  g_autoptr (TestPlane) out =
    test_plane_new_random (rand, 2 * in->height, 2 * in->width, channels);
  g_autofree char *name = g_strdup_printf ("upsample-%d", channels);
  UpsamplePass pass = { .level = bench->level, .factor = 2 };

  test_band_init (&pass.in, in, 0, in->width, in->height);
  test_band_read (&pass.in, in, 0, in->height);
  test_band_init (&pass.out, out, 0, out->width, out->height);
  test_band_init (&pass.residual, out, 0, out->width, out->height);
  test_band_read (&pass.residual, out, 0, out->height);
  if (bench->filter == NULL || strstr (name, bench->filter) != NULL)
    report (bench, name, upsample_pass, &pass, 8.0 * test_plane_get_size (out),
            sizeof (float) * 2.25 * test_plane_get_size (out));
  test_band_clear (&pass.in);
  test_band_clear (&pass.out);
  test_band_clear (&pass.residual);
}

int
test_bench_run (const char *filter, int n_threads, const char *level)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (SmoothThreads) threads = NULL;
  g_autoptr (GError) error = NULL;
  Bench bench = { .level = smooth_cpu_level_best (), .filter = filter };

  if (level != NULL && !smooth_cpu_level_parse (level, &bench.level, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  n_threads = n_threads > 0 ? n_threads : smooth_system_get_n_cpus ();
  threads = bench.threads =
    smooth_threads_new (CLAMP (n_threads, 1, MAX_THREADS), NULL);
  printf ("CPU level %s, %d threads, matrix product by %s; median of %d\n",
          smooth_cpu_level_get_name (bench.level),
          smooth_threads_get_count (threads), smooth_gemm_get_backend (),
          N_RUNS);
  for (int i = 0; i < test_n_conv_cases; i++)
    if (filter == NULL || strstr (test_conv_cases[i].name, filter) != NULL)
      bench_conv (&bench, rand, &test_conv_cases[i]);
  bench_upsample (&bench, rand, 2, 16);
  bench_upsample (&bench, rand, 4, 32);
  bench_upsample (&bench, rand, 8, 64);
  return 0;
}
