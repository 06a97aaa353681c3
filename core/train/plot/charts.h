/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The charts that the trainer leaves in its folders: each a CSV file with the
 * numbers, and NAME.svg and NAME.png drawn from it by gnuplot. The CSV file is
 * written first, so that it is there where gnuplot is not.
 *
 * All functions return FALSE and an error that is worth a message and no more:
 * IO for a file that cannot be read or written, FORMAT for a log that has no
 * line of names, UNSUPPORTED where gnuplot is not installed.
 */
#pragma once

#include <glib.h>

/* Draws FOLDER/log.csv, a row a training step: loss.svg, the loss and its terms
 * over the step, which are all columns but step, rate, norm, psnr and seconds;
 * and, if there is a column psnr, psnr.svg. Behind each mean over a fiftieth of
 * the steps stand the numbers themselves, thin and pale. A log without rows
 * gives no chart. */
gboolean train_chart_save_training (const char *folder, GError **error);

/* One curve of a precision-recall chart, n points by threshold; borrowed. */
typedef struct
{
  const char *label;
  const double *recall, *precision;
  gsize n;
} TrainPrecisionRecall;

/* Precision over recall, both from 0 to 1, of n_curves: each with its best
 * F = 2 P R / (P + R) in the legend, and lines of equal F from .1 to .9. */
gboolean train_chart_save_precision_recall (const char *folder,
                                            const char *name,
                                            const char *title,
                                            const TrainPrecisionRecall *curves,
                                            int n_curves,
                                            GError **error);

/* A bar for each of n numbers, from whole units below the least. Those that are
 * not finite have no bar. */
gboolean train_chart_save_bars (const char *folder,
                                const char *name,
                                const char *y_label,
                                const char *const *labels,
                                const double *numbers,
                                gsize n,
                                GError **error);
