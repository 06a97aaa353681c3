/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Computes textures, see procedural-texture.h. A pattern is a function of two
 * coordinates, which are counted in periods, rotated by a random angle and
 * perhaps bent by a smooth surface. */
#include "train/data/procedural-texture.h"

#include <math.h>

#include "train/data/smooth-random-map.h"

#define TAU 6.28318530718f
#define MIN_PERIOD 2.2
#define MAX_PERIOD 14
#define N_WAVES 40
/* The longest wave in noise; a longer one cannot be told from shading. */
#define MAX_WAVE_PX 15
#define MAX_GLYPH_STROKES 4
/* Half the width of a glyph's strokes, and of their soft borders, in periods.
 */
#define GLYPH_HALF_WIDTH 0.07f
#define GLYPH_BORDER 0.08f

/* How pixels are mapped to the pattern's coordinates u and v, which count
 * periods. */
typedef struct
{
  float cosine, sine;  /* cosine and sine of the angle of rotation */
  float along, across; /* periods per pixel along u and along v */
  float origin[2];     /* u and v of the first pixel */
  /* The smooth surface by which u is displaced; NULL: it is not. */
  const TrainImage *bends;
  float bend; /* displacement of u, in periods, where bends is 1 */
  /* The ends of a glyph's strokes: x0, y0, x1, y1, in periods from the middle
   * of the glyph. */
  float strokes[MAX_GLYPH_STROKES][4];
  int n_strokes;
} Pattern;

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

/* Returns the value of a glyph, the same in each cell, at (u, v) from the
 * middle of the cell. */
static float
evaluate_glyph (const Pattern *pattern, float u, float v)
{
  float nearest = 1;

  for (int k = 0; k < pattern->n_strokes; k++)
    {
      const float *a = pattern->strokes[k];
      float du = a[2] - a[0], dv = a[3] - a[1];
      float square = du * du + dv * dv;
      float t =
        square > 0 ? ((u - a[0]) * du + (v - a[1]) * dv) / square : 0.0f;

      t = CLAMP (t, 0, 1);
      nearest = MIN (nearest, hypotf (u - a[0] - t * du, v - a[1] - t * dv));
    }
  nearest = (nearest - GLYPH_HALF_WIDTH) / GLYPH_BORDER;
  return 1 - 2 * CLAMP (nearest, 0, 1);
}

/* Returns the pattern's value at (u, v), from -1 to 1. */
static float
evaluate (const Pattern *pattern, TrainTextureKind kind, float u, float v)
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
      /* A weave's threads pass over and under each other. They look rounded,
       * and darker where they pass under another thread. */
      if (is_odd (u) == is_odd (v))
        return 1 - 8 * dv * dv - 2 * du * du;
      return 1 - 8 * du * du - 2 * dv * dv;
    case TRAIN_TEXTURE_GLYPHS:
      return evaluate_glyph (pattern, du, dv);
    default:
      return 0; /* noise is made by fill_band_noise () and fill_noise () */
    }
}

static void
fill_with_pattern (TrainTextureKind kind,
                   const Pattern *pattern,
                   TrainImage *texture)
{
  for (int y = 0; y < texture->height; y++)
    for (int x = 0; x < texture->width; x++)
      {
        float a = pattern->cosine * (float) x + pattern->sine * (float) y;
        float b = pattern->cosine * (float) y - pattern->sine * (float) x;
        float u = a * pattern->along + pattern->origin[0];
        float v = b * pattern->across + pattern->origin[1];

        if (pattern->bends != NULL)
          u += pattern->bend * (float) *train_image_at (pattern->bends, y, x);
        *train_image_at (texture, y, x) =
          (TrainReal) evaluate (pattern, kind, u, v);
      }
}

/* Adds the cosine wave of fx, fy periods per pixel to the first channel. Along
 * a row, its phase is advanced by a complex multiplication, which is faster
 * than computing a cosine for each pixel. */
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

/* Fills texture with band-passed noise: a sum of waves of all directions with
 * frequencies around 1 / period. */
static void
fill_band_noise (TrainRandom *random, double period, TrainImage *texture)
{
  train_image_zero (texture);
  for (int k = 0; k < N_WAVES; k++)
    {
      double angle = train_random_uniform (random, 0, G_PI);
      double frequency = (1 + 0.35 * train_random_normal (random)) / period;

      frequency = CLAMP (frequency, 1.0 / MAX_WAVE_PX, 0.5);
      add_wave (texture, (float) (frequency * cos (angle)),
                (float) (frequency * sin (angle)),
                (float) train_random_uniform (random, 0, 1));
    }
}

/* Fills texture with white noise, which is either the same in all three
 * channels or different. */
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

/* Draws the strokes of a glyph. */
static void
draw_glyph (TrainRandom *random, Pattern *pattern)
{
  pattern->n_strokes = 1 + train_random_integer (random, MAX_GLYPH_STROKES);
  for (int k = 0; k < pattern->n_strokes; k++)
    for (int i = 0; i < 4; i++)
      pattern->strokes[k][i] = (float) train_random_uniform (random, -0.4, 0.4);
}

static void
fill_pattern (TrainRandom *random,
              TrainTextureKind kind,
              double period,
              TrainImage *texture)
{
  double angle = train_random_uniform (random, 0, G_PI);
  double ratio = train_random_uniform (random, 0.6, 1.6);
  double across = MIN (period * ratio, MAX_PERIOD);
  Pattern pattern = {
    .cosine = (float) cos (angle),
    .sine = (float) sin (angle),
    .along = (float) (1 / period),
    .across = (float) (1 / across),
    .origin = { (float) train_random_uniform (random, 0, 64),
                (float) train_random_uniform (random, 0, 64) },
  };
  TrainImage bends = { 0 };

  if (kind == TRAIN_TEXTURE_GLYPHS)
    draw_glyph (random, &pattern);
  if (train_random_chance (random, 0.35))
    {
      train_image_init (&bends, texture->height, texture->width, 1);
      train_smooth_map_fill (random, 3 + train_random_integer (random, 5),
                             &bends);
      pattern.bends = &bends;
      pattern.bend = (float) train_random_uniform (random, 0.2, 1.2);
    }
  fill_with_pattern (kind, &pattern, texture);
  train_image_clear (&bends);
}

/* Copies the first channel into all three. Some textures are coloured: each
 * channel is multiplied by a gain of its own. */
static void
copy_to_channels (TrainRandom *random, TrainImage *texture)
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
  /* The logarithm of the period is uniformly distributed, so short periods are
   * as frequent as long ones. */
  double log_range = log (MAX_PERIOD / MIN_PERIOD);
  double period =
    MIN_PERIOD * exp (train_random_uniform (random, 0, log_range));

  if (kind == TRAIN_TEXTURE_NOISE)
    fill_noise (random, texture);
  else
    {
      if (kind == TRAIN_TEXTURE_BAND_NOISE)
        fill_band_noise (random, period, texture);
      else
        fill_pattern (random, kind, period, texture);
      copy_to_channels (random, texture);
    }
  train_texture_normalize (texture);
}
