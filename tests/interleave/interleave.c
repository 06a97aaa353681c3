/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs trials: in each of them the plug-in runs on a fake GIMP while a user
 * changes the image. Usage:
 *
 * interleave [--moment points|window|calls|each] [--n N] [--first SEED]
 *
 * runs N trials with the seeds SEED, SEED + 1, ... A trial depends on its seed
 * alone, so --first SEED --n 1 runs one of them again. The trials run in child
 * processes, so that a crash or an endless loop is a finding like others.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "table.h"

#define TIMEOUT_S 20
#define MAX_SHOWN 12 /* how many findings of each kind are printed */

static void
run_child (guint32 first, guint n, Moment moment, int out)
{
  guint n_shown[N_FINDINGS] = { 0 };

  g_setenv ("BABL_TOLERANCE", "0", FALSE);
  gegl_init (NULL, NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *details = NULL;
      TrialRecord record;

      alarm (TIMEOUT_S);
      trial_run (first + i, moment, &record, &details);
      if (record.finding != FINDING_NONE
          && n_shown[record.finding]++ < MAX_SHOWN)
        g_print (
          "# seed %u: %s, result %d of %d drawables, '%s' at %d: %s: %s\n",
          record.seed, run_kind_name (record.kind), record.result,
          record.n_targets, user_action_name (record.action), record.point,
          finding_name (record.finding), details);
      if (write (out, &record, sizeof record) != sizeof record)
        _exit (1);
    }
  _exit (0);
}

/* Runs n trials in a child process. A trial that crashes or does not end is
 * recorded, and the trials after it are not run. Returns how many were run, the
 * crashed one included. */
static guint
run_trials (guint32 first, guint n, Moment moment, Table *table)
{
  TrialRecord record;
  int pipes[2], status;
  guint n_run = 0;
  pid_t child;

  if (pipe (pipes) != 0)
    g_error ("no pipe");
  fflush (stdout);
  child = fork ();
  if (child == 0)
    run_child (first, n, moment, pipes[1]);
  close (pipes[1]);
  while (read (pipes[0], &record, sizeof record) == sizeof record)
    {
      table_add (table, &record);
      n_run++;
    }
  close (pipes[0]);
  waitpid (child, &status, 0);
  if (n_run == n)
    return n;

  record = (TrialRecord) { .seed = first + n_run,
                           .finding = WIFSIGNALED (status)
                                          && WTERMSIG (status) == SIGALRM
                                        ? FINDING_ENDLESS
                                        : FINDING_CRASH };
  g_print ("# seed %u: %s\n", record.seed, finding_name (record.finding));
  table_add (table, &record);
  return n_run + 1;
}

int
main (int argc, char **argv)
{
  g_autofree char *name = NULL;
  int n = 1000, first = 1;
  const GOptionEntry entries[] = {
    { "moment", 0, 0, G_OPTION_ARG_STRING, &name, "When the user acts", NULL },
    { "n", 0, 0, G_OPTION_ARG_INT, &n, "Number of trials", NULL },
    { "first", 0, 0, G_OPTION_ARG_INT, &first, "First seed", NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree Table *table = g_new0 (Table, 1);
  Moment moment = MOMENT_POINTS;
  gboolean passed = TRUE;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || n < 1)
    return 2;
  if (g_strcmp0 (name, "window") == 0)
    moment = MOMENT_WINDOW;
  if (g_strcmp0 (name, "calls") == 0)
    moment = MOMENT_CALLS;
  if (g_strcmp0 (name, "each") == 0)
    moment = MOMENT_EACH;

  for (guint n_run = 0; n_run < (guint) n;)
    n_run +=
      run_trials ((guint32) first + n_run, (guint) n - n_run, moment, table);

  table_print (table, moment);
  g_print ("1..%d\n", RUN_N_KINDS);
  for (int kind = 0; kind < RUN_N_KINDS; kind++)
    {
      guint n_findings = table_count_findings (table, kind);

      g_print ("%s %d - %s, seeds %d to %d\n", n_findings ? "not ok" : "ok",
               kind + 1, run_kind_name (kind), first, first + n - 1);
      passed = passed && n_findings == 0;
    }
  return passed ? 0 : 1;
}
