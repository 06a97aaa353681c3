/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Column run: computes blocks of some columns of the grid, row of blocks after
 * row of blocks, on from where it was left. It knows the checksums of all tiles
 * that it has read, so it can tell whether it may go on when the picture may
 * have been changed meanwhile.
 */
#pragma once

#include <smooth/smooth.h>

#include "block-store.h"
#include "input-sums.h"

typedef struct _ColumnRun ColumnRun;

/* What a run depends on besides the pixels. */
typedef struct
{
  SmoothEngine *engine; /* borrowed as long as the run lives */
  SmoothParams params;
  Checksum settings;    /* of params, weights, formats and the picture's size */
  SmoothSource picture; /* its size, channels and limits */
} RunSettings;

/* What was done: counts for tests. */
typedef struct
{
  guint64 n_pixels; /* whose result was computed */
  double work;      /* multiply-adds of the networks, those of halos included */
} RunCounts;

/* What a run is to compute. */
typedef struct
{
  Range columns; /* of blocks */
  Range rows; /* of blocks; a run that goes on begins at or above the first */
  const Input *input;
  const InputSums *sums; /* of all tiles on which the blocks depend */
  const Checksum *keys;  /* of the blocks in rows, n_x for each row */
  GeglBuffer *output;
  GeglRectangle wanted; /* what is to be written of output */
  BlockStore *store;
} RunTask;

/* Returns the rows of tiles on which rows of blocks depend, of those that the
 * picture has. */
Range column_run_get_context (const RunSettings *settings, Range rows);

/* Returns the columns of tiles on which columns of blocks depend. */
Range column_run_get_context_columns (const RunSettings *settings,
                                      Range columns);

/* Makes a run that begins with the task's first row. If the task's tiles have
 * no sample outside [0, 1], the run can go on below the task's last row;
 * otherwise it ends there. Free with column_run_free. */
ColumnRun *column_run_new (const RunSettings *settings,
                           const RunTask *task,
                           GError **error);
void column_run_free (ColumnRun *run);

/* Whether the run can compute the task: it has these settings and columns, has
 * come to the task's first row or a little less, and all pixels that it has
 * read and on which the blocks depend are as they were. */
gboolean column_run_can_do (const ColumnRun *run,
                            const RunSettings *settings,
                            const RunTask *task);

/* Computes the task: writes its blocks into the output, as far as they are
 * wanted, and into the store, as far as that has room. counts (in/out): raised
 * by what was done. After an error the run can only be freed. Errors:
 * SMOOTH_ERROR_NO_MEMORY. */
gboolean column_run_do (ColumnRun *run,
                        const RunTask *task,
                        RunCounts *counts,
                        GError **error);

/* Whether there is nothing left to compute. */
gboolean column_run_is_done (const ColumnRun *run);
