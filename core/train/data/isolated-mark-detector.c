/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares the gradient's energy in two windows, see isolated-mark-detector.h.
 */
#include "train/data/isolated-mark-detector.h"

#include <math.h>

#include "train/base/blur.h"

#define NARROW_PX 2
#define WIDE_PX 10
#define MIN_RATIO 2.5
#define FULL_RATIO 4.5
/* A mark begins to count at the first of these values of the root mean square
 * of the gradient in the narrow window, and counts fully at the second. */
#define MIN_GRADIENT 0.05
#define FULL_GRADIENT 0.1
/* The wide window's energy counts as at least this, so that a place without any
 * gradient is no mark. */
#define MIN_ENERGY 1e-8

static double
ramp (double value, double from, double to)
{
  return CLAMP ((value - from) / (to - from), 0, 1);
}

/* Makes energy: for each pixel the squared length of the photo's gradient, by
 * forward differences, averaged over the channels. */
static void
measure_energy (const TrainImage *photo, TrainImage *energy)
{
  train_image_init (energy, photo->height, photo->width, 1);
  for (int y = 0; y < photo->height; y++)
    for (int x = 0; x < photo->width; x++)
      {
        const TrainReal *at = train_image_at (photo, y, x);
        const TrainReal *right =
          train_image_at (photo, y, MIN (x + 1, photo->width - 1));
        const TrainReal *down =
          train_image_at (photo, MIN (y + 1, photo->height - 1), x);
        TrainReal sum = 0;

        for (int c = 0; c < photo->channels; c++)
          sum += (right[c] - at[c]) * (right[c] - at[c])
                 + (down[c] - at[c]) * (down[c] - at[c]);
        *train_image_at (energy, y, x) = sum / (TrainReal) photo->channels;
      }
}

void
train_isolated_marks_find (const TrainImage *photo, TrainImage *marks)
{
  TrainImage energy, wide;

  measure_energy (photo, &energy);
  train_blur (&energy, NARROW_PX, marks);
  train_blur (&energy, WIDE_PX, &wide);
  for (gsize i = 0; i < train_image_size (marks); i++)
    {
      const double narrow = (double) marks->data[i];
      const double around = MAX ((double) wide.data[i], MIN_ENERGY);

      marks->data[i] =
        (TrainReal) (ramp (narrow / around, MIN_RATIO, FULL_RATIO)
                     * ramp (sqrt (narrow), MIN_GRADIENT, FULL_GRADIENT));
    }
  train_image_clear (&energy);
  train_image_clear (&wide);
}
