/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts the plug-in's code in the same ways as GIMP does, on the fake GIMP. */
#pragma once

#include "../../plugin/procedure-request.h"
#include "user.h"

typedef enum
{
  RUN_SCRIPT,
  RUN_REPEAT, /* GIMP's Repeat: the last values, on the selected layer */
  RUN_OK,     /* OK in the dialog, before anything is computed */
  /* OK in the dialog, when the preview has computed the whole result. */
  RUN_SETTLED,
  RUN_N_KINDS
} RunKind;

const char *run_kind_name (RunKind kind);

typedef struct
{
  RunKind kind;
  ResultKind result;
  double strength;
  UserTargets targets;
} RunPlan;

typedef struct
{
  gboolean is_done;
  gboolean was_cancelled; /* TRUE: the user pressed Cancel */
  char *message;          /* the error's message; NULL: there was no error */
} RunReport;

/* Runs the plug-in as plan says on the image of fake_gimp. report (out): how
 * that ended; the caller frees its message. */
void run_plan (const RunPlan *plan, RunReport *report);

/* Runs the plug-in as a script does, on at most n of the plan's targets, from
 * number first on. */
void run_part (const RunPlan *plan, int first, int n, RunReport *report);

/* Presses Cancel in the dialog whose OK is at work, if there is one. */
void run_cancel (void);
