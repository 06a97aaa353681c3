/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the variance of brightness within squares of the picture, see
 * fine-texture.h. */
#include "train/data/fine-texture.h"

#include <stdlib.h>

#include "train/base/blur.h"

#define MIN_SIDE_PX 48
#define MAX_ASPECT 4 /* the largest ratio of a texture's sides */
#define SQUARE_PX 24
#define FINE_SQUARE_PX 8
/* If the standard deviation of brightness within large squares (SQUARE_PX) is
 * smaller than this many steps of 255, the picture counts as flat. */
#define MIN_DEVIATION 6
/* The mean variance within small squares (FINE_SQUARE_PX) has to be at least
 * this part of the mean variance within large squares; otherwise the brightness
 * varies too slowly for a fine texture. */
#define MIN_FINE_PART 0.3
/* A large square counts as rough if its variance is at least this part of the
 * mean variance of all large squares. */
#define MIN_ROUGH_PART 0.1
/* At least this share of the large squares has to be rough. */
#define MIN_ROUGH_SHARE 0.75
/* The local energy of a picture is the square of its details finer than about
 * 15 px (what a Gaussian of FINE_SIGMA_PX removes), averaged by a Gaussian of
 * ENERGY_SIGMA_PX. It is about the same everywhere in a texture; an object, a
 * frame or lettering has more of it, plain ground has less. */
#define FINE_SIGMA_PX 2.8
#define ENERGY_SIGMA_PX 6
#define MAX_UPPER_RATIO 2.0 /* the energy's 97th percentile / its median */
#define UPPER_PERCENT 97
#define MIN_LOWER_RATIO 0.25 /* the energy's 10th percentile / its median */
#define LOWER_PERCENT 10

/* Returns the variance of the brightness, in squared 8-bit steps, within the
 * square of side x side pixels whose upper left corner is (x0, y0). */
static double
get_variance (const TrainPictureRgba *picture, int y0, int x0, int side)
{
  double sum = 0, squares = 0;
  int n = side * side;

  for (int i = 0; i < n; i++)
    {
      int y = y0 + i / side, x = x0 + i % side;
      const guint8 *pixel =
        picture->rgba + ((gsize) y * picture->width + x) * 4;
      double value = (pixel[0] + pixel[1] + pixel[2]) / 3.0;

      sum += value;
      squares += value * value;
    }
  return squares / n - (sum / n) * (sum / n);
}

/* Divides the picture into squares whose side has the length side, in pixels.
 * Returns the mean of the squares' variances of brightness. share (out): the
 * part of the squares whose variance is not below the threshold least. */
static double
get_mean_variance (const TrainPictureRgba *picture,
                   int side,
                   double least,
                   double *share)
{
  double sum = 0;
  int n = 0, n_enough = 0;

  for (int y = 0; y + side <= picture->height; y += side)
    for (int x = 0; x + side <= picture->width; x += side, n++)
      {
        double variance = get_variance (picture, y, x, side);

        sum += variance;
        n_enough += variance >= least;
      }
  *share = (double) n_enough / n;
  return sum / n;
}

/* Makes energy (height x width x 1), the local energy of picture's brightness
 * (see FINE_SIGMA_PX). */
static void
measure_energy (const TrainPictureRgba *picture, TrainImage *energy)
{
  TrainImage grey, coarse;

  train_image_init (&grey, picture->height, picture->width, 1);
  for (gsize i = 0; i < train_image_size (&grey); i++)
    {
      const guint8 *pixel = picture->rgba + i * 4;

      grey.data[i] = (TrainReal) (pixel[0] + pixel[1] + pixel[2]) / 3;
    }
  train_blur (&grey, FINE_SIGMA_PX, &coarse);
  for (gsize i = 0; i < train_image_size (&grey); i++)
    grey.data[i] =
      (grey.data[i] - coarse.data[i]) * (grey.data[i] - coarse.data[i]);
  train_blur (&grey, ENERGY_SIGMA_PX, energy);
  train_image_clear (&grey);
  train_image_clear (&coarse);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const TrainReal *first = a, *second = b;

  return *first < *second ? -1 : *first > *second;
}

/* Whether the local energy is about the same everywhere. */
static gboolean
is_even (const TrainPictureRgba *picture)
{
  TrainImage energy;
  gsize n;
  TrainReal lower, median, upper;

  measure_energy (picture, &energy);
  n = train_image_size (&energy);
  qsort (energy.data, n, sizeof *energy.data, compare);
  lower = energy.data[n * LOWER_PERCENT / 100];
  median = energy.data[n / 2];
  upper = energy.data[n * UPPER_PERCENT / 100];
  train_image_clear (&energy);
  return upper <= (TrainReal) MAX_UPPER_RATIO * median
         && lower >= (TrainReal) MIN_LOWER_RATIO * median;
}

gboolean
train_is_fine_texture (const TrainPictureRgba *picture)
{
  int shorter = MIN (picture->height, picture->width);
  double coarse, fine, share;

  if (shorter < MIN_SIDE_PX
      || MAX (picture->height, picture->width) > MAX_ASPECT * shorter)
    return FALSE;
  coarse = get_mean_variance (picture, SQUARE_PX, 0, &share);
  fine = get_mean_variance (picture, FINE_SQUARE_PX, 0, &share);
  if (coarse < MIN_DEVIATION * MIN_DEVIATION || fine < MIN_FINE_PART * coarse)
    return FALSE;
  get_mean_variance (picture, SQUARE_PX, MIN_ROUGH_PART * coarse, &share);
  return share >= MIN_ROUGH_SHARE && is_even (picture);
}
