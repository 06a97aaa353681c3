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
#include "train/evaluate/test-pairs.h"
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
  TrainMethod *filters; /* the chosen filters that can run here */
  int n_filters;
  /* Identifies the Python program of OpenCV's filters in the keys of cached
   * measurements. */
  char *opencv_id;
  GPtrArray *reports; /* all reports so far; elements are TrainReport */
  /* The names, without endings, of the files in the output folder, so that two
   * reports never get the same one. */
  GHashTable *names;

  /* what is being measured; stands before the progress on stderr */
  char *label;
  gint64 label_us; /* when measuring what label says began */
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

/* Prints on stderr how many files of a set were used, and which were left out.
 */
void evaluation_print_tally (TrainTally *tally);

/* Begins a measurement, whose progress will be shown after a copy of label.
 * Returns what the functions of evaluate/grid-search.h need: threads, cache and
 * progress function. These belong to evaluation and are valid until the next
 * call. */
TrainGridContext evaluation_begin_progress (Evaluation *evaluation,
                                            const char *label);

/* Returns a name, without ending, for a file in the output folder: name itself
 * or, if an earlier call has returned that, a similar one. Free with g_free ().
 */
char *evaluation_dup_name (Evaluation *evaluation, const char *name);

/* Returns the path that the file name has in the output folder; NULL if no
 * output folder was given. Free with g_free (). */
char *evaluation_dup_path (const Evaluation *evaluation, const char *name);

/* Adds three cells to the last row of report: the setting of method at point,
 * and its mean PSNR (dB) and mean SSIM over the pairs of set. */
void evaluation_add_means (TrainReport *report,
                           const TrainTestPairs *set,
                           const TrainMethod *method,
                           const TrainGridPoint *point);

/* Adds a finished report: prints it on stdout, keeps it, and writes all reports
 * so far into the output folder as text, CSV and Markdown. Takes ownership of
 * report. Errors: IO. */
gboolean evaluation_add_report (Evaluation *evaluation,
                                TrainReport *report,
                                GError **error);

/* Ends the drawing of a chart by plot/charts.h. is_drawn is what that function
 * returned, failure its error or NULL, of which this takes ownership. If
 * gnuplot is not installed (UNSUPPORTED), prints that and returns TRUE; returns
 * FALSE and passes on other errors. */
gboolean
evaluation_end_chart (gboolean is_drawn, GError *failure, GError **error);
