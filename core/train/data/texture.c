/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chooses textures from all sources and adds them to structures, see texture.h.
 */
#include "train/data/texture.h"

#include <math.h>
#include <string.h>

#include "train/data/jpeg-blocks.h"
#include "train/data/procedural-texture.h"
#include "train/data/resample.h"
#include "train/data/smooth-surface.h"

/* How often each source of textures is chosen. If the data set lacks a source,
 * computed textures take its share. */
#define SHARE_REAL 0.6
#define SHARE_RESIDUE 0.08
#define SHARE_JPEG 0.04
#define SHARE_PLACES 0.3
#define SHARE_DARKER 0.2
/* Standard deviations of textures. A share SHARE_USUAL is uniform from
 * MIN_SIGMA to USUAL_SIGMA + USUAL_SIGMA_RISE * strength, which is a little
 * more than the strength removes; the others are stronger, up to MAX_SIGMA. */
#define SHARE_USUAL 0.9
#define MIN_SIGMA 0.01
#define USUAL_SIGMA 0.02
#define USUAL_SIGMA_RISE 0.12
#define MAX_SIGMA 0.2
/* Variations of brightness over more than this length are subtracted from a
 * real texture, because they are structure. */
#define SQUARE_PX 24
/* A texture is hardly clipped if the colour on which it is laid is this many of
 * its standard deviations from black and white. */
#define SIGMAS_CLEAR 2.5

/* Subtracts the slow variation of brightness: a smooth surface through the
 * means of squares of SQUARE_PX. */
static void
flatten (TrainImage *texture)
{
  int side = texture->width;
  int n = MAX (side / SQUARE_PX, 2);
  g_autofree float *sums = g_new0 (float, (gsize) n *n);
  g_autofree int *counts = g_new0 (int, (gsize) n *n);
  TrainImage light;

  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      {
        const TrainReal *pixel = train_image_at (texture, y, x);
        int i = y * n / side * n + x * n / side;

        sums[i] += (float) (pixel[0] + pixel[1] + pixel[2]) / 3;
        counts[i]++;
      }
  for (int i = 0; i < n * n; i++)
    sums[i] /= (float) counts[i];
  train_image_init (&light, side, side, 1);
  train_smooth_surface_interpolate (sums, n, &light);
  for (gsize i = 0; i < train_image_size (texture); i++)
    texture->data[i] -= light.data[i / 3];
  train_image_clear (&light);
}

/* Rotates a square image by turns quarter turns (0 to 3); 4 to 7 also mirror
 * it. */
static void
rotate (TrainImage *image, int turns)
{
  gsize size = train_image_size (image) * sizeof (TrainReal);
  g_autofree TrainReal *copy = g_memdup2 (image->data, size);
  int last = image->width - 1;

  for (int y = 0; y <= last; y++)
    for (int x = 0; x <= last; x++)
      {
        int i = turns & 1 ? last - x : y, j = turns & 1 ? y : x;

        if (turns & 2)
          {
            i = last - i;
            j = last - j;
          }
        if (turns & 4)
          j = last - j;
        memcpy (train_image_at (image, y, x),
                copy + ((gsize) i * image->width + j) * 3,
                3 * sizeof (TrainReal));
      }
}

void
train_texture_draw_real (const TrainLoadedDataset *dataset,
                         TrainRandom *random,
                         TrainImage *texture)
{
  const TrainLoadedPicture *picture =
    dataset->textures + train_random_integer (random, dataset->n_textures);
  TrainResampleSource source = { picture->data, picture->height, picture->width,
                                 3, TRUE };
  double scale = train_random_uniform (random, 0.35, 1.1);
  double x0 = train_random_uniform (random, 0, picture->width);
  double y0 = train_random_uniform (random, 0, picture->height);

  train_resample (&source, scale, x0, y0, texture);
  flatten (texture);
  rotate (texture, train_random_integer (random, 8));
  if (train_random_chance (random, 0.6))
    for (gsize i = 0; i < train_image_size (texture); i += 3)
      {
        TrainReal *pixel = texture->data + i;
        TrainReal mean = (pixel[0] + pixel[1] + pixel[2]) / 3;

        pixel[0] = pixel[1] = pixel[2] = mean;
      }
  train_texture_normalize (texture);
}

/* Fills texture with the difference that the teacher made to another photo.
 * Returns its standard deviation. */
static double
draw_residue (const TrainLoadedDataset *dataset,
              TrainRandom *random,
              TrainImage *texture)
{
  gsize n = train_image_size (texture);
  TrainPhotoCrop crop;
  TrainImage smooth;
  TrainReal gain;
  double deviation;

  train_image_init (&smooth, texture->height, texture->width, 3);
  train_photo_crop_draw (dataset, random, texture->width, &crop);
  train_photo_crop_read (&crop, 0, texture);
  train_photo_crop_read (&crop, train_random_uniform (random, 0.2, 1), &smooth);
  for (gsize i = 0; i < n; i++)
    texture->data[i] -= smooth.data[i];
  train_image_clear (&smooth);
  deviation =
    train_texture_normalize (texture) * train_random_uniform (random, 0.7, 1.6);
  gain = (TrainReal) deviation;
  for (gsize i = 0; i < n; i++)
    texture->data[i] *= gain;
  return deviation;
}

/* Fades the texture out except in some random places with soft borders. */
static void
limit_to_places (TrainRandom *random, TrainImage *texture)
{
  TrainImage places;

  train_image_init (&places, texture->height, texture->width, 1);
  train_smooth_surface_fill (random, 5, &places);
  for (gsize i = 0; i < train_image_size (&places); i++)
    {
      float place = 1 / (1 + expf (-8 * (float) places.data[i]));

      for (int c = 0; c < 3; c++)
        texture->data[i * 3 + c] *= (TrainReal) place;
    }
  train_image_clear (&places);
}

static void
darken (const TrainImage *structure, TrainImage *texture)
{
  for (gsize i = 0; i < train_image_size (texture); i += 3)
    {
      const TrainReal *below = structure->data + i;
      TrainReal gain = (TrainReal) 0.4 + (below[0] + below[1] + below[2]) / 3;

      for (int c = 0; c < 3; c++)
        texture->data[i + c] *= gain;
    }
}

double
train_texture_draw (const TrainLoadedDataset *dataset,
                    TrainRandom *random,
                    const TrainImage *structure,
                    double strength,
                    TrainImage *texture)
{
  const double usual = USUAL_SIGMA + USUAL_SIGMA_RISE * strength;
  double part = train_random_uniform (random, 0, 1);
  double sigma = train_random_chance (random, SHARE_USUAL)
                   ? train_random_uniform (random, MIN_SIGMA, usual)
                   : train_random_uniform (random, usual, MAX_SIGMA);
  TrainReal gain = (TrainReal) sigma;

  if (part < SHARE_JPEG)
    return train_jpeg_blocks_draw (random, structure, texture);
  part -= SHARE_JPEG;
  if (part < SHARE_RESIDUE && dataset->n_photos > 0)
    {
      sigma = draw_residue (dataset, random, texture);
      gain = 1;
    }
  else if (part >= SHARE_RESIDUE && part < SHARE_RESIDUE + SHARE_REAL
           && dataset->n_textures > 0)
    train_texture_draw_real (dataset, random, texture);
  else
    train_procedural_texture_fill (
      random,
      (TrainTextureKind) train_random_integer (random, TRAIN_TEXTURE_N_KINDS),
      texture);
  for (gsize i = 0; i < train_image_size (texture); i++)
    texture->data[i] *= gain;
  if (train_random_chance (random, SHARE_PLACES))
    limit_to_places (random, texture);
  if (train_random_chance (random, SHARE_DARKER))
    darken (structure, texture);
  return sigma;
}

void
train_texture_keep_clear (const TrainImage *structure,
                          double sigma,
                          TrainImage *texture)
{
  const TrainReal fades_within = (TrainReal) (SIGMAS_CLEAR * sigma);

  for (gsize i = 0; i < train_image_size (structure); i++)
    {
      TrainReal s = structure->data[i], room = MIN (s, 1 - s);

      if (room < fades_within)
        texture->data[i] *= MAX (0, room) / fades_within;
    }
}

void
train_texture_lay (const TrainImage *structure,
                   const TrainImage *texture,
                   double sigma,
                   double strength,
                   TrainImage *input,
                   TrainImage *truth)
{
  double taken = TRAIN_TEXTURE_REACH * strength;
  TrainReal left = sigma > taken ? (TrainReal) (1 - taken / sigma) : 0;

  for (gsize i = 0; i < train_image_size (structure); i++)
    {
      TrainReal s = structure->data[i], t = texture->data[i];

      input->data[i] = CLAMP (s + t, 0, 1);
      truth->data[i] = CLAMP (s + left * t, 0, 1);
    }
}
