/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a training run of a small objective (toy-objective.h), for tests that
 * kill, resume and start it under mpirun:
 *
 *   child FOLDER STEPS THREADS DELAY_US [--resume | FILE]
 *
 * FILE has the initial weights, or is a checkpoint. A checkpoint is written
 * after every step. The exit status is 0 if the run is done, 3 if it was
 * stopped, 1 if it failed.
 */
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "toy-objective.h"
#include "train/base/stop.h"
#include "train/run/trainer.h"

/* A thread that blocks no signal, like those that libraries start. */
static gpointer
sleep_for_ever (gpointer data)
{
  for (;;)
    g_usleep (G_USEC_PER_SEC);
  return data;
}

int
main (int argc, char **argv)
{
  g_autoptr (GThread) early = g_thread_new ("early", sleep_for_ever, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrainRanks) ranks = NULL;
  g_autoptr (SmoothThreads) threads = NULL;
  g_autoptr (TrainObjective) objective = NULL;
  TrainRun run = {
    .export = { .commit = "test" },
    .settings = "recipe=toy\n",
    .seed = 5,
    .n_samples = 6,
    .crops = { 16, 24 },
    .n_crops = 2,
    .schedule = { .rate = 2e-3,
                  .n_warm_up = 10,
                  .clip = 1,
                  .average_share = 0.01 },
  };
  TrainEnd end;

  if (argc < 5)
    return 2;
  train_stop_init ();
  ranks = train_ranks_new (&error);
  if (ranks == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  run.folder = argv[1];
  run.schedule.n_steps = strtoull (argv[2], NULL, 10);
  run.schedule.n_cool_down = run.schedule.n_steps / 4;
  run.resume = argc > 5 && strcmp (argv[5], "--resume") == 0;
  run.from = run.resume ? NULL : argv[5];
  threads = smooth_threads_new (atoi (argv[3]), &error);
  objective = test_toy_new (strtoul (argv[4], NULL, 10));
  end = train_run (objective, &run, threads, ranks, &error);
  if (end != TRAIN_FAILED)
    return end == TRAIN_DONE ? 0 : 3;
  g_printerr ("%s\n", error->message);
  return 1;
}
