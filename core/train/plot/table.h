/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TrainTable: a CSV log of numbers in memory, by columns.
 *
 * The first line names the columns; fields are separated by commas, without
 * quotes. A field that is empty or no number reads as NaN. A last line that is
 * cut short (the run was killed while it wrote) is left out.
 */
#pragma once

#include <glib.h>

typedef struct _TrainTable TrainTable;

/* Reads path. NULL and an error that names it: IO, or FORMAT for a file without
 * columns or a line with too many or too few fields. Free with
 * train_table_free (). */
TrainTable *train_table_read (const char *path, GError **error);

/* Frees table; NULL is allowed. */
void train_table_free (TrainTable *table);

gsize train_table_get_n_rows (const TrainTable *table);

/* The columns' names in their order, ends with NULL; borrowed. */
const char *const *train_table_get_names (const TrainTable *table);

/* The numbers of the column of this name, borrowed; NULL: no such column. */
const double *train_table_get_column (const TrainTable *table,
                                      const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainTable, train_table_free)
