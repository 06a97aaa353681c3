/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures methods at their settings on a set of pictures, and looks for the
 * best setting on a grid that is widened as long as the best lies at its edge.
 */
#pragma once

#include "train/evaluate/cache.h"
#include "train/base/parallel.h"
#include "train/evaluate/method.h"

/* What methods are measured on: pictures, and what is measured of a result. */
typedef struct
{
  int n_items;
  const TrainPicture *inputs;
  const char *const *keys; /* of the cache: picture and measure of an item */
  int n_values;            /* numbers measured of a result */
  /* Measures the result of item into n_values numbers; thread-safe. */
  void (*measure) (gpointer data,
                   int item,
                   const TrainPicture *smooth,
                   double *values);
  /* How good the numbers of all items (n_items x n_values) are, more is better.
   */
  double (*score) (gpointer data, const double *values);
  gpointer data;
} TrainSubject;

/* What every measuring needs. */
typedef struct
{
  SmoothThreads *threads;
  const TrainCache *cache; /* NULL: none */
  TrainParallelProgressFunc progress;
  gpointer progress_data;
} TrainGridContext;

/* Settings that were measured. */
typedef struct
{
  TrainSettings settings;
  double *values; /* n_items x n_values */
  double score;
} TrainGridPoint;

/* All that were, in the order of measuring. */
typedef struct
{
  int n_points;
  TrainGridPoint *points;
  int best; /* the first of the highest score */
} TrainGridResult;

void train_grid_result_clear (TrainGridResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainGridResult, train_grid_result_clear)

/* Measures method at n_settings settings, shared out over the threads by item,
 * and appends them to result. What the cache knows is not measured again.
 * Errors: the method's, and the cache's (IO). */
gboolean train_grid_measure (const TrainGridContext *context,
                             const TrainMethod *method,
                             const TrainSubject *subject,
                             int n_settings,
                             const TrainSettings *settings,
                             TrainGridResult *result,
                             GError **error);

/* Measures method on its whole grid; where the best lies at the end of an axis
 * that is not fixed, the axis goes on by its last ratio (whole numbers by at
 * least 1) until the best lies inside or the axis ends. result has to be empty.
 * Errors: as train_grid_measure; then result is empty. */
gboolean train_grid_search (const TrainGridContext *context,
                            const TrainMethod *method,
                            const TrainSubject *subject,
                            TrainGridResult *result,
                            GError **error);
