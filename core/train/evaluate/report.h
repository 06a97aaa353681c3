/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of results, as text, CSV and Markdown. */
#pragma once

#include <glib.h>

typedef struct _TrainReport TrainReport;

/* A table without rows; title stands above it, columns (n_columns texts) are
 * its heads. The first column is flush left, the others right. All is copied.
 * Free with train_report_free (). */
TrainReport *
train_report_new (const char *title, int n_columns, const char *const *columns);
void train_report_free (TrainReport *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainReport, train_report_free)

/* Begins a row; its cells are then added one by one, missing ones are empty. */
void train_report_add_row (TrainReport *table, const char *first);

/* Adds a cell to the last row. */
void train_report_add_text (TrainReport *table, const char *text);

/* Adds a number with so many digits behind the point; an empty cell if it is
 * NAN. */
void train_report_add_number (TrainReport *table, double number, int digits);

/* The whole table; free with g_free. CSV has the title in its first column. */
char *train_report_to_text (const TrainReport *table);
char *train_report_to_csv (const TrainReport *table);
char *train_report_to_markdown (const TrainReport *table);
