/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sections "cold" and "memory", which start a new process for each run.
 * "cold" times how long the process takes to start, load the weights, smooth
 * one megapixel and exit, and compares it with a run of an engine that exists.
 * "memory" measures how much memory a run needs at most. The process is
 * bench-child (child.c), which is not linked with any peer.
 */
#include "bench.h"

#include <gio/gio.h>
#include <stdio.h>

#define CHILD_COLD "cold"
#define CHILD_MEMORY "memory"

/* What bench-child prints about its memory, in bytes. */
typedef struct
{
  guint64 before, peak, estimate;
} Memory;

/* Runs bench-child with up to four more arguments. output (out, may be NULL):
 * what it prints; free with g_free. */
static gboolean
spawn (const Bench *bench,
       const char *const *arguments,
       char **output,
       GError **error)
{
  g_autofree char *n_threads = g_strdup_printf ("%d", bench->n_threads);
  g_autofree char *folder = g_path_get_dirname (bench->program);
  g_autofree char *child = g_build_filename (folder, "bench-child", NULL);
  const char *command[8] = { child, bench->weights, n_threads };
  int status, n = 3;

  while (*arguments != NULL)
    command[n++] = *arguments++;
  return g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL,
                       NULL, output, NULL, &status, error)
         && g_spawn_check_wait_status (status, error);
}

static gboolean
run_cold (gpointer data, GError **error)
{
  const char *const arguments[] = { CHILD_COLD, NULL };

  return spawn (data, arguments, NULL, error);
}

gboolean
bench_cold (Bench *bench, GError **error)
{
  BenchJob job = { 0 };
  BenchCase cases[] = { { .name = "warm", .run = bench_job_run, .data = &job },
                        { .name = "cold", .run = run_cold, .data = bench } };
  gboolean done;

  printf ("\n== cold process, %d x %d: start, load weights, run, exit\n",
          BENCH_SIDE_PX, BENCH_SIDE_PX);
  done = bench_job_init (&job, bench, BENCH_SIDE_PX, BENCH_SIDE_PX, 1, error)
         && bench_time (cases, 2, bench->n_rounds, error);
  if (done)
    printf ("warm %.1f ms, cold %.1f ms: %.2f x\n", bench_median (&cases[0]),
            bench_median (&cases[1]), bench_ratio (&cases[1], &cases[0]));
  bench_clear (cases, 2);
  bench_job_clear (&job);
  return done;
}

static gboolean
print_memory (
  Bench *bench, int width, int height, const char *scale, GError **error)
{
  g_autofree char *w = g_strdup_printf ("%d", width);
  g_autofree char *h = g_strdup_printf ("%d", height);
  g_autofree char *output = NULL;
  const char *const arguments[] = { CHILD_MEMORY, w, h, scale, NULL };
  Memory memory;
  char *end;

  if (!spawn (bench, arguments, &output, error))
    return FALSE;
  memory.before = g_ascii_strtoull (output, &end, 10);
  memory.peak = g_ascii_strtoull (end, &end, 10);
  memory.estimate = g_ascii_strtoull (end, NULL, 10);
  printf ("%5d x %-6d %5s %10.0f MB %10.0f MB %10.0f MB\n", width, height,
          scale, 1e-6 * (memory.peak - memory.before), 1e-6 * memory.estimate,
          1e-6 * memory.peak);
  return TRUE;
}

gboolean
bench_memory (Bench *bench, GError **error)
{
  static const char *const scales[] = { "1", "2", "16" };

  printf ("\n== peak memory (1 MB = 1e6 bytes; source and sink hold nothing)\n"
          "%14s %5s %13s %13s %13s\n",
          "picture", "scale", "engine", "as estimated", "process");
  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    if (!print_memory (bench, 4000, 3000, scales[i], error)
        || !print_memory (bench, 10000, 10000, scales[i], error))
      return FALSE;
  return TRUE;
}
