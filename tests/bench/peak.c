/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Peak: the loops on as many threads as asked for. */
#include "peak.h"

/* About 20 ms. */
#define N_STEPS 4000000

/* Multiply-adds of a step, for vectors of one float. */
#define N_SUMS 12

typedef struct
{
  BenchPeakLoop run;
  int vector_length;
} Loop;

static Loop
get_loop (SmoothCpuLevel level)
{
  switch (level)
    {
#ifdef BENCH_HAVE_V4
    case SMOOTH_CPU_X86_64_V4:
      return (Loop) { bench_peak_loop_v4, 16 };
#endif
#ifdef BENCH_HAVE_V3
    case SMOOTH_CPU_X86_64_V3:
      return (Loop) { bench_peak_loop_v3, 8 };
#endif
    default:
      return (Loop) { bench_peak_loop_baseline, 4 };
    }
}

guint64
bench_peak_count (SmoothCpuLevel level, int n_threads)
{
  return (guint64) 2 * N_STEPS * N_SUMS * get_loop (level).vector_length
         * n_threads;
}

static gpointer
run_thread (gpointer data)
{
  const Loop *loop = data;
  volatile float result = loop->run (N_STEPS);

  (void) result;
  return NULL;
}

void
bench_peak_run (SmoothCpuLevel level, int n_threads)
{
  Loop loop = get_loop (level);
  g_autofree GThread **threads = g_new (GThread *, n_threads);

  for (int i = 1; i < n_threads; i++)
    threads[i] = g_thread_new ("peak", run_thread, &loop);
  run_thread (&loop);
  for (int i = 1; i < n_threads; i++)
    g_thread_join (threads[i]);
}
