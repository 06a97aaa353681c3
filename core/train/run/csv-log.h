/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Log: a table of comma-separated values that grows by a row a step. Rows that
 * cannot be written (disk full) wait in memory until they can.
 */
#pragma once

#include <glib.h>

typedef struct _TrainCsvLog TrainCsvLog;

/* Opens path, whose first column is a count of steps: with n_kept of 0 afresh,
 * with the header's columns (comma-separated); else keeps the rows up to that
 * step, or begins afresh if there is no file any more. Errors: IO. */
TrainCsvLog *train_csv_log_new (const char *path,
                                const char *header,
                                guint64 n_kept,
                                GError **error);

/* Without writing what waits. */
void train_csv_log_free (TrainCsvLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainCsvLog, train_csv_log_free)

/* row: without its newline. */
void train_csv_log_add (TrainCsvLog *log, const char *row);

/* Writes what waits. Errors: IO; then it still waits. */
gboolean train_csv_log_flush (TrainCsvLog *log, GError **error);
