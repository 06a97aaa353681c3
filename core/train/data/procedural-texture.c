/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Computed textures, see procedural-texture.h. Each is a function of two coordinates
 * in periods, turned by a random angle and perhaps bent by a smooth surface.
 */
#include "train/data/procedural-texture.h"

#include <math.h>

#include "train/data/smooth-surface.h"

#define TAU 6.28318530718f
#define SHORTEST_PERIOD 2.2
#define LONGEST_PERIOD 14
#define N_WAVES 40

/* How pixels map to periods. */
typedef struct
{
  float cosine, sine;      /* of the angle */
  float along, across;     /* periods per pixel */
  float origin[2];         /* in periods */
  const TrainImage *bends; /* offset along, NULL: none */
  float bend;              /* periods per unit of bends */
} Frame;

static float
fraction (float a)
{
  return a - floorf (a);
}

static gboolean
is_odd (float a)
{
  return ((int) floorf (a) & 1) != 0;
}

/* Value of a texture at (u, v), -1 ... 1. */
static float
evaluate (TrainTextureKind kind, float u, float v)
{
  float du = fraction (u) - 0.5f, dv = fraction (v) - 0.5f;

  switch (kind)
    {
    case TRAIN_TEXTURE_GRATING:
      return sinf (TAU * u);
    case TRAIN_TEXTURE_CHECKS:
      return is_odd (2 * u) == is_odd (2 * v) ? 1 : -1;
    case TRAIN_TEXTURE_DOTS:
      return du * du + dv * dv < 0.1f ? 1 : -1;
    case TRAIN_TEXTURE_BRICKS:
      return fraction (v) < 0.18f
                 || fraction (u + (is_odd (v) ? 0.5f : 0)) < 0.15f
               ? -1
               : 1;
    case TRAIN_TEXTURE_WAFFLE:
      return sinf (TAU * u) * sinf (TAU * v);
    case TRAIN_TEXTURE_WEAVE:
      /* Threads over and under each other, rounded and dark at their ends. */
      if (is_odd (u) == is_odd (v))
        return 1 - 8 * dv * dv - 2 * du * du;
      return 1 - 8 * du * du - 2 * dv * dv;
    default:
      return 0; /* there is no other kind */
    }
}

static void
fill_frame (TrainTextureKind kind, const Frame *frame, TrainImage *texture)
{
  for (int y = 0; y < texture->height; y++)
    for (int x = 0; x < texture->width; x++)
      {
        float a = frame->cosine * (float) x + frame->sine * (float) y;
        float b = frame->cosine * (float) y - frame->sine * (float) x;
        float u = a * frame->along + frame->origin[0];
        float v = b * frame->across + frame->origin[1];

        if (frame->bends != NULL)
          u += frame->bend * (float) *train_image_at (frame->bends, y, x);
        *train_image_at (texture, y, x) = (TrainReal) evaluate (kind, u, v);
      }
}

/* Adds a cosine of so many turns per pixel: a phase turned step by step. */
static void
add_wave (TrainImage *texture, float fx, float fy, float phase)
{
  float cosine = cosf (TAU * fx), sine = sinf (TAU * fx);

  for (int y = 0; y < texture->height; y++)
    {
      float start = TAU * fraction (phase + fy * (float) y);
      float re = cosf (start), im = sinf (start);

      for (int x = 0; x < texture->width; x++)
        {
          float turned = re * cosine - im * sine;

          *train_image_at (texture, y, x) += (TrainReal) re;
          im = re * sine + im * cosine;
          re = turned;
        }
    }
}

/* Noise with its power in a ring around one frequency. */
static void
fill_band (TrainRandom *random, double period, TrainImage *texture)
{
  train_image_zero (texture);
  for (int k = 0; k < N_WAVES; k++)
    {
      double angle = train_random_uniform (random, 0, G_PI);
      double frequency = (1 + 0.35 * train_random_normal (random)) / period;

      frequency = CLAMP (frequency, 0.1 / period, 0.5);
      add_wave (texture, (float) (frequency * cos (angle)),
                (float) (frequency * sin (angle)),
                (float) train_random_uniform (random, 0, 1));
    }
}

/* Plain noise, of one colour or of three. */
static void
fill_noise (TrainRandom *random, TrainImage *texture)
{
  gboolean is_grey = train_random_chance (random, 0.5);

  for (int y = 0; y < texture->height; y++)
    for (int x = 0; x < texture->width; x++)
      {
        TrainReal *pixel = train_image_at (texture, y, x);

        pixel[0] = (TrainReal) train_random_normal (random);
        for (int c = 1; c < 3; c++)
          pixel[c] =
            is_grey ? pixel[0] : (TrainReal) train_random_normal (random);
      }
}

static void
fill_pattern (TrainRandom *random,
              TrainTextureKind kind,
              double period,
              TrainImage *texture)
{
  double angle = train_random_uniform (random, 0, G_PI);
  double ratio = train_random_uniform (random, 0.6, 1.6);
  Frame frame = {
    .cosine = (float) cos (angle),
    .sine = (float) sin (angle),
    .along = (float) (1 / period),
    .across = (float) (1 / (period * ratio)),
    .origin = { (float) train_random_uniform (random, 0, 64),
                (float) train_random_uniform (random, 0, 64) },
  };
  TrainImage bends = { 0 };

  if (train_random_chance (random, 0.35))
    {
      train_image_init (&bends, texture->height, texture->width, 1);
      train_smooth_surface_fill (random, 3 + train_random_integer (random, 5), &bends);
      frame.bends = &bends;
      frame.bend = (float) train_random_uniform (random, 0.2, 1.2);
    }
  fill_frame (kind, &frame, texture);
  train_image_clear (&bends);
}

/* The first channel into all, perhaps coloured. */
static void
spread (TrainRandom *random, TrainImage *texture)
{
  gsize n = (gsize) texture->height * texture->width;
  TrainReal colour[3] = { 1, 1, 1 };

  if (train_random_chance (random, 0.4))
    for (int c = 0; c < 3; c++)
      colour[c] = (TrainReal) train_random_uniform (random, 0.3, 1);
  for (gsize i = 0; i < n; i++)
    {
      TrainReal *pixel = texture->data + i * 3, value = pixel[0];

      for (int c = 0; c < 3; c++)
        pixel[c] = value * colour[c];
    }
}

double
train_texture_normalize (TrainImage *texture)
{
  gsize n = train_image_size (texture);
  double sum = 0, squares = 0, deviation;
  TrainReal mean, gain;

  for (gsize i = 0; i < n; i++)
    sum += (double) texture->data[i];
  mean = (TrainReal) (sum / (double) n);
  for (gsize i = 0; i < n; i++)
    {
      texture->data[i] -= mean;
      squares += (double) texture->data[i] * (double) texture->data[i];
    }
  deviation = sqrt (squares / (double) n);
  gain = deviation > 1e-4 ? (TrainReal) (1 / deviation) : 0;
  for (gsize i = 0; i < n; i++)
    texture->data[i] *= gain;
  return deviation;
}

void
train_procedural_texture_fill (TrainRandom *random,
                       TrainTextureKind kind,
                       TrainImage *texture)
{
  /* As many short periods as long ones, by octaves. */
  double octaves = log (LONGEST_PERIOD / SHORTEST_PERIOD);
  double period =
    SHORTEST_PERIOD * exp (train_random_uniform (random, 0, octaves));

  if (kind == TRAIN_TEXTURE_NOISE)
    fill_noise (random, texture);
  else
    {
      if (kind == TRAIN_TEXTURE_BAND_NOISE)
        fill_band (random, period, texture);
      else
        fill_pattern (random, kind, period, texture);
      spread (random, texture);
    }
  train_texture_normalize (texture);
}
