/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The charts that the trainer leaves in its folders, made of plot.h. */
#pragma once

#include "train/plot/plot.h"
#include "train/plot/table.h"

/* Training curves: columns (ends with NULL) of table over its column x_column,
 * each raw behind its running mean over about 1/50 of the rows; of more than
 * 1000 rows, means over as many blocks. Columns that
 * the table lacks or that have no finite number are left out. Free with
 * train_plot_free (). */
TrainPlot *train_chart_training (const TrainTable *table,
                                 const char *title,
                                 const char *x_column,
                                 const char *const *columns);

/* One curve of a precision-recall chart, n points by threshold; borrowed. */
typedef struct
{
  const char *label;
  const double *recall, *precision;
  gsize n;
} TrainPrecisionRecall;

/* Precision over recall of n_curves, each with its best F in the legend and
 * marked by a dot; guides of equal F = 2 P R / (P + R) from .1 to .9. Free with
 * train_plot_free (). */
TrainPlot *train_chart_precision_recall (const char *title,
                                         const TrainPrecisionRecall *curves,
                                         int n_curves);
