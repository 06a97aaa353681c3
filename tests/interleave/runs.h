/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts the plug-in's code in the ways in which GIMP does, on the fake GIMP.
 */
#pragma once

#include "../../plugin/procedure-request.h"
#include "user.h"

typedef enum
{
  RUN_SCRIPT,
  RUN_REPEAT,  /* Repeat: the last values, on the selected layer */
  RUN_OK,      /* the dialog's OK, before anything is computed */
  RUN_SETTLED, /* OK, when the preview has computed the whole result */
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
  gboolean was_cancelled; /* the user pressed Cancel */
  char *message;          /* of the error; NULL: there was none */
} RunReport;

/* Runs plan on the image of fake_gimp. Free the report's message. */
void run_plan (const RunPlan *plan, RunReport *report);

/* Runs at most n targets of plan, from the first on, as a script does. */
void run_part (const RunPlan *plan, int first, int n, RunReport *report);

/* Presses Cancel in the dialog whose OK is at work, if there is one. */
void run_cancel (void);
