/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One interleaving: a run of the plug-in on a small image, in which a user does
 * something at some moments, all by a seed; and the judgement on what came out.
 *
 * What may come out is what a user could have got by doing one thing after the
 * other: success leaves the image as if the user had done all first and the
 * plug-in had run then (drawables that were merged before the user's next
 * action: the run on these, the action, the run on the others); failure leaves
 * what the user did, and a sentence.
 */
#pragma once

#include "../../plugin/test-points.h"
#include "runs.h"

/* Where the user acts. */
typedef enum
{
  MOMENT_POINTS, /* the points that are guarded */
  MOMENT_WINDOW, /* TEST_POINT_COMPARING and TEST_POINT_UNGUARDED */
  MOMENT_CALLS,  /* any call of libgimp */
} Moment;

typedef enum
{
  FINDING_NONE,
  FINDING_LOST,     /* another image than one after the other gives */
  FINDING_LEFT,     /* failure, but the image was changed */
  FINDING_FALSE,    /* success where a run is refused */
  FINDING_SILENT,   /* failure without a sentence */
  FINDING_BLACK,    /* pixels became zeros, or changed outside the region */
  FINDING_KILLED,   /* GIMP killed the plug-in */
  FINDING_LEFTOVER, /* items that are not in the image, or an open group */
  FINDING_UNDO,     /* more or fewer undo steps, or a change behind undo */
  FINDING_CRITICAL, /* a warning of GLib's */
  FINDING_CRASH,    /* the process died */
  FINDING_ENDLESS,  /* it did not end */
  N_FINDINGS
} Finding;

const char *finding_name (Finding finding);

/* What of a trial is counted. */
typedef struct
{
  guint32 seed;
  RunWay way;
  ResultKind result;
  int n_targets;
  int n_actions;     /* that the user did */
  UserAction action; /* the first of them */
  TestPoint point;   /* and its place */
  gboolean is_done;
  gboolean is_killed;
  gboolean is_exact; /* MOMENT_WINDOW, MOMENT_CALLS: one after the other */
  Finding finding;
} TrialRecord;

/* Runs the trial of seed. details (out): what was found, to be freed, or NULL.
 * A finding counts in MOMENT_CALLS and MOMENT_WINDOW only where it is harm that
 * can be avoided; see is_exact for the rest. */
void
trial_run (guint32 seed, Moment moment, TrialRecord *record, char **details);
