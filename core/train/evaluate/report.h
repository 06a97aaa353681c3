/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TrainReport: a table of results, written as plain text, CSV or Markdown. */
#pragma once

#include <glib.h>

typedef struct _TrainReport TrainReport;

/* Returns a table without rows. title is written above it, columns holds the
 * n_columns column heads; both are copied. The first column is left-aligned,
 * the others are right-aligned. Free with train_report_free (). */
TrainReport *
train_report_new (const char *title, int n_columns, const char *const *columns);
void train_report_free (TrainReport *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainReport, train_report_free)

/* Begins a row, with the text first in its first column. The other cells are
 * added one by one; those that are not added stay empty. */
void train_report_add_row (TrainReport *table, const char *first);

/* Appends a cell to the last row; text is copied. */
void train_report_add_text (TrainReport *table, const char *text);

/* Appends a number with this many digits after the decimal point; NAN gives an
 * empty cell. */
void train_report_add_number (TrainReport *table, double number, int digits);

/* Return the whole table as text in one of the three formats; free with g_free
 * (). In CSV the title of the table is the first column of every row. */
char *train_report_to_text (const TrainReport *table);
char *train_report_to_csv (const TrainReport *table);
char *train_report_to_markdown (const TrainReport *table);
