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

/* Draws charts of FOLDER/log.csv, the table of a training run with one row per
 * step: loss.svg with the loss and its terms over the steps (all columns but
 * step, rate, norm, psnr and seconds) and, if there is a column psnr, psnr.svg.
 * The steps are divided into about fifty blocks; each column is drawn as the
 * means over these blocks, and pale behind them as single numbers. A log
 * without rows gives no chart. */
gboolean train_chart_save_training (const char *folder, GError **error);

/* A precision-recall curve of n points, ordered by the threshold at which each
 * was measured. Everything is borrowed. */
typedef struct
{
  const char *label;
  const double *recall, *precision;
  gsize n;
} TrainPrecisionRecall;

/* Draws n_curves precision-recall curves, the recall R to the right and the
 * precision P upwards, both from 0 to 1. The legend tells the highest F-measure
 * F = 2 P R / (P + R) of each curve. Pale lines show where F is .1, .2, ... .9.
 */
gboolean train_chart_save_precision_recall (const char *folder,
                                            const char *name,
                                            const char *title,
                                            const TrainPrecisionRecall *curves,
                                            int n_curves,
                                            GError **error);

/* Draws a bar for each of n numbers. The axis begins at a whole number below
 * the smallest of them. Numbers that are not finite get no bar. */
gboolean train_chart_save_bars (const char *folder,
                                const char *name,
                                const char *y_label,
                                const char *const *labels,
                                const double *numbers,
                                gsize n,
                                GError **error);
