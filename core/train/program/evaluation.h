/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evaluation: what the parts of the command `evaluate` work with: its options,
 * threads, networks, filters and cache; the progress on stderr; and the
 * reports, which go to stdout and into the output folder. One thread calls all
 * of it.
 */
#pragma once

#include "train/evaluate/engine-smoother.h"
#include "train/evaluate/grid-search.h"
#include "train/evaluate/pair-set.h"
#include "train/evaluate/photo-set.h"
#include "train/evaluate/report.h"
#include "train/program/evaluate-options.h"
#include "train/run/folder-lock.h"

/* All fields are owned. */
typedef struct
{
  EvaluateOptions options;
  TrainFolderLock *lock; /* of the output folder; NULL without one */
  SmoothThreads *threads;
  TrainSmoother *smoother; /* the networks */
  TrainCache *cache;
  TrainMethod *filters; /* those that are asked for and can run here */
  int n_filters;
  char *opencv_id;    /* of the program of OpenCV's filters */
  GPtrArray *reports; /* of TrainReport, all so far */
  GHashTable *names;  /* of files in the output folder, without endings */

  char *label;     /* in front of the progress */
  gint64 label_us; /* when measuring under the label began */
  gint64 shown_us; /* when the progress was last written */
} Evaluation;

/* Makes evaluation from the command line (see evaluate_options_parse ()): loads
 * the networks, chooses the filters and locks the output folder. Clear it in
 * any case. Errors: evaluate_options_parse ()'s; UNSUPPORTED for an unknown
 * filter or an output within an input; train_smoother_new ()'s, train_cache_new
 * ()'s, train_folder_lock_new ()'s. */
gboolean
evaluation_init (Evaluation *evaluation, int argc, char **argv, GError **error);

/* Frees what evaluation owns and unlocks the output folder. */
void evaluation_clear (Evaluation *evaluation);

/* Loads at most limit photos (0: all) of split (see train_photo_set_load ()) of
 * the options' BSDS folder into photos, and prints what was left out. Errors:
 * train_photo_set_load ()'s. */
gboolean evaluation_load_photos (const Evaluation *evaluation,
                                 const char *split,
                                 int limit,
                                 TrainPhotoSet *photos,
                                 GError **error);

/* Prints on stderr which files of a set were taken and left out. */
void evaluation_print_tally (TrainTally *tally);

/* Begins to measure: the result, which borrows from evaluation, shows its
 * progress behind a copy of label, until the next call. */
TrainGridContext evaluation_begin_progress (Evaluation *evaluation,
                                            const char *label);

/* A file name without ending, near to name, that no other call gets. Free with
 * g_free (). */
char *evaluation_dup_name (Evaluation *evaluation, const char *name);

/* The path of the file name in the output folder; NULL without one. Free with
 * g_free (). */
char *evaluation_dup_path (const Evaluation *evaluation, const char *name);

/* Adds three cells to report's row: the setting of point, and its mean PSNR
 * (dB) and mean SSIM over set. */
void evaluation_add_means (TrainReport *report,
                           const TrainPairSet *set,
                           const TrainMethod *method,
                           const TrainGridPoint *point);

/* Prints report on stdout, keeps it, and writes all reports so far into the
 * output folder as text, CSV and Markdown. Takes report. Errors: IO. */
gboolean evaluation_add_report (Evaluation *evaluation,
                                TrainReport *report,
                                GError **error);

/* Passes on whether a function of plot/charts.h has drawn a chart (is_drawn),
 * and its error, failure, which is taken. Only that gnuplot is not installed
 * (UNSUPPORTED) is no error here: it is printed, and the result is TRUE. */
gboolean
evaluation_end_chart (gboolean is_drawn, GError *failure, GError **error);
