/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes pairs of prints, see printed-pair.h. */
#include "train/data/printed-pair.h"

#include "train/base/blur.h"
#include "train/data/cloth.h"
#include "train/data/halftone.h"
#include "train/data/procedural-marks.h"

#define SHARE_SCREEN 0.65
/* Before a picture is printed by a screen, its black becomes a tone of at most
 * MAX_DARK, and its white one of MIN_LIGHT to MAX_LIGHT: nearer to black or
 * white a screen has hardly any dots. */
#define MAX_DARK 0.4
#define MIN_LIGHT 0.7
#define MAX_LIGHT 0.97
#define SHARE_SOFT_TONES 0.5
/* The share of screens whose dots are soft, as if a scanner or a lens had
 * blurred the print. */
#define SHARE_SOFT_DOTS 0.6
#define MIN_SOFT_PX 0.3
#define MAX_SOFT_PERIODS 0.2
#define MIN_DEPTH 0.03
#define MAX_DEPTH 0.14
/* White is lowered so that a relief of cloth may rise by this many times its
 * standard deviation before it is clipped. */
#define DEPTH_ROOM 2.5
#define SHARE_MARKS 0.5
#define SHARE_LINES 0.6
#define MARKS_CONTRAST 0.35

/* Blurs image by a Gaussian of sigma pixels. */
static void
soften (TrainImage *image, double sigma)
{
  TrainImage soft;

  train_blur (image, sigma, &soft);
  for (gsize i = 0; i < train_image_size (image); i++)
    image->data[i] = CLAMP (soft.data[i], 0, 1);
  train_image_clear (&soft);
}

static void
draw_marks (TrainRandom *random, TrainImage *truth, TrainImage *input)
{
  TrainImage *const images[] = { truth, input };
  TrainMarksKind kind = TRAIN_MARKS_LINES;

  if (!train_random_chance (random, SHARE_LINES))
    kind = (TrainMarksKind) train_random_integer (random, TRAIN_MARKS_N_KINDS);
  train_marks_draw (random, kind, MARKS_CONTRAST, images,
                    input != NULL ? 2 : 1);
}

/* Maps the tones of truth to a random smaller range, and makes the picture grey
 * if is_grey is set. */
static void
limit_tones (TrainRandom *random, gboolean is_grey, TrainImage *truth)
{
  const TrainReal dark = (TrainReal) train_random_uniform (random, 0, MAX_DARK);
  const TrainReal light =
    (TrainReal) train_random_uniform (random, MIN_LIGHT, MAX_LIGHT);

  for (gsize i = 0; i < train_image_size (truth); i += 3)
    {
      TrainReal *pixel = truth->data + i;

      if (is_grey)
        pixel[0] = pixel[1] = pixel[2] = (pixel[0] + pixel[1] + pixel[2]) / 3;
      for (int c = 0; c < 3; c++)
        pixel[c] = dark + pixel[c] * (light - dark);
    }
}

static void
print_screen (TrainRandom *random, TrainImage *truth, TrainImage *input)
{
  TrainHalftone halftone;

  train_halftone_draw (random, &halftone);
  limit_tones (random, halftone.is_grey, truth);
  if (train_random_chance (random, SHARE_SOFT_TONES))
    soften (truth, halftone.period * train_random_uniform (random, 0.2, 0.5));
  train_halftone_print (&halftone, truth, input);
  if (train_random_chance (random, SHARE_MARKS))
    draw_marks (random, truth, input);
  if (train_random_chance (random, SHARE_SOFT_DOTS))
    {
      const double most =
        MAX (MAX_SOFT_PERIODS * halftone.period, 1.2 * MIN_SOFT_PX);
      const double sigma = train_random_uniform (random, MIN_SOFT_PX, most);

      soften (truth, sigma);
      soften (input, sigma);
    }
}

/* Makes a pair on cloth or paper: input = truth (1 + depth relief). Before,
 * truth is made darker so that the lightest threads are not clipped. */
static void
print_cloth (TrainRandom *random, TrainImage *truth, TrainImage *input)
{
  const TrainReal depth =
    (TrainReal) train_random_uniform (random, MIN_DEPTH, MAX_DEPTH);
  const gboolean has_marks = train_random_chance (random, SHARE_MARKS);
  const gboolean is_under = train_random_chance (random, 0.5);
  TrainImage relief;

  train_image_init (&relief, truth->height, truth->width, 3);
  train_cloth_draw (
    random, (TrainClothKind) train_random_integer (random, TRAIN_CLOTH_N_KINDS),
    &relief);
  if (has_marks && is_under)
    draw_marks (random, truth, NULL);
  for (gsize i = 0; i < train_image_size (truth); i++)
    {
      TrainReal value;

      truth->data[i] /= 1 + (TrainReal) DEPTH_ROOM * depth;
      value = truth->data[i] * (1 + depth * relief.data[i]);
      input->data[i] = CLAMP (value, 0, 1);
    }
  if (has_marks && !is_under)
    draw_marks (random, truth, input);
  train_image_clear (&relief);
}

void
train_print_pair_make (TrainRandom *random,
                       double strength,
                       TrainImage *truth,
                       TrainImage *input)
{
  const TrainReal left =
    (TrainReal) MAX (0, 1 - strength / TRAIN_PRINT_GONE_AT);

  if (train_random_chance (random, SHARE_SCREEN))
    print_screen (random, truth, input);
  else
    print_cloth (random, truth, input);
  for (gsize i = 0; left > 0 && i < train_image_size (truth); i++)
    truth->data[i] += left * (input->data[i] - truth->data[i]);
}
