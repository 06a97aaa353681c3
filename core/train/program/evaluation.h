/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evaluation: the objects that all parts of the command `evaluate` use: its
 * options, threads, networks, filters and cache; the progress on stderr; and
 * the reports, which are written to stdout and into the output folder. Only one
 * thread may use it.
 */
#pragma once

#include "train/evaluate/engine-smoother.h"
#include "train/evaluate/grid-search.h"
#include "train/evaluate/pair-set.h"
#include "train/evaluate/photo-set.h"
#include "train/evaluate/report.h"
#include "train/program/evaluate-options.h"
#include "train/run/folder-lock.h"

/* The evaluation owns all of its fields. */
typedef struct
{
  EvaluateOptions options;
  TrainFolderLock *lock; /* lock of the output folder; NULL if there is none */
  SmoothThreads *threads;
  TrainSmoother *smoother; /* runs the networks */
  TrainCache *cache;
  TrainMethod *filters; /* filters that are asked for and can run here */
  int n_filters;
  /* Identifies the program of OpenCV's filters in the cache. */
  char *opencv_id;
  GPtrArray *reports; /* elements are TrainReport, all so far */
  /* Names, without endings, of files in the output folder. */
  GHashTable *names;

  char *label;     /* text before the progress */
  gint64 label_us; /* when measuring under the label began */
  gint64 shown_us; /* when the progress was last written */
} Evaluation;

/* Makes evaluation from the command line (see evaluate_options_parse ()): loads
 * the networks, chooses the filters and locks the output folder. Clear it in
 * any case. Errors: those of evaluate_options_parse (), train_smoother_new (),
 * train_cache_new () and train_folder_lock_new (); UNSUPPORTED for an unknown
 * filter or an output within an input. */
gboolean
evaluation_init (Evaluation *evaluation, int argc, char **argv, GError **error);

/* Frees what evaluation owns and unlocks the output folder. */
void evaluation_clear (Evaluation *evaluation);

/* Loads at most limit photos (0: all) of split from the options' BSDS folder
 * into photos (see train_photo_set_load ()), and prints what was left out.
 * Errors: those of train_photo_set_load (). */
gboolean evaluation_load_photos (const Evaluation *evaluation,
                                 const char *split,
                                 int limit,
                                 TrainPhotoSet *photos,
                                 GError **error);

/* Prints on stderr which files of a set were used and which were left out. */
void evaluation_print_tally (TrainTally *tally);

/* Prepares a measurement: returns its context, which borrows from evaluation
 * and shows the progress after a copy of label. Valid until the next call. */
TrainGridContext evaluation_begin_progress (Evaluation *evaluation,
                                            const char *label);

/* Returns a file name without ending that is name, or similar if an earlier
 * call returned that. Free with g_free (). */
char *evaluation_dup_name (Evaluation *evaluation, const char *name);

/* Returns the path of the file name in the output folder; NULL if there is no
 * such folder. Free with g_free (). */
char *evaluation_dup_path (const Evaluation *evaluation, const char *name);

/* Adds three cells to the row of report: the setting of point, and its mean
 * PSNR (dB) and mean SSIM over set. */
void evaluation_add_means (TrainReport *report,
                           const TrainPairSet *set,
                           const TrainMethod *method,
                           const TrainGridPoint *point);

/* Prints report on stdout, keeps it, and writes all reports so far into the
 * output folder as text, CSV and Markdown. Takes ownership of report. Errors:
 * IO. */
gboolean evaluation_add_report (Evaluation *evaluation,
                                TrainReport *report,
                                GError **error);

/* Handles the result of a function of plot/charts.h: is_drawn is what it
 * returned, failure its error, of which this takes ownership. If gnuplot is not
 * installed (UNSUPPORTED), that is printed and the result is TRUE; other errors
 * are passed on. */
gboolean
evaluation_end_chart (gboolean is_drawn, GError *failure, GError **error);
