/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the command `evaluate` share: options, threads, networks,
 * the cache, progress on stderr, and reports, which go to stdout and into the
 * output folder.
 */
#pragma once

#include "train/filter/filters.h"
#include "train/evaluate/pair-set.h"
#include "train/evaluate/photo-set.h"
#include "train/evaluate/report.h"
#include "train/evaluate/smoother.h"
#include "train/run/folder-lock.h"

typedef struct
{
  char **pairs;    /* folders, NULL: none */
  char **pictures; /* for checks and sheets, NULL: none */
  char *weights, *bsds, *split, *output, *cache, *opencv;
  char *filters, *strengths, *scales; /* lists, parted by commas */
  int limit, n_tuning, enlarge, n_thresholds, n_threads;
  gboolean edges, after_smoothing, teacher, checks, look;
} EvaluateOptions;

typedef struct
{
  EvaluateOptions options;
  TrainFolderLock *lock; /* of the output folder */
  SmoothThreads *threads;
  TrainSmoother *smoother;
  TrainCache *cache;
  TrainAxis strengths, scales; /* of MI */
  TrainMethod *filters;
  int n_filters;
  GPtrArray *reports; /* of TrainReport, all so far */
  GHashTable *names;  /* of files in the output folder, without endings */

  char *label; /* of the progress */
  gint64 label_us, shown_us;
} Evaluation;

/* Reads the command line and what follows from it. Errors: UNSUPPORTED, and
 * those of GOption. */
gboolean evaluate_parse (EvaluateOptions *options,
                         int *argc,
                         char ***argv,
                         GError **error);

/* Says on stderr what of a set was left out. */
void evaluate_report_left (TrainTally *tally);

/* A name, near to the one given, for files in the output folder that no other
 * call gets. Free with g_free. */
char *evaluate_dup_name (Evaluation *evaluation, const char *name);

/* The photos of split that the options ask for. */
gboolean evaluate_load_photos (const Evaluation *evaluation,
                               const char *split,
                               int limit,
                               TrainPhotoSet *photos,
                               GError **error);

/* The context of measuring under label, which is shown with the progress until
 * the next call. */
TrainGridContext evaluate_begin (Evaluation *evaluation, const char *label);

/* Prints report, keeps it and writes all so far into the output folder. Takes
 * report. Errors: IO. */
gboolean evaluate_add_report (Evaluation *evaluation,
                              TrainReport *report,
                              GError **error);

/* Adds cells to report's row: setting, mean PSNR and mean SSIM of point. */
void evaluate_add_means (TrainReport *report,
                         const TrainPairSet *set,
                         const TrainMethod *method,
                         const TrainGridPoint *point);

/* Path of a file in the output folder, or NULL where none is wanted. Free with
 * g_free. */
char *evaluate_get_file (const Evaluation *evaluation, const char *name);

/* Ends the drawing of a chart: is_drawn and failure (taken) are what a function
 * of plot/charts.h gave. That gnuplot is not installed is said and no error. */
gboolean
evaluate_end_chart (gboolean is_drawn, GError *failure, GError **error);

/* The parts. Errors name what failed; what was reported before stays. */
gboolean
evaluate_pairs (Evaluation *evaluation, const char *folder, GError **error);
gboolean evaluate_edges (Evaluation *evaluation, GError **error);
gboolean evaluate_after_smoothing (Evaluation *evaluation, GError **error);
gboolean evaluate_teacher (Evaluation *evaluation, GError **error);
gboolean evaluate_checks (Evaluation *evaluation, GError **error);
gboolean evaluate_look (Evaluation *evaluation, GError **error);
