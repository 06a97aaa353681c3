/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The section "choose": EME and MI on a megapixel in memory with one thread, by
 * each SIMD variant. It says which of the baseline and the BLAS this build uses
 * where there is no better variant, and whether that was measured.
 */
#include "bench.h"

#include <stdio.h>

#ifdef BENCH_HAVE_OPENBLAS
extern char *openblas_get_corename (void);
extern char *openblas_get_config (void);
#endif

typedef struct
{
  BenchCase cases[SMOOTH_N_SIMD];
  BenchJob jobs[SMOOTH_N_SIMD];
  int n;
} Choose;

static gboolean
add (Choose *choose, Bench *bench, SmoothSimd simd, GError **error)
{
  const char *name = smooth_simd_get_name (simd);
  BenchJob *job = &choose->jobs[choose->n];

  choose->cases[choose->n++] = (BenchCase) {
    .name = name,
    .run = bench_job_run,
    .data = job,
  };
  return bench_job_init (job, bench, BENCH_SIDE_PX, BENCH_SIDE_PX, 1, error)
         && bench_job_set_engine (job, bench, 1, 0, name, error);
}

static gboolean
add_all (Choose *choose, Bench *bench, GError **error)
{
  for (SmoothSimd simd = 0; simd < SMOOTH_N_SIMD; simd++)
    if (smooth_simd_is_available (simd) && !add (choose, bench, simd, error))
      return FALSE;
  return TRUE;
}

static void
print_default (void)
{
  gboolean is_guess;
  const gboolean prefers_blas = smooth_simd_prefers_blas (&is_guess);

#ifdef BENCH_HAVE_OPENBLAS
  printf ("OpenBLAS: %s, kernels for %s\n", openblas_get_config (),
          openblas_get_corename ());
#endif
  if (!smooth_simd_is_available (SMOOTH_SIMD_BLAS))
    printf ("this build has no BLAS\n");
  printf ("used on this machine: %s\nwithout kernels for AVX2 and AVX-512: %s, "
          "which %s\n",
          smooth_simd_get_name (smooth_simd_best ()),
          prefers_blas ? "blas" : "baseline",
          is_guess ? "is a guess" : "was measured (core/README.md)");
}

static void
print_table (const Choose *choose)
{
  printf ("%-18s %9s %9s %9s %12s\n", "", "median", "CPU time", "GFLOP/s",
          "to baseline");
  for (int i = 0; i < choose->n; i++)
    {
      const BenchCase *timed = &choose->cases[i];

      printf ("%-18s %6.0f ms %6.0f ms %9.1f %10.2f x\n", timed->name,
              bench_median (timed), bench_median_cpu (timed),
              1e3 * choose->jobs[i].gflop / bench_median_cpu (timed),
              bench_median_cpu (timed) / bench_median_cpu (&choose->cases[0]));
    }
}

gboolean
bench_choose (Bench *bench, GError **error)
{
  Choose choose = { .n = 0 };
  gboolean done;

  printf ("\n== Baseline or BLAS: EME + MI, %d x %d in memory, 1 thread\n",
          BENCH_SIDE_PX, BENCH_SIDE_PX);
  print_default ();
  done = add_all (&choose, bench, error)
         && bench_time (choose.cases, choose.n, bench->n_rounds, error);
  if (done)
    print_table (&choose);
  bench_clear (choose.cases, choose.n);
  for (int i = 0; i < choose.n; i++)
    bench_job_clear (&choose.jobs[i]);
  return done;
}
