/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures smoothing methods on a set of pictures. A search tries all settings
 * on a grid to find the best one, and enlarges the grid as long as the best
 * setting lies at its border.
 */
#pragma once

#include "train/base/parallel.h"
#include "train/evaluate/measurement-cache.h"
#include "train/filter/smoothing-method.h"

/* The subject of a search: a set of pictures (items), and functions that
 * measure results on them. */
typedef struct
{
  int n_items;
  const TrainPicture *inputs;
  /* For each item, a text that identifies the picture and the way of measuring.
   * The cache uses it as a part of the key under which measured values are
   * stored. */
  const char *const *keys;
  int n_values; /* how many numbers are measured for each smoothed picture */
  /* Measures smooth, the smoothed picture number item, and writes the n_values
   * numbers to values. Called on several threads at a time. */
  void (*measure) (gpointer data,
                   int item,
                   const TrainPicture *smooth,
                   double *values);
  /* Returns how good a setting is, computed from values, the numbers measured
   * for all items (n_items x n_values); higher is better. */
  double (*score) (gpointer data, const double *values);
  gpointer data;
} TrainSubject;

/* The threads, cache and progress report that all measurements share.
 * Everything is borrowed. */
typedef struct
{
  SmoothThreads *threads;
  const TrainCache *cache; /* NULL: nothing is cached */
  TrainParallelProgressFunc progress;
  gpointer progress_data;
} TrainGridContext;

/* A setting of a method, the numbers measured at it, and its score. */
typedef struct
{
  TrainMethodSettings settings;
  /* numbers measured for all items, n_items x n_values; owned */
  double *values;
  double score;
} TrainGridPoint;

/* All settings that were measured, in the order of measuring. Owns points. */
typedef struct
{
  int n_points;
  TrainGridPoint *points;
  /* Index of the point with the highest score; if several have it, of the first
   * one. */
  int best;
} TrainGridResult;

void train_grid_result_clear (TrainGridResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainGridResult, train_grid_result_clear)

/* Measures method at n_settings settings on all items, several items at a time
 * on the threads, and appends the settings to result. Values that the cache
 * holds are not measured again. Returns FALSE with an error of the method or
 * SMOOTH_ERROR_IO of the cache; result is unchanged then. */
gboolean train_grid_measure (const TrainGridContext *context,
                             const TrainMethod *method,
                             const TrainSubject *subject,
                             int n_settings,
                             const TrainMethodSettings *settings,
                             TrainGridResult *result,
                             GError **error);

/* Measures method on the whole grid of its axes. If the best setting lies at
 * the end of an axis that is not fixed, a value is added to the axis there: the
 * last value times the ratio of the last two (or, if values are whole numbers,
 * at least 1 further). This is repeated until the best setting lies inside or
 * the axis has reached its limit. result must be empty. Returns FALSE with an
 * error as from train_grid_measure (); result is empty then. */
gboolean train_grid_search (const TrainGridContext *context,
                            const TrainMethod *method,
                            const TrainSubject *subject,
                            TrainGridResult *result,
                            GError **error);
