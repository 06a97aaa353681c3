/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plug-in's ways into a run, on the fake GIMP. */
#pragma once

#include "../../plugin/request.h"
#include "user.h"

typedef enum
{
  RUN_SCRIPT,
  RUN_REPEAT,  /* the last values, on the selected layer */
  RUN_OK,      /* the dialog's OK, at once */
  RUN_SETTLED, /* OK where the exact result is there already */
  RUN_N_WAYS
} RunWay;

const char *run_way_name (RunWay way);

typedef struct
{
  RunWay way;
  ResultKind result;
  double strength;
  UserTargets targets;
} RunPlan;

typedef struct
{
  gboolean is_done;
  gboolean was_cancelled; /* the user pressed Cancel */
  char *message;          /* of a failure; NULL: none was given */
} RunReport;

/* Runs plan on the image of fake_gimp. Free the report's message. */
void run_plan (const RunPlan *plan, RunReport *report);

/* The same with the first of the targets left out, and only n of them, from a
 * script, whatever plan's way is. */
void run_some (const RunPlan *plan, int first, int n, RunReport *report);

/* The Cancel button of the dialog that runs, if one does. */
void run_cancel (void);
