/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Interpolates a small grid by cubic splines, see smooth-random-map.h. */
#include "train/data/smooth-random-map.h"

#include <math.h>
#include <string.h>

/* The four grid points along an axis between which a sample is interpolated,
 * and their weights. */
typedef struct
{
  int points[4];
  float weights[4];
} Taps;

/* Finds the grid points, and their weights, for sample i of the n samples along
 * an axis with n_points grid points. Beyond the grid its outermost points are
 * repeated. */
static void
get_taps (int i, int n, int n_points, Taps *taps)
{
  float at = ((float) i + 0.5f) / (float) n * (float) n_points - 0.5f;
  float below = floorf (at), t = at - below;
  float *weights = taps->weights;

  weights[0] = t * (-0.5f + t * (1 - 0.5f * t));
  weights[1] = 1 + t * t * (-2.5f + 1.5f * t);
  weights[2] = t * (0.5f + t * (2 - 1.5f * t));
  weights[3] = t * t * (-0.5f + 0.5f * t);
  for (int k = 0; k < 4; k++)
    taps->points[k] = CLAMP ((int) below - 1 + k, 0, n_points - 1);
}

void
train_smooth_map_interpolate (const float *points,
                              int n_points,
                              TrainImage *surface)
{
  g_autofree Taps *columns = g_new (Taps, surface->width);
  g_autofree float *line = g_new (float, n_points);

  for (int x = 0; x < surface->width; x++)
    get_taps (x, surface->width, n_points, &columns[x]);
  for (int y = 0; y < surface->height; y++)
    {
      TrainReal *row = train_image_at (surface, y, 0);
      Taps taps;

      memset (line, 0, n_points * sizeof *line);
      get_taps (y, surface->height, n_points, &taps);
      for (int k = 0; k < 4; k++)
        for (int j = 0; j < n_points; j++)
          line[j] += taps.weights[k] * points[taps.points[k] * n_points + j];
      for (int x = 0; x < surface->width; x++)
        {
          const Taps *column = &columns[x];
          float value = 0;

          for (int k = 0; k < 4; k++)
            value += column->weights[k] * line[column->points[k]];
          row[x] = (TrainReal) value;
        }
    }
}

void
train_smooth_map_fill (TrainRandom *random, int n_points, TrainImage *surface)
{
  g_autofree float *points = g_new (float, (gsize) n_points *n_points);

  for (int i = 0; i < n_points * n_points; i++)
    points[i] = (float) train_random_normal (random);
  train_smooth_map_interpolate (points, n_points, surface);
}
