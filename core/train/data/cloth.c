/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Computes the relief of linen, canvas and paper, see cloth.h. */
#include "train/data/cloth.h"

#include <math.h>

#include "train/base/blur.h"
#include "train/data/procedural-texture.h"
#include "train/data/smooth-random-map.h"
#include "train/data/texture-overlay.h"

#define MIN_PERIOD_PX 3
#define MAX_PERIOD_PX 12
/* The number of random values of lightness that threads of one direction have;
 * after as many threads the values repeat. */
#define N_THREADS 64
#define MAX_TURN 0.1
#define BEND_POINTS 4
/* The area of paper, in pixels, on which there is one fibre. */
#define PIXELS_PER_FIBRE 50
#define MIN_FIBRE_PX 6
#define MAX_FIBRE_PX 40
#define MAX_FIBRE_BEND 0.12
#define GRAIN 0.15
#define GRAIN_SIGMA_PX 0.7
#define COARSEST_PX 14

/* The threads of linen or canvas: how pixels are mapped to coordinates u and v
 * across the two directions of threads, counted in periods, and how light each
 * thread is. */
typedef struct
{
  /* cosine and sine of the rotation, divided by the period */
  float cosine, sine;
  float origin[2];
  float bend; /* the largest displacement of the threads, in periods */
  float uneven;
  float threads[2][N_THREADS]; /* lightness of each thread, by direction */
} Weave;

/* Returns the height of a thread's surface at u, which counts threads: 1 in the
 * middle of a thread, -1 between two threads. */
static float
get_height (float u)
{
  return 1 - 4 * fabsf (u - floorf (u) - 0.5f);
}

static float
get_thread (const Weave *weave, int direction, float u)
{
  return weave->threads[direction][(int) floorf (u) & (N_THREADS - 1)];
}

static float
get_linen (const Weave *weave, float u, float v)
{
  return get_height (u) + get_height (v)
         + weave->uneven
             * (get_thread (weave, 0, u) + get_thread (weave, 1, v));
}

/* Returns the height of canvas at (u, v). A period has two threads of each
 * direction, which pass over and under those of the other direction by
 * turns. */
static float
get_canvas (const Weave *weave, float u, float v)
{
  const gboolean is_upright =
    (((int) floorf (2 * u) + (int) floorf (2 * v)) & 1) != 0;
  const float along = 2 * (is_upright ? u : v);

  return (is_upright ? 1 : -1) + get_height (along)
         + weave->uneven * get_thread (weave, is_upright, along);
}

static void
draw_weave (TrainRandom *random, Weave *weave)
{
  const double range = log (MAX_PERIOD_PX / (double) MIN_PERIOD_PX);
  const double period =
    MIN_PERIOD_PX * exp (train_random_uniform (random, 0, range));
  const double turn = train_random_chance (random, 0.5)
                        ? train_random_uniform (random, -MAX_TURN, MAX_TURN)
                        : 0;

  weave->cosine = (float) (cos (turn) / period);
  weave->sine = (float) (sin (turn) / period);
  weave->bend = (float) train_random_uniform (random, 0, 0.5);
  weave->uneven = (float) train_random_uniform (random, 0, 0.6);
  for (int k = 0; k < 2; k++)
    {
      weave->origin[k] = (float) train_random_uniform (random, 0, N_THREADS);
      for (int i = 0; i < N_THREADS; i++)
        weave->threads[k][i] = (float) train_random_normal (random);
    }
}

static void
fill_weave (TrainRandom *random, TrainClothKind kind, TrainImage *relief)
{
  Weave weave;
  TrainImage bends;

  draw_weave (random, &weave);
  train_image_init (&bends, relief->height, relief->width, 1);
  train_smooth_map_fill (random, BEND_POINTS, &bends);
  for (int y = 0; y < relief->height; y++)
    for (int x = 0; x < relief->width; x++)
      {
        const float bend = weave.bend * (float) *train_image_at (&bends, y, x);
        const float u = (float) x * weave.cosine + (float) y * weave.sine
                        + weave.origin[0] + bend;
        const float v = (float) y * weave.cosine - (float) x * weave.sine
                        + weave.origin[1] - bend;

        *train_image_at (relief, y, x) =
          (TrainReal) (kind == TRAIN_CLOTH_LINEN ? get_linen (&weave, u, v)
                                                 : get_canvas (&weave, u, v));
      }
  train_image_clear (&bends);
}

/* Adds one fibre of paper to relief's first channel, point by point along an
 * arc. */
static void
add_fibre (TrainRandom *random, TrainImage *relief)
{
  double x = train_random_uniform (random, -MAX_FIBRE_PX / 2,
                                   relief->width + MAX_FIBRE_PX / 2);
  double y = train_random_uniform (random, -MAX_FIBRE_PX / 2,
                                   relief->height + MAX_FIBRE_PX / 2);
  double angle = train_random_uniform (random, 0, 2 * G_PI);
  const double turn =
    train_random_uniform (random, -MAX_FIBRE_BEND, MAX_FIBRE_BEND);
  const double light = train_random_normal (random);
  const int n = (int) train_random_uniform (random, MIN_FIBRE_PX, MAX_FIBRE_PX);

  for (int i = 0; i < n; i++, angle += turn)
    {
      x += cos (angle);
      y += sin (angle);
      if (x < 0 || y < 0 || x >= relief->width || y >= relief->height)
        continue;
      *train_image_at (relief, (int) y, (int) x) += (TrainReal) light;
    }
}

static void
fill_paper (TrainRandom *random, TrainImage *relief)
{
  const int n = relief->height * relief->width / PIXELS_PER_FIBRE;
  TrainImage soft;

  for (gsize i = 0; i < train_image_size (relief); i += 3)
    relief->data[i] = (TrainReal) (GRAIN * train_random_normal (random));
  for (int k = 0; k < n; k++)
    add_fibre (random, relief);
  train_blur (relief, GRAIN_SIGMA_PX, &soft);
  for (gsize i = 0; i < train_image_size (relief); i += 3)
    relief->data[i] = soft.data[i];
  train_image_clear (&soft);
}

void
train_cloth_draw (TrainRandom *random, TrainClothKind kind, TrainImage *relief)
{
  if (kind == TRAIN_CLOTH_PAPER)
    fill_paper (random, relief);
  else
    fill_weave (random, kind, relief);
  for (gsize i = 0; i < train_image_size (relief); i += 3)
    relief->data[i + 1] = relief->data[i + 2] = relief->data[i];
  train_texture_split (COARSEST_PX, relief, NULL);
  train_texture_normalize (relief);
}
