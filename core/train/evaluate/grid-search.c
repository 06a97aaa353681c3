/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searches the best setting of a method on a grid, see grid-search.h. Each task
 * of the threads measures one picture at all settings that are not in the
 * cache.
 */
#include "train/evaluate/grid-search.h"

#include <math.h>
#include <string.h>

/* A method is called with up to this many settings at a time. One at a time
 * would be slow with OpenCV, whose child process takes 0.3 s to start. With
 * many at a time more work would be lost if the command is stopped, since
 * results are only stored in the cache after the call. */
#define BATCH 3

/* What the threads need to measure one method at n_settings settings; the
 * results are written to points, one for each setting. */
typedef struct
{
  const TrainGridContext *context;
  const TrainMethod *method;
  const TrainSubject *subject;
  int n_settings;
  const TrainMethodSettings *settings;
  TrainGridPoint *points;
} Measuring;

void
train_grid_result_clear (TrainGridResult *result)
{
  for (int i = 0; i < result->n_points; i++)
    g_free (result->points[i].values);
  g_free (result->points);
  *result = (TrainGridResult) { 0 };
}

static char *
make_key (const Measuring *measuring, int item, int setting)
{
  char first[G_ASCII_DTOSTR_BUF_SIZE];
  char second[G_ASCII_DTOSTR_BUF_SIZE];
  const double *values = measuring->settings[setting].values;
  const char *program = measuring->method->program_id;

  return g_strdup_printf ("%s%s%s|%s|%s|%s", measuring->method->id,
                          program != NULL ? " program " : "",
                          program != NULL ? program : "",
                          g_ascii_dtostr (first, sizeof first, values[0]),
                          g_ascii_dtostr (second, sizeof second, values[1]),
                          measuring->subject->keys[item]);
}

static double *
get_values (const Measuring *measuring, int item, int setting)
{
  return measuring->points[setting].values
         + (gsize) item * measuring->subject->n_values;
}

/* Reads the values that are in the cache for the picture number item. Writes
 * the indices of the settings without cached values to missing, and returns
 * their number. */
static int
find_missing (const Measuring *measuring, int item, int *missing)
{
  int n_missing = 0;

  for (int i = 0; i < measuring->n_settings; i++)
    {
      g_autofree char *key = make_key (measuring, item, i);

      if (measuring->context->cache == NULL
          || !train_cache_get (measuring->context->cache, key,
                               measuring->subject->n_values,
                               get_values (measuring, item, i)))
        missing[n_missing++] = i;
    }
  return n_missing;
}

/* Measures smooth, the result for picture number item at setting number
 * setting, and stores the values in points and in the cache. */
static gboolean
measure_result (const Measuring *measuring,
                int item,
                int setting,
                const TrainPicture *smooth,
                GError **error)
{
  const TrainSubject *subject = measuring->subject;
  double *values = get_values (measuring, item, setting);
  g_autofree char *key = make_key (measuring, item, setting);

  subject->measure (subject->data, item, smooth, values);
  return measuring->context->cache == NULL
         || train_cache_put (measuring->context->cache, key, subject->n_values,
                             values, error);
}

/* Smooths picture number item at n_settings settings, whose indices in the list
 * of settings are in which, and measures the results. */
static gboolean
measure_batch (const Measuring *measuring,
               int item,
               int thread,
               int n_settings,
               const int *which,
               GError **error)
{
  TrainMethodSettings settings[BATCH];
  TrainPicture smooth[BATCH] = { 0 };
  gboolean good = TRUE;

  for (int i = 0; i < n_settings; i++)
    settings[i] = measuring->settings[which[i]];
  if (!measuring->method->run (measuring->method, thread,
                               &measuring->subject->inputs[item], n_settings,
                               settings, smooth, error))
    return FALSE;
  for (int i = 0; i < n_settings; i++)
    {
      good =
        good && measure_result (measuring, item, which[i], &smooth[i], error);
      train_picture_clear (&smooth[i]);
    }
  return good;
}

static gboolean
measure_item (gpointer data, int item, int thread, GError **error)
{
  const Measuring *measuring = data;
  g_autofree int *missing = g_new (int, measuring->n_settings);
  int n_missing = find_missing (measuring, item, missing);

  for (int i = 0; i < n_missing; i += BATCH)
    if (!measure_batch (measuring, item, thread, MIN (BATCH, n_missing - i),
                        missing + i, error))
      return FALSE;
  return TRUE;
}

/* Computes the score of each measured setting, and appends the settings to
 * result. */
static void
append_points (const Measuring *measuring, TrainGridResult *result)
{
  const TrainSubject *subject = measuring->subject;

  result->points = g_renew (TrainGridPoint, result->points,
                            result->n_points + measuring->n_settings);
  for (int i = 0; i < measuring->n_settings; i++)
    {
      TrainGridPoint *point = &measuring->points[i];

      point->score = subject->score (subject->data, point->values);
      result->points[result->n_points] = *point;
      if (point->score > result->points[result->best].score)
        result->best = result->n_points;
      result->n_points++;
    }
}

gboolean
train_grid_measure (const TrainGridContext *context,
                    const TrainMethod *method,
                    const TrainSubject *subject,
                    int n_settings,
                    const TrainMethodSettings *settings,
                    TrainGridResult *result,
                    GError **error)
{
  g_autofree TrainGridPoint *points = g_new0 (TrainGridPoint, n_settings);
  Measuring measuring = {
    context, method, subject, n_settings, settings, points
  };
  TrainParallel loop = { measure_item, &measuring, context->progress,
                         context->progress_data };

  for (int i = 0; i < n_settings; i++)
    {
      points[i].settings = settings[i];
      points[i].values =
        g_new0 (double, (gsize) subject->n_items * subject->n_values);
    }
  if (train_parallel_run (&loop, context->threads, subject->n_items, error))
    {
      append_points (&measuring, result);
      return TRUE;
    }
  for (int i = 0; i < n_settings; i++)
    g_free (points[i].values);
  return FALSE;
}

static gboolean
is_measured (const TrainGridResult *result, const TrainMethodSettings *settings)
{
  for (int i = 0; i < result->n_points; i++)
    if (memcmp (result->points[i].settings.values, settings->values,
                sizeof settings->values)
        == 0)
      return TRUE;
  return FALSE;
}

/* Measures all combinations of the values of both axes that have not been
 * measured yet. */
static gboolean
measure_grid (const TrainGridContext *context,
              const TrainMethod *method,
              const TrainSubject *subject,
              TrainGridResult *result,
              GError **error)
{
  const TrainAxis *axes = method->axes;
  g_autofree TrainMethodSettings *settings =
    g_new (TrainMethodSettings, axes[0].n_values * axes[1].n_values);
  int n_settings = 0;

  for (int i = 0; i < axes[0].n_values; i++)
    for (int k = 0; k < axes[1].n_values; k++)
      {
        settings[n_settings] =
          (TrainMethodSettings) { { axes[0].values[i], axes[1].values[k] } };
        if (!is_measured (result, &settings[n_settings]))
          n_settings++;
      }
  return train_grid_measure (context, method, subject, n_settings, settings,
                             result, error);
}

/* Returns the value that continues axis beyond its last value (if up) or before
 * its first one. */
static double
get_next (const TrainAxis *axis, gboolean up)
{
  const double *values = axis->values;
  int n = axis->n_values;
  double end = up ? values[n - 1] : values[0];
  double ratio =
    n > 1 ? (up ? end / values[n - 2] : end / values[1]) : (up ? 2 : 0.5);
  double next = end * ratio;

  if (axis->whole)
    next = up ? MAX (rint (next), end + 1) : MIN (rint (next), end - 1);
  return CLAMP (next, axis->least, axis->most);
}

/* If value, that of the best setting, is the first or last one of axis, adds a
 * value beyond it. Returns FALSE if it is neither, or if the axis must not
 * grow. */
static gboolean
widen (TrainAxis *axis, double value)
{
  int n = axis->n_values;
  gboolean up = value == axis->values[n - 1];
  double next;

  if (axis->fixed || n == TRAIN_MAX_AXIS || (!up && value != axis->values[0]))
    return FALSE;
  next = get_next (axis, up);
  if (next == value)
    return FALSE;
  if (!up)
    memmove (axis->values + 1, axis->values, n * sizeof (double));
  axis->values[up ? n : 0] = next;
  axis->n_values++;
  return TRUE;
}

gboolean
train_grid_search (const TrainGridContext *context,
                   const TrainMethod *method,
                   const TrainSubject *subject,
                   TrainGridResult *result,
                   GError **error)
{
  TrainMethod widened = *method;
  gboolean again = TRUE;

  while (again)
    {
      const double *best;

      if (!measure_grid (context, &widened, subject, result, error))
        {
          train_grid_result_clear (result);
          return FALSE;
        }
      best = result->points[result->best].settings.values;
      again = FALSE;
      for (int i = 0; i < TRAIN_N_AXES; i++)
        again |= widen (&widened.axes[i], best[i]);
    }
  return TRUE;
}
