/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A trial: the plug-in runs on a small image, a user acts at some moments of
 * the run, and the outcome is judged. Everything in a trial follows from a
 * seed.
 *
 * The outcome is good if it is one that run and actions also have one after the
 * other. After a success the image must be as if the user had done everything
 * first and the plug-in had run then. If drawables had been merged before an
 * action, it must be as if the plug-in had run on these, then the user had
 * acted, and then the plug-in had run on the others. After a failure there must
 * be an error message, and the image must be as the user's actions alone leave
 * it.
 */
#pragma once

#include "../../plugin/test-points.h"
#include "runs.h"

/* The moments at which the user acts. */
typedef enum
{
  /* At the test points (plugin/test-points.h) whose changes the plug-in
   * notices. */
  MOMENT_POINTS,
  /* At the two test points whose changes it cannot notice, TEST_POINT_COMPARING
   * and TEST_POINT_UNGUARDED. */
  MOMENT_WINDOW,
  MOMENT_CALLS, /* the user acts before a random call of libgimp */
  /* The user closes the image, or deletes or resizes a target, before a call of
   * libgimp. TRIAL_EACH_CALLS seeds in a row have the same run: the first one
   * before call 1, the next one before call 2, and so on. */
  MOMENT_EACH,
} Moment;

/* Most runs on the sample image make fewer calls of libgimp. */
#define TRIAL_EACH_CALLS 400

typedef enum
{
  FINDING_NONE,
  FINDING_LOST, /* the plug-in succeeded, but the image is wrong */
  FINDING_LEFT, /* the plug-in failed, but has changed the image */
  /* The plug-in succeeded though the run should have been refused. */
  FINDING_FALSE,
  FINDING_SILENT, /* the plug-in failed without an error message */
  /* Pixels became zeros, or changed outside of the selection. */
  FINDING_BLACK,
  FINDING_KILLED, /* GIMP killed the plug-in */
  /* New items are left outside of the image, or an undo group is open. */
  FINDING_LEFTOVER,
  /* The number of undo steps is wrong, or a change has none. */
  FINDING_UNDO,
  FINDING_CRITICAL, /* GLib has logged a warning */
  FINDING_CRASH,    /* the process died */
  FINDING_ENDLESS,  /* the trial did not end */
  N_FINDINGS
} Finding;

const char *finding_name (Finding finding);

/* What a trial was and how it ended, for the counts. */
typedef struct
{
  guint32 seed;
  RunKind kind;
  ResultKind result;
  int n_targets;
  int n_actions;     /* how many of the user's actions had their moment */
  UserAction action; /* the first of these actions */
  TestPoint point;   /* the test point of that action */
  gboolean is_done;
  gboolean is_killed;
  /* TRUE: the outcome is good by the rules above. If the plug-in could not
   * notice the action, FALSE is no finding. */
  gboolean is_exact;
  Finding finding;
} TrialRecord;

/* Runs the trial of seed. record (out): how it ended. details (out, may be
 * NULL): what was found, in words; free with g_free. With MOMENT_CALLS and
 * MOMENT_WINDOW the plug-in cannot notice every action, so only harm is a
 * finding; record->is_exact tells whether the outcome is good all the same. */
void
trial_run (guint32 seed, Moment moment, TrialRecord *record, char **details);
