/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chooses textures from all sources and adds them to structures, see
 * texture-overlay.h.
 */
#include "train/data/texture-overlay.h"

#include <math.h>
#include <string.h>

#include "train/base/blur.h"
#include "train/data/jpeg-blocks.h"
#include "train/data/procedural-texture.h"
#include "train/data/resample.h"
#include "train/data/smooth-random-map.h"

/* The shares of textures that come from the data set, that the teacher took off
 * a photo, and that are artefacts of JPEG compression; the others are computed.
 * If the data set lacks a source, computed textures take its share. Of all
 * textures but these artefacts, SHARE_PLACES are limited to some places, and
 * SHARE_DARKER are weaker on dark ground. */
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
/* A real texture is split at a period from FINEST_SPLIT_PX to
 * COARSEST_SPLIT_PX: what is finer is the texture, what is coarser cannot be
 * told from shading. A Gaussian whose sigma is SIGMA_PER_PERIOD = sqrt (ln 2 /
 * 2) / pi periods halves the amplitude of waves of that period. */
#define FINEST_SPLIT_PX 14
#define COARSEST_SPLIT_PX 16
#define SIGMA_PER_PERIOD 0.18739
/* The largest standard deviation of a texture's coarse part where it is added
 * to a structure. */
#define MAX_COARSE 0.1
/* A texture is hardly clipped if the colour on which it is laid is this many of
 * its standard deviations from black and white. */
#define SIGMAS_CLEAR 2.5
/* A structure within this distance of black or white, one 8-bit step, counts as
 * clipped. */
#define CLIPPED_ROOM (TrainReal) (1.0 / 255)

/* Rotates a square image. turns: the number of quarter turns, 0 to 3, plus 4 to
 * mirror the image, too. */
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
train_texture_split (double period_px, TrainImage *texture, TrainImage *coarse)
{
  gsize n = train_image_size (texture);
  double sums[3] = { 0 };
  TrainImage low;

  train_blur (texture, SIGMA_PER_PERIOD * period_px, &low);
  for (gsize i = 0; i < n; i++)
    {
      texture->data[i] -= low.data[i];
      sums[i % 3] += (double) low.data[i];
    }
  for (gsize i = 0; coarse != NULL && i < n; i++)
    coarse->data[i] = low.data[i] - (TrainReal) (3 * sums[i % 3] / (double) n);
  train_image_clear (&low);
}

/* Splits texture at a random period: the fine part stays in texture, the coarse
 * part is written to coarse (NULL: not wanted). Multiplies both by the factor
 * that gives the fine part the standard deviation 1. Returns the fine part's
 * standard deviation before. */
static double
split_and_normalize (TrainRandom *random,
                     TrainImage *texture,
                     TrainImage *coarse)
{
  double period =
    train_random_uniform (random, FINEST_SPLIT_PX, COARSEST_SPLIT_PX);
  double deviation;

  train_texture_split (period, texture, coarse);
  deviation = train_texture_normalize (texture);
  for (gsize i = 0; coarse != NULL && i < train_image_size (coarse); i++)
    coarse->data[i] *= deviation > 0 ? (TrainReal) (1 / deviation) : 0;
  return deviation;
}

void
train_texture_draw_real (const TrainLoadedDataset *dataset,
                         TrainRandom *random,
                         TrainImage *texture,
                         TrainImage *coarse)
{
  const TrainLoadedPicture *picture =
    dataset->textures + train_random_integer (random, dataset->n_textures);
  TrainResampleSource source = { picture->data, picture->height, picture->width,
                                 3, TRUE };
  double scale = train_random_uniform (random, 0.35, 1.1);
  double x0 = train_random_uniform (random, 0, picture->width);
  double y0 = train_random_uniform (random, 0, picture->height);

  train_resample (&source, scale, x0, y0, texture);
  rotate (texture, train_random_integer (random, 8));
  if (train_random_chance (random, 0.6))
    for (gsize i = 0; i < train_image_size (texture); i += 3)
      {
        TrainReal *pixel = texture->data + i;
        TrainReal mean = (pixel[0] + pixel[1] + pixel[2]) / 3;

        pixel[0] = pixel[1] = pixel[2] = mean;
      }
  split_and_normalize (random, texture, coarse);
}

/* Fills texture with what the teacher removed from a random photo of dataset,
 * without what is coarse, scaled to standard deviation 1; and coarse with the
 * coarse part. Returns the standard deviation that the caller is to give
 * texture. */
static double
draw_residue (const TrainLoadedDataset *dataset,
              TrainRandom *random,
              TrainImage *texture,
              TrainImage *coarse)
{
  TrainPhotoCrop crop;
  TrainImage smooth;

  train_image_init (&smooth, texture->height, texture->width, 3);
  train_photo_crop_draw (dataset, random, texture->width, &crop);
  train_photo_crop_read (&crop, 0, texture);
  train_photo_crop_read (&crop, train_random_uniform (random, 0.2, 1), &smooth);
  for (gsize i = 0; i < train_image_size (texture); i++)
    texture->data[i] -= smooth.data[i];
  train_image_clear (&smooth);
  return split_and_normalize (random, texture, coarse)
         * train_random_uniform (random, 0.7, 1.6);
}

/* Fades the texture out except in some random places with soft borders. */
static void
limit_to_places (TrainRandom *random, TrainImage *texture)
{
  TrainImage places;

  train_image_init (&places, texture->height, texture->width, 1);
  train_smooth_map_fill (random, 5, &places);
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

/* Multiplies coarse by gain, or by less, so that its standard deviation is at
 * most MAX_COARSE. */
static void
scale_coarse (double gain, TrainImage *coarse)
{
  gsize n = train_image_size (coarse);
  double squares = 0, deviation;

  for (gsize i = 0; i < n; i++)
    squares += (double) coarse->data[i] * (double) coarse->data[i];
  deviation = sqrt (squares / (double) n);
  if (deviation * gain > MAX_COARSE)
    gain = MAX_COARSE / deviation;
  for (gsize i = 0; i < n; i++)
    coarse->data[i] *= (TrainReal) gain;
}

double
train_texture_draw (const TrainLoadedDataset *dataset,
                    TrainRandom *random,
                    const TrainImage *structure,
                    double strength,
                    TrainImage *texture,
                    TrainImage *coarse)
{
  const double usual = USUAL_SIGMA + USUAL_SIGMA_RISE * strength;
  double part = train_random_uniform (random, 0, 1);
  double sigma = train_random_chance (random, SHARE_USUAL)
                   ? train_random_uniform (random, MIN_SIGMA, usual)
                   : train_random_uniform (random, usual, MAX_SIGMA);

  train_image_zero (coarse);
  if (part < SHARE_JPEG)
    return train_jpeg_blocks_draw (random, structure, texture);
  part -= SHARE_JPEG;
  if (part < SHARE_RESIDUE && dataset->n_photos > 0)
    sigma = draw_residue (dataset, random, texture, coarse);
  else if (part >= SHARE_RESIDUE && part < SHARE_RESIDUE + SHARE_REAL
           && dataset->n_textures > 0)
    train_texture_draw_real (dataset, random, texture, coarse);
  else
    train_procedural_texture_fill (
      random,
      (TrainTextureKind) train_random_integer (random, TRAIN_TEXTURE_N_KINDS),
      texture);
  for (gsize i = 0; i < train_image_size (texture); i++)
    texture->data[i] *= (TrainReal) sigma;
  scale_coarse (sigma, coarse);
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

      if (room > CLIPPED_ROOM && room < fades_within)
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
