/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The quality checks on clean pictures, those without texture
 * (clean-picture-drawing.h); see quality-checks.h. */
#include <math.h>

#include "train/evaluate/clean-picture-drawing.h"
#include "train/evaluate/metrics.h"
#include "train/evaluate/percentile.h"
#include "train/evaluate/quality-checks.h"

#define N_CHANNELS 3
#define PEAK 255
#define SHARE 0.999
#define FAR_PX 2

/* Computes the PSNR of smooth, compared with input rounded to 8 bits. */
static gboolean
compare (const TrainImage *input,
         const TrainPicture *smooth,
         double *psnr,
         GError **error)
{
  g_auto (TrainPicture) before = { 0 };

  if (!train_picture_from_image (input, &before, error))
    return FALSE;
  *psnr = train_picture_psnr (&before, smooth);
  return TRUE;
}

static double
get_residual (const TrainImage *input, const TrainImage *smooth)
{
  double largest = 0;

  for (gsize i = 0; i < train_image_size (input); i++)
    largest = MAX (largest, fabs (smooth->data[i] - input->data[i]));
  return largest * PEAK;
}

/* Returns whether (x, y) is far from edges: whether all pixels within 2 px have
 * the same colour as that pixel.
 */
static gboolean
is_far_from_edges (const TrainImage *input, int y, int x)
{
  const TrainReal *here = train_image_at (input, y, x);

  for (int dy = -FAR_PX; dy <= FAR_PX; dy++)
    for (int dx = -FAR_PX; dx <= FAR_PX; dx++)
      {
        const TrainReal *there =
          train_image_at (input, CLAMP (y + dy, 0, input->height - 1),
                          CLAMP (x + dx, 0, input->width - 1));

        for (int c = 0; c < N_CHANNELS; c++)
          if (here[c] != there[c])
            return FALSE;
      }
  return TRUE;
}

/* Measures overshoot at edges in input, a picture of two colours: how far the
 * channels of smooth lie outside of the range between these colours. Only
 * pixels more than 2 px from an edge are looked at. */
static void
add_overshoot (TrainChecks *checks,
               const char *name,
               const TrainImage *input,
               const TrainImage *smooth)
{
  g_autofree double *over = g_new (double, train_image_size (input));
  gsize n = 0;
  TrainReal low[N_CHANNELS], high[N_CHANNELS];

  for (int c = 0; c < N_CHANNELS; c++)
    low[c] = high[c] = input->data[c];
  for (gsize i = 0; i < train_image_size (input); i++)
    {
      low[i % N_CHANNELS] = MIN (low[i % N_CHANNELS], input->data[i]);
      high[i % N_CHANNELS] = MAX (high[i % N_CHANNELS], input->data[i]);
    }
  for (int y = 0; y < input->height; y++)
    for (int x = 0; x < input->width; x++)
      if (is_far_from_edges (input, y, x))
        for (int c = 0; c < N_CHANNELS; c++)
          {
            double value = train_image_at (smooth, y, x)[c];

            over[n++] = PEAK * MAX (MAX (value - high[c], low[c] - value), 0.0);
          }
  train_checks_add (checks, TRAIN_CHECK_OVERSHOOT, name,
                    train_percentile (over, n, SHARE));
  train_checks_add (checks, TRAIN_CHECK_OVERSHOOT_MAX, name, over[n - 1]);
}

static gboolean
run_strength (TrainChecks *checks,
              TrainSmoother *smoother,
              int thread,
              TrainCleanPicture clean,
              double strength,
              GError **error)
{
  const char *name = train_clean_picture_get_name (clean);
  TrainImage image, exact;
  g_auto (TrainPicture) smooth = { 0 };
  TrainSmootherRequest request = {
    .strength = strength, .scale = 1, .smooth = &smooth, .exact = &exact
  };
  double psnr = 0;
  gboolean good;

  train_clean_picture_draw (clean, &image);
  good = train_smoother_run (smoother, thread, &image, &request, error);
  if (good)
    {
      good = compare (&image, &smooth, &psnr, error);
      train_checks_add (
        checks, strength < 1 ? TRAIN_CHECK_HALF : TRAIN_CHECK_FULL, name, psnr);
      if (train_clean_picture_is_even (clean))
        train_checks_add (checks, TRAIN_CHECK_EVEN, name,
                          get_residual (&image, &exact));
      if (train_clean_picture_is_step (clean))
        add_overshoot (checks, name, &image, &exact);
      train_image_clear (&exact);
    }
  train_image_clear (&image);
  return good;
}

gboolean
train_checks_run_clean (TrainChecks *checks,
                        TrainSmoother *smoother,
                        int thread,
                        int item,
                        GError **error)
{
  return run_strength (checks, smoother, thread, (TrainCleanPicture) item, 0.5,
                       error)
         && run_strength (checks, smoother, thread, (TrainCleanPicture) item, 1,
                          error);
}
