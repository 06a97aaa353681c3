/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A trial: the plug-in runs on a small image, a user acts at some moments of
 * the run, and the outcome is judged. Everything follows from a seed.
 *
 * A good outcome is one that run and actions also have one after the other.
 * After a success the image is as if the user had done everything first and the
 * plug-in had run then. (Where drawables had been merged before an action: the
 * run on these, the action, the run on the others.) After a failure there is an
 * error message, and the image is as the user's actions alone leave it.
 */
#pragma once

#include "../../plugin/test-points.h"
#include "runs.h"

/* When the user acts. */
typedef enum
{
  MOMENT_POINTS, /* at the test points whose changes the plug-in notices */
  MOMENT_WINDOW, /* at TEST_POINT_COMPARING and TEST_POINT_UNGUARDED */
  MOMENT_CALLS,  /* at any call of libgimp */
} Moment;

typedef enum
{
  FINDING_NONE,
  FINDING_LOST,   /* success, but not the image that is right */
  FINDING_LEFT,   /* failure, but the plug-in has changed the image */
  FINDING_FALSE,  /* success where the run should have been refused */
  FINDING_SILENT, /* failure without an error message */
  FINDING_BLACK,  /* pixels became zeros, or changed outside of the selection */
  FINDING_KILLED, /* GIMP killed the plug-in */
  FINDING_LEFTOVER, /* items outside of the image, or an open undo group */
  FINDING_UNDO,     /* wrong number of undo steps, or a change without one */
  FINDING_CRITICAL, /* a warning of GLib's */
  FINDING_CRASH,    /* the process died */
  FINDING_ENDLESS,  /* the trial did not end */
  N_FINDINGS
} Finding;

const char *finding_name (Finding finding);

/* What is counted of a trial. */
typedef struct
{
  guint32 seed;
  RunKind kind;
  ResultKind result;
  int n_targets;
  int n_actions;     /* of the user, whose moment came */
  UserAction action; /* the first of them */
  TestPoint point;   /* of that action */
  gboolean is_done;
  gboolean is_killed;
  gboolean is_exact; /* the outcome is good, whatever the moment */
  Finding finding;
} TrialRecord;

/* Runs the trial of seed. details (out): what was found, in words; free with
 * g_free; may be NULL. With MOMENT_CALLS and MOMENT_WINDOW the plug-in cannot
 * notice every action, so only harm is a finding there; is_exact tells the
 * rest. */
void
trial_run (guint32 seed, Moment moment, TrialRecord *record, char **details);
