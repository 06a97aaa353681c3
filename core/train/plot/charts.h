/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts of training and evaluation. Each consists of a CSV file with the
 * numbers, and of NAME.svg and NAME.png, which gnuplot draws from it. The CSV
 * file is written first, so it exists even if gnuplot is missing.
 *
 * All functions return FALSE and an error, which deserves a message but need
 * not stop the caller: SMOOTH_ERROR_IO (a file cannot be read or written, or
 * gnuplot failed), SMOOTH_ERROR_FORMAT (a log without a line of column names),
 * SMOOTH_ERROR_UNSUPPORTED (gnuplot is not installed).
 */
#pragma once

#include <glib.h>

/* Draws FOLDER/log.csv, which has one row per training step: loss.svg with the
 * loss and its terms over the steps (all columns but step, rate, norm, psnr and
 * seconds) and, if there is a column psnr, psnr.svg. Each column is drawn as
 * means over a fiftieth of the steps, with the single numbers pale behind them.
 * A log without rows gives no chart. */
gboolean train_chart_save_training (const char *folder, GError **error);

/* A precision-recall curve of n points, ordered by threshold. Everything is
 * borrowed. */
typedef struct
{
  const char *label;
  const double *recall, *precision;
  gsize n;
} TrainPrecisionRecall;

/* Draws n_curves curves of precision P over recall R, both from 0 to 1, with
 * the best F = 2 P R / (P + R) of each in the legend, and lines of equal F from
 * .1 to .9. */
gboolean train_chart_save_precision_recall (const char *folder,
                                            const char *name,
                                            const char *title,
                                            const TrainPrecisionRecall *curves,
                                            int n_curves,
                                            GError **error);

/* Draws a bar for each of n numbers; the axis begins at a whole number below
 * the least. Numbers that are not finite get no bar. */
gboolean train_chart_save_bars (const char *folder,
                                const char *name,
                                const char *y_label,
                                const char *const *labels,
                                const double *numbers,
                                gsize n,
                                GError **error);
