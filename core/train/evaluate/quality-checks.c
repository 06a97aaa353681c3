/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of quality checks, and the checks on photos; see quality-checks.h.
 * The checks on pictures without texture are in
 * quality-checks-clean-pictures.c.
 */
#include "train/evaluate/quality-checks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "train/evaluate/boundary-contrast.h"
#include "train/evaluate/percentile.h"

#define N_CHANNELS 3
#define N_STEPS 20
#define SHARE 0.999

static const struct
{
  const char *name;
  double limit;
  gboolean at_most;
} CHECKS[TRAIN_N_CHECKS] = {
  [TRAIN_CHECK_FALL] = { "slider: least fall of total variation, %", 0, FALSE },
  [TRAIN_CHECK_STEP] = { "slider: largest step / mean step", 3, TRUE },
  [TRAIN_CHECK_MEANS] = { "strength 1: drift of a channel's mean, /255", 1,
                          TRUE },
  [TRAIN_CHECK_CONTRAST] = { "strength 1: boundary contrast kept, median", 0.85,
                             FALSE },
  [TRAIN_CHECK_HALF] = { "clean: PSNR to the input at 0.5, dB", 42, FALSE },
  [TRAIN_CHECK_FULL] = { "clean: PSNR to the input at 1, dB", 38, FALSE },
  [TRAIN_CHECK_EVEN] = { "flat, gradient: largest residual, /255", 0.5, TRUE },
  [TRAIN_CHECK_OVERSHOOT] = { "edge: overshoot, 99.9th percentile, /255", 1,
                              TRUE },
  [TRAIN_CHECK_OVERSHOOT_MAX] = { "edge: largest overshoot, /255", 4, TRUE },
  [TRAIN_CHECK_GREY] = { "grey: channels apart, 99.9th percentile, /255", 1,
                         TRUE },
};

void
train_checks_init (TrainChecks *checks)
{
  *checks = (TrainChecks) { 0 };
  g_mutex_init (&checks->mutex);
}

void
train_checks_clear (TrainChecks *checks)
{
  for (int i = 0; i < TRAIN_N_CHECKS; i++)
    g_free (checks->checks[i].picture);
  g_mutex_clear (&checks->mutex);
}

const char *
train_check_get_name (TrainCheckId id)
{
  return CHECKS[id].name;
}

double
train_check_get_limit (TrainCheckId id, gboolean *at_most)
{
  *at_most = CHECKS[id].at_most;
  return CHECKS[id].limit;
}

/* Returns whether the number measured passes the check. The fall of the total
 * variation (TRAIN_CHECK_FALL) must be above its limit, 0; for the other checks
 * it is enough to reach the limit. */
static gboolean
passes (TrainCheckId id, double measured)
{
  if (CHECKS[id].at_most)
    return measured <= CHECKS[id].limit;
  return id == TRAIN_CHECK_FALL ? measured > 0 : measured >= CHECKS[id].limit;
}

void
train_checks_add (TrainChecks *checks,
                  TrainCheckId id,
                  const char *picture,
                  double measured)
{
  TrainCheck *check = &checks->checks[id];

  g_mutex_lock (&checks->mutex);
  if (check->n_pictures == 0
      || (CHECKS[id].at_most ? measured > check->worst
                             : measured < check->worst))
    {
      check->worst = measured;
      g_free (check->picture);
      check->picture = g_strdup (picture);
    }
  check->n_pictures++;
  check->n_failed += !passes (id, measured);
  g_mutex_unlock (&checks->mutex);
}

/* Returns the total variation: the sum of absolute differences between all
 * pixels and their neighbours to the right and below. */
static double
get_variation (const TrainPicture *picture)
{
  gsize row = (gsize) picture->width * N_CHANNELS;
  guint64 sum = 0;

  for (int y = 0; y < picture->height; y++)
    for (gsize i = 0; i < row; i++)
      {
        const guint8 *at = picture->rgb + y * row + i;

        if (i + N_CHANNELS < row)
          sum += abs (at[N_CHANNELS] - at[0]);
        if (y + 1 < picture->height)
          sum += abs (at[row] - at[0]);
      }
  return (double) sum;
}

static double
get_difference (const TrainPicture *a, const TrainPicture *b)
{
  gsize n = (gsize) a->height * a->width * N_CHANNELS;
  guint64 sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += abs (a->rgb[i] - b->rgb[i]);
  return (double) sum / n;
}

/* Returns the largest change of a channel's mean, in units of 1 / 255. */
static double
get_drift (const TrainPicture *a, const TrainPicture *b)
{
  gsize n_pixels = (gsize) a->height * a->width;
  double drift = 0;

  for (int c = 0; c < N_CHANNELS; c++)
    {
      gint64 sum = 0;

      for (gsize i = 0; i < n_pixels; i++)
        sum += b->rgb[i * N_CHANNELS + c] - a->rgb[i * N_CHANNELS + c];
      drift = MAX (drift, fabs ((double) sum / n_pixels));
    }
  return drift;
}

/* Smooths picture at evenly spaced strengths, and measures what each step from
 * one strength to the next changes: by how much the total variation falls, and
 * how far the picture changes on average. */
static gboolean
run_slider (TrainChecks *checks,
            TrainSmoother *smoother,
            int thread,
            const char *name,
            const TrainPicture *picture,
            GError **error)
{
  g_auto (TrainPicture) before = { 0 };
  TrainImage image;
  double first = get_variation (picture);
  double variation = first;
  double least = INFINITY;
  double largest = 0;
  double sum = 0;
  gboolean good = TRUE;

  train_picture_to_image (picture, &image);
  for (int i = 0; good && i <= N_STEPS; i++)
    {
      TrainPicture smooth = { 0 };
      TrainSmootherRequest request = { .strength = (double) i / N_STEPS,
                                       .scale = 1,
                                       .smooth = &smooth };

      good = train_smoother_run (smoother, thread, &image, &request, error);
      if (good && i > 0)
        {
          double step = get_difference (&before, &smooth);
          double next = get_variation (&smooth);

          least = MIN (least, 100 * (variation - next) / MAX (first, 1));
          variation = next;
          largest = MAX (largest, step);
          sum += step;
        }
      train_picture_clear (&before);
      before = smooth;
    }
  train_image_clear (&image);
  if (!good)
    return FALSE;
  train_checks_add (checks, TRAIN_CHECK_FALL, name, least);
  train_checks_add (checks, TRAIN_CHECK_STEP, name,
                    sum > 0 ? largest / (sum / N_STEPS) : 0);
  train_checks_add (checks, TRAIN_CHECK_MEANS, name,
                    get_drift (picture, &before));
  return TRUE;
}

/* Measures how far the channels of a grey picture differ after smoothing. */
static gboolean
run_grey (TrainChecks *checks,
          TrainSmoother *smoother,
          int thread,
          const char *name,
          const TrainPicture *picture,
          GError **error)
{
  gsize n_pixels = (gsize) picture->height * picture->width;
  TrainImage image, exact;
  TrainSmootherRequest request = { .strength = 1, .scale = 1, .exact = &exact };
  g_autofree double *apart = NULL;
  gboolean good;

  train_picture_to_image (picture, &image);
  for (gsize i = 0; i < n_pixels; i++)
    {
      TrainReal *pixel = image.data + i * N_CHANNELS;

      pixel[0] = pixel[1] = pixel[2] = (pixel[0] + pixel[1] + pixel[2]) / 3;
    }
  good = train_smoother_run (smoother, thread, &image, &request, error);
  train_image_clear (&image);
  if (!good)
    return FALSE;
  apart = g_new (double, n_pixels);
  for (gsize i = 0; i < n_pixels; i++)
    {
      const TrainReal *pixel = exact.data + i * N_CHANNELS;

      apart[i] = 255
                 * (MAX (MAX (pixel[0], pixel[1]), pixel[2])
                    - MIN (MIN (pixel[0], pixel[1]), pixel[2]));
    }
  train_image_clear (&exact);
  train_checks_add (checks, TRAIN_CHECK_GREY, name,
                    train_percentile (apart, n_pixels, SHARE));
  return TRUE;
}

gboolean
train_checks_run_picture (TrainChecks *checks,
                          TrainSmoother *smoother,
                          int thread,
                          const char *name,
                          const TrainPicture *picture,
                          GError **error)
{
  return run_slider (checks, smoother, thread, name, picture, error)
         && run_grey (checks, smoother, thread, name, picture, error);
}

typedef struct
{
  TrainSmoother *smoother;
  const TrainPhotoSet *set;
  double scale;
  GMutex mutex;
  GArray *ratios;
} Contrasts;

static gboolean
measure_contrast (gpointer data, int item, int thread, GError **error)
{
  Contrasts *contrasts = data;
  const TrainPicture *photo = &contrasts->set->photos[item];
  g_auto (TrainPicture) smooth = { 0 };
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));
  TrainSmootherRequest request = { .strength = 1,
                                   .scale = contrasts->scale,
                                   .smooth = &smooth };
  TrainImage image;
  gboolean good;

  train_picture_to_image (photo, &image);
  good =
    train_smoother_run (contrasts->smoother, thread, &image, &request, error);
  train_image_clear (&image);
  if (!good)
    return FALSE;
  train_contrast_measure (&contrasts->set->annotations[item], photo, &smooth,
                          ratios);
  g_mutex_lock (&contrasts->mutex);
  g_array_append_vals (contrasts->ratios, ratios->data, ratios->len);
  g_mutex_unlock (&contrasts->mutex);
  return TRUE;
}

gboolean
train_checks_collect_contrast (TrainSmoother *smoother,
                               SmoothThreads *threads,
                               const TrainPhotoSet *set,
                               double scale,
                               GArray *ratios,
                               GError **error)
{
  Contrasts contrasts = {
    .smoother = smoother, .set = set, .scale = scale, .ratios = ratios
  };
  TrainParallel loop = { measure_contrast, &contrasts, NULL, NULL };
  gboolean good;

  g_mutex_init (&contrasts.mutex);
  good = train_parallel_run (&loop, threads, set->n_photos, error);
  g_mutex_clear (&contrasts.mutex);
  return good;
}

gboolean
train_checks_run_contrast (TrainChecks *checks,
                           TrainSmoother *smoother,
                           SmoothThreads *threads,
                           const TrainPhotoSet *set,
                           GError **error)
{
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *name = NULL;

  if (!train_checks_collect_contrast (smoother, threads, set, 1, ratios, error))
    return FALSE;
  if (ratios->len == 0)
    return TRUE;
  name = g_strdup_printf ("%u boundary pixels", ratios->len);
  train_checks_add (
    checks, TRAIN_CHECK_CONTRAST, name,
    train_percentile ((double *) (gpointer) ratios->data, ratios->len, 0.5));
  return TRUE;
}
