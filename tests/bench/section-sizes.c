/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The section "sizes": how long a megapixel takes in pictures of several sizes
 * and at several texture scales.
 */
#include "bench.h"

#include <stdio.h>

typedef struct
{
  const char *name;
  int width, height;
  double texture_scale;
} Size;

static const Size sizes[] = {
  { "1 MP", BENCH_SIDE_PX, BENCH_SIDE_PX, 1 },
  { "12 MP", 4000, 3000, 1 },
  { "48 MP", 8000, 6000, 1 },
  { "12 MP, scale 2", 4000, 3000, 2 },
  { "12 MP, scale 4", 4000, 3000, 4 },
  { "12 MP, scale 16", 4000, 3000, 16 },
};

#define N_SIZES G_N_ELEMENTS (sizes)
#define ONE_MP 0
#define TWELVE_MP 1

static void
print_table (const BenchCase *cases, const BenchJob *jobs)
{
  printf ("%-18s %10s %10s %8s %9s %10s %10s\n", "", "median", "CPU time",
          "ms/MP", "GFLOP/s", "to 1 MP", "to 12 MP");
  for (gsize i = 0; i < N_SIZES; i++)
    {
      double ms = bench_median (&cases[i]);

      printf ("%-18s %7.0f ms %7.0f ms %8.1f %9.0f %8.2f x %8.2f x\n",
              cases[i].name, ms, bench_median_cpu (&cases[i]),
              ms / jobs[i].megapixels, 1e3 * jobs[i].gflop / ms,
              bench_ratio (&cases[i], &cases[ONE_MP]) * jobs[ONE_MP].megapixels
                / jobs[i].megapixels,
              bench_ratio (&cases[i], &cases[TWELVE_MP])
                * jobs[TWELVE_MP].megapixels / jobs[i].megapixels);
    }
}

gboolean
bench_sizes (Bench *bench, GError **error)
{
  BenchCase cases[N_SIZES] = { 0 };
  BenchJob jobs[N_SIZES] = { 0 };
  gboolean done = TRUE;

  printf ("\n== sizes and texture scales (pixels made on the fly, results only "
          "summed up;\n   ms/MP for 1e6 pixels)\n");
  for (gsize i = 0; i < N_SIZES && done; i++)
    {
      cases[i] = (BenchCase) { .name = sizes[i].name,
                               .run = bench_job_run,
                               .data = &jobs[i] };
      done = bench_job_init (&jobs[i], bench, sizes[i].width, sizes[i].height,
                             sizes[i].texture_scale, error);
    }
  done = done && bench_time (cases, N_SIZES, bench->n_rounds, error);
  if (done)
    print_table (cases, jobs);
  bench_clear (cases, N_SIZES);
  for (gsize i = 0; i < N_SIZES; i++)
    bench_job_clear (&jobs[i]);
  return done;
}
