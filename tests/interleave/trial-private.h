/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A trial, for trial.c, which runs it, and trial-judge.c. */
#pragma once

#include "trial.h"

#define MAX_ACTIONS 3

/* An action of the user and its moment. */
typedef struct
{
  UserAction action;
  guint32 seed; /* of its details */
  TestPoint point;
  int visit;    /* which time of the point; MOMENT_CALLS: number of the call */
  int n_merges; /* of the run before the action; -1: the moment never came */
  int turn;     /* index of the action among those whose moment came */
} Step;

typedef struct
{
  Moment moment;
  RunPlan plan;
  Step steps[MAX_ACTIONS];
  int n_steps;
  FakeImage *start; /* the image before run and actions */
  FakeGimp *gimp;   /* in which the plug-in runs and the user acts */
  FakeGimp *user;   /* in which only the user acts */
  int n_visits[TEST_N_POINTS];
  TestPoint first_point; /* of the action whose moment came first */
  UserAction first_action;
  int n_done;         /* actions whose moment came */
  gboolean in_group;  /* the user acted while an undo group was open */
  gboolean undid_run; /* the user's Undo met an undo step of the plug-in's */
  int n_criticals;    /* warnings of GLib's */
} Trial;

/* Runs n drawables of the plan, from the first on, on gimp, where no user acts.
 * TRUE if they were smoothed. */
gboolean trial_run_undisturbed (Trial *trial, FakeGimp *gimp, int first, int n);

/* Judges the run that has ended. record and details (out): see trial_run. */
void trial_judge (Trial *trial,
                  const RunReport *report,
                  TrialRecord *record,
                  char **details);
