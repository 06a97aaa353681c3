/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cubic interpolation of a small grid, see field.h. */
#include "train/data/field.h"

#include <math.h>

/* Where sample i of n lies in a grid of n_points: the four points around it
 * (the last ones repeated beyond the grid) and their weights. */
static void
get_taps (int i, int n, int n_points, int *points, float *weights)
{
  float at = ((float) i + 0.5f) / (float) n * (float) n_points - 0.5f;
  float below = floorf (at), t = at - below;

  weights[0] = t * (-0.5f + t * (1 - 0.5f * t));
  weights[1] = 1 + t * t * (-2.5f + 1.5f * t);
  weights[2] = t * (0.5f + t * (2 - 1.5f * t));
  weights[3] = t * t * (-0.5f + 0.5f * t);
  for (int k = 0; k < 4; k++)
    points[k] = CLAMP ((int) below - 1 + k, 0, n_points - 1);
}

void
train_field_interpolate (const float *points, int n_points, TrainImage *field)
{
  for (int y = 0; y < field->height; y++)
    {
      float line[TRAIN_FIELD_MAX_POINTS] = { 0 }, weights[4];
      int taps[4];

      get_taps (y, field->height, n_points, taps, weights);
      for (int k = 0; k < 4; k++)
        for (int j = 0; j < n_points; j++)
          line[j] += weights[k] * points[taps[k] * n_points + j];
      for (int x = 0; x < field->width; x++)
        {
          float value = 0;

          get_taps (x, field->width, n_points, taps, weights);
          for (int k = 0; k < 4; k++)
            value += weights[k] * line[taps[k]];
          *train_image_at (field, y, x) = (TrainReal) value;
        }
    }
}

void
train_field_fill (TrainRandom *random, int n_points, TrainImage *field)
{
  float points[TRAIN_FIELD_MAX_POINTS * TRAIN_FIELD_MAX_POINTS];

  for (int i = 0; i < n_points * n_points; i++)
    points[i] = (float) train_random_normal (random);
  train_field_interpolate (points, n_points, field);
}
