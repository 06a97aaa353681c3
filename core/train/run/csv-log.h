/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV log: a table of comma-separated values that grows by a row for each
 * training step. Rows that cannot be written (disk full) are kept in memory
 * until they can be. For one thread.
 */
#pragma once

#include <glib.h>

typedef struct _TrainCsvLog TrainCsvLog;

/* Opens the file path, whose first column is the number of the step. header:
 * the names of its columns, comma-separated. n_kept: the rows up to step n_kept
 * are kept and all others removed; with 0, or if the file does not exist any
 * more, a new table is begun. Errors: IO. Free with train_csv_log_free (). */
TrainCsvLog *train_csv_log_new (const char *path,
                                const char *header,
                                guint64 n_kept,
                                GError **error);

/* Closes the table, which may be NULL. Rows that are not written yet are lost.
 */
void train_csv_log_free (TrainCsvLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainCsvLog, train_csv_log_free)

/* Adds row, values without a newline, to the rows in memory. */
void train_csv_log_add (TrainCsvLog *log, const char *row);

/* Writes the rows in memory to the file. Errors: IO; then they stay in memory.
 */
gboolean train_csv_log_flush (TrainCsvLog *log, GError **error);
