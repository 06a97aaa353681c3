/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What trial.c, which runs a trial, and trial-judge.c, which judges it,
 * share. */
#pragma once

#include "trial.h"

#define MAX_ACTIONS 3

/* An action of the user, and its moment. */
typedef struct
{
  UserAction action;
  guint32 seed; /* random numbers of the action's details come from it */
  TestPoint point;
  /* The user acts when the plug-in reaches point for the visit-th time. With
   * MOMENT_CALLS and MOMENT_EACH there is no point, and the user acts before
   * call number visit of libgimp. */
  int visit;
  /* How many drawables the plug-in had merged before the user acted; -1: the
   * plug-in never reached the point. */
  int n_merges;
  /* The action's place, from 0 on, in the order of the user's actions. */
  int turn;
} Step;

typedef struct
{
  Moment moment;
  RunPlan plan;
  Step steps[MAX_ACTIONS];
  int n_steps;
  FakeImage *start; /* the image before run and actions */
  FakeGimp *gimp;   /* the plug-in runs and the user acts in it */
  FakeGimp *user;   /* only the user acts in it */
  int n_visits[TEST_N_POINTS];
  TestPoint first_point; /* the moment of the action that came first */
  UserAction first_action;
  /* how many of the user's actions had their moment */
  int n_done;
  gboolean in_group; /* TRUE: the user acted while an undo group was open */
  /* TRUE: the user's Undo has met an undo step of the plug-in's. */
  gboolean undid_run;
  int n_criticals; /* warnings and criticals that GLib has logged */
} Trial;

/* Runs the plug-in on the image of gimp, where no user acts, for n of the
 * plan's targets, from number first on. Returns whether they were smoothed. */
gboolean trial_run_undisturbed (Trial *trial, FakeGimp *gimp, int first, int n);

/* Judges the run that has ended as report says. record (out): the counts and
 * the finding; details (out): what was found, in words. */
void trial_judge (Trial *trial,
                  const RunReport *report,
                  TrialRecord *record,
                  char **details);
