/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Composes pictures of drawings, see clip-art.h. */
#include "train/data/clip-art.h"

#include <math.h>

#include "train/data/procedural-shapes.h"
#include "train/data/resample.h"

#define MAX_DRAWINGS 4
/* The longer side of a drawing is a random multiple, MIN_SIDE to MAX_SIDE, of
 * the picture's side. A picture smaller than MIN_WHOLE_PX counts as a crop of
 * one of that size, so that it shows parts of drawings at their usual size. */
#define MIN_SIDE 0.35
#define MAX_SIDE 1.4
#define MIN_WHOLE_PX 384
/* The largest factor by which a drawing is enlarged. Some drawings may be
 * enlarged further, until their edges are soft: they stand for what is out of
 * focus in a photo. */
#define MAX_ENLARGED 1.1
#define MAX_ENLARGED_SOFT 3.0
#define SHARE_SOFT 0.3

/* Composites one drawing, mirrored or not, over picture at a random place; the
 * drawing's centre lies in the picture or near it. */
static void
lay_drawing (const TrainLoadedPicture *drawing,
             TrainRandom *random,
             TrainImage *picture)
{
  TrainResampleSource source = { drawing->data, drawing->height, drawing->width,
                                 4, FALSE };
  int whole = MAX (MIN_WHOLE_PX, picture->width);
  /* A drawing's centre may lie up to this many pixels outside the picture. */
  double beside = (whole - picture->width) / 4.0;
  double side = whole * train_random_uniform (random, MIN_SIDE, MAX_SIDE);
  double most =
    train_random_chance (random, SHARE_SOFT) ? MAX_ENLARGED_SOFT : MAX_ENLARGED;
  double scale = MIN (most, side / MAX (drawing->height, drawing->width));
  double middle_x =
    train_random_uniform (random, -beside, picture->width + beside);
  double middle_y =
    train_random_uniform (random, -beside, picture->height + beside);
  gboolean is_mirrored = train_random_chance (random, 0.5);
  int x0 = (int) floor (middle_x - drawing->width * scale / 2) - 1;
  int y0 = (int) floor (middle_y - drawing->height * scale / 2) - 1;
  int x1 = (int) ceil (middle_x + drawing->width * scale / 2) + 1;
  int y1 = (int) ceil (middle_y + drawing->height * scale / 2) + 1;
  TrainImage part;

  x0 = MAX (x0, 0);
  y0 = MAX (y0, 0);
  x1 = MIN (x1, picture->width);
  y1 = MIN (y1, picture->height);
  if (x0 >= x1 || y0 >= y1)
    return;
  train_image_init (&part, y1 - y0, x1 - x0, 4);
  /* train_resample () is given the position of a pixel's centre, so half pixels
   * are added. It cannot mirror: a mirrored drawing is resampled unmirrored,
   * beginning at its other end, and the columns of the result are swapped
   * below. */
  train_resample (
    &source, scale,
    is_mirrored ? (drawing->width - 1) / 2.0 - (x1 - 0.5 - middle_x) / scale
                : (drawing->width - 1) / 2.0 + (x0 + 0.5 - middle_x) / scale,
    (drawing->height - 1) / 2.0 + (y0 + 0.5 - middle_y) / scale, &part);
  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++)
      {
        const TrainReal *from =
          train_image_at (&part, y - y0, is_mirrored ? x1 - 1 - x : x - x0);
        TrainReal *to = train_image_at (picture, y, x);

        for (int c = 0; c < 3; c++)
          to[c] = MIN (1, from[c] + (1 - from[3]) * to[c]);
      }
  train_image_clear (&part);
}

void
train_clip_art_draw (const TrainLoadedDataset *dataset,
                     TrainRandom *random,
                     TrainImage *picture)
{
  TrainProceduralShapes background = { .n_shapes = 0 };
  int n = 1 + train_random_integer (random, MAX_DRAWINGS);

  train_procedural_shapes_draw (random, &background, picture, NULL);
  while (n-- > 0)
    lay_drawing (dataset->clip_art
                   + train_random_integer (random, dataset->n_clip_art),
                 random, picture);
}
