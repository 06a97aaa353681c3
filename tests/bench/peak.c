/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the peak by the loops of tests/kernels/peak.c. */
#include "peak.h"

#include "kernels/peak.h"

/* How many steps a run does; it takes about 20 ms. */
#define N_STEPS 4000000

static TestPeakFunc
get_loop (SmoothSimd simd)
{
  switch (simd)
    {
#ifdef BENCH_HAVE_V4
    case SMOOTH_SIMD_X86_64_V4:
      return test_peak_v4;
#endif
#ifdef BENCH_HAVE_V3
    case SMOOTH_SIMD_X86_64_V3:
      return test_peak_v3;
#endif
    default:
      return test_peak_baseline;
    }
}

guint64
bench_peak_count (SmoothSimd simd, int n_threads)
{
  return (guint64) 2 * N_STEPS * get_loop (simd) (0) * n_threads;
}

static gpointer
run_thread (gpointer data)
{
  const TestPeakFunc *loop = data;

  (*loop) (N_STEPS);
  return NULL;
}

void
bench_peak_run (SmoothSimd simd, int n_threads)
{
  TestPeakFunc loop = get_loop (simd);
  g_autofree GThread **threads = g_new (GThread *, n_threads);

  for (int i = 1; i < n_threads; i++)
    threads[i] = g_thread_new ("peak", run_thread, &loop);
  run_thread (&loop);
  for (int i = 1; i < n_threads; i++)
    g_thread_join (threads[i]);
}
