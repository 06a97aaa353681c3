/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws pictures out of focus, see soft-picture.h. */
#include "train/data/soft-picture.h"

#include <math.h>

#include "train/base/blur.h"
#include "train/data/procedural-shapes.h"
#include "train/data/procedural-texture.h"

#define MIN_BLUR_PX 3
#define MAX_BLUR_PX 30
#define SHARE_PHOTO 0.35
#define SHARE_LIGHTS 0.25
#define MAX_SHAPES 6
#define MAX_LIGHTS 12
#define MIN_LIGHT_PX 3
#define MAX_LIGHT_PX 30
#define MIN_GRAIN 0.004
#define MAX_GRAIN 0.016

/* Draws discs on a flat or graded ground, as lights out of focus look. */
static void
draw_lights (TrainRandom *random, TrainImage *picture)
{
  TrainProceduralShapes ground = { .n_shapes = 0 };
  int n = 1 + train_random_integer (random, MAX_LIGHTS);

  train_procedural_shapes_draw (random, &ground, picture, NULL);
  while (n-- > 0)
    {
      const double x = train_random_uniform (random, 0, picture->width);
      const double y = train_random_uniform (random, 0, picture->height);
      const double radius =
        MIN_LIGHT_PX
        * exp (train_random_uniform (
          random, 0, log (MAX_LIGHT_PX / (double) MIN_LIGHT_PX)));
      double light[3];

      for (int c = 0; c < 3; c++)
        light[c] = train_random_uniform (random, 0.3, 1);
      for (int i = 0; i < picture->height; i++)
        for (int k = 0; k < picture->width; k++)
          {
            const double inside = radius + 0.5 - hypot (k - x, i - y);
            TrainReal *pixel = train_image_at (picture, i, k);

            for (int c = 0; inside > 0 && c < 3; c++)
              pixel[c] +=
                (TrainReal) MIN (inside, 1) * ((TrainReal) light[c] - pixel[c]);
          }
    }
}

double
train_soft_picture_draw (const TrainLoadedDataset *dataset,
                         TrainRandom *random,
                         TrainImage *picture)
{
  const double range = log (MAX_BLUR_PX / (double) MIN_BLUR_PX);
  const double sigma =
    MIN_BLUR_PX * exp (train_random_uniform (random, 0, range));
  TrainProceduralShapes shapes = { .n_shapes = 0 };
  double part = train_random_uniform (random, 0, 1);
  TrainPhotoCrop crop;
  TrainImage soft;

  if (part < SHARE_PHOTO && dataset->n_photos > 0)
    {
      train_photo_crop_draw (dataset, random, picture->width, &crop);
      train_photo_crop_read (&crop, 1, picture);
    }
  else if (part < SHARE_PHOTO + SHARE_LIGHTS)
    draw_lights (random, picture);
  else
    {
      /* Without a shape only the ground is drawn, flat or graded. */
      shapes.n_shapes = train_random_integer (random, MAX_SHAPES + 1);
      train_procedural_shapes_draw (random, &shapes, picture, NULL);
    }
  train_blur (picture, sigma, &soft);
  for (gsize i = 0; i < train_image_size (picture); i++)
    picture->data[i] = CLAMP (soft.data[i], 0, 1);
  train_image_clear (&soft);
  return sigma;
}

double
train_grain_draw (TrainRandom *random, TrainImage *grain)
{
  const double sigma = train_random_uniform (random, MIN_GRAIN, MAX_GRAIN);
  TrainImage soft;

  train_procedural_texture_fill (random, TRAIN_TEXTURE_NOISE, grain);
  if (train_random_chance (random, 0.5))
    {
      train_blur (grain, train_random_uniform (random, 0.4, 0.8), &soft);
      for (gsize i = 0; i < train_image_size (grain); i++)
        grain->data[i] = soft.data[i];
      train_image_clear (&soft);
      train_texture_normalize (grain);
    }
  for (gsize i = 0; i < train_image_size (grain); i++)
    grain->data[i] *= (TrainReal) sigma;
  return sigma;
}
