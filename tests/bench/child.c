/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A process that makes one engine run and exits, for section-process.c:
 *
 * bench-child WEIGHTS_FOLDER N_THREADS cold
 *    bench-child WEIGHTS_FOLDER N_THREADS memory WIDTH HEIGHT TEXTURE_SCALE
 *
 * "memory" prints three numbers of bytes: the memory in use before the weights
 * are loaded, the peak, and what the engine had estimated that it needs.
 */
#include "bench.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

/* What to run, and what is measured of the memory. */
typedef struct
{
  int width, height;
  double texture_scale;
  guint64 before, peak, estimate; /* in bytes */
} Task;

/* Returns a field of /proc/self/status in bytes; 0 if there is none. */
static guint64
read_status (const char *field)
{
  g_autofree char *text = NULL;
  const char *found;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  found = strstr (text, field);
  return found == NULL
           ? 0
           : 1024 * g_ascii_strtoull (found + strlen (field), NULL, 10);
}

static gboolean
run (Bench *bench, Task *task, GError **error)
{
  BenchJob job = { 0 };
  SmoothEstimate estimate = { 0 };
  gboolean done;

  bench_picture_init (&bench->picture);
  task->before = read_status ("VmRSS:");
  bench->model = smooth_model_load (bench->weights, error);
  done = bench->model != NULL
         && bench_job_init (&job, bench, task->width, task->height,
                            task->texture_scale, error)
         && smooth_engine_estimate (job.engine, &job.params, task->width,
                                    task->height, NULL, &estimate, error)
         && bench_job_run (&job, error);
  task->peak = read_status ("VmHWM:");
  task->estimate = estimate.n_bytes;
  bench_job_clear (&job);
  g_clear_pointer (&bench->model, smooth_model_unref);
  bench_picture_clear (&bench->picture);
  return done;
}

int
main (int argc, char **argv)
{
  Task task = { .width = BENCH_SIDE_PX,
                .height = BENCH_SIDE_PX,
                .texture_scale = 1 };
  Bench bench = { 0 };
  g_autoptr (GError) error = NULL;

  if (argc != 4 && argc != 7)
    {
      fprintf (stderr, "bench-child: see the head of its source\n");
      return 2;
    }
  bench.weights = argv[1];
  bench.n_threads = atoi (argv[2]);
  if (argc == 7)
    {
      task.width = atoi (argv[4]);
      task.height = atoi (argv[5]);
      task.texture_scale = g_ascii_strtod (argv[6], NULL);
    }
  if (!run (&bench, &task, &error))
    {
      fprintf (stderr, "bench-child: %s\n", error->message);
      return 1;
    }
  if (argc == 7)
    printf ("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT
            "\n",
            task.before, task.peak, task.estimate);
  return 0;
}
