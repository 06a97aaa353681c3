/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `evaluate`: compares the networks with classical filters. */
#include "train/program/commands.h"

#include "train/base/stop.h"
#include "train/program/evaluate-parts.h"
#include "train/run/mpi-ranks.h"

/* Makes those measurements that options ask for, in a fixed order. */
static gboolean
run (Evaluation *evaluation, GError **error)
{
  const EvaluateOptions *options = &evaluation->options;

  for (char **folder = options->pairs; folder != NULL && *folder != NULL;
       folder++)
    if (!evaluate_pairs (evaluation, *folder, error))
      return FALSE;
  return (!options->edges || evaluate_edges (evaluation, error))
         && (!options->after_smoothing
             || evaluate_after_smoothing (evaluation, error))
         && (!options->teacher || evaluate_teacher (evaluation, error))
         && (!options->checks || evaluate_checks (evaluation, error))
         && (!options->goals || evaluate_goals (evaluation, error))
         && (!options->look || evaluate_look (evaluation, error));
}

int
command_evaluate (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Evaluation evaluation;
  gboolean is_done;

  train_stop_init ();
  if (!train_ranks_check_alone (&error))
    return command_get_status ("evaluate", FALSE, error);
  is_done = evaluation_init (&evaluation, argc, argv, &error)
            && run (&evaluation, &error);
  evaluation_clear (&evaluation);
  return command_get_status ("evaluate", is_done, error);
}
