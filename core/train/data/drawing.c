/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws pictures with exact edges, see drawing.h. */
#include "train/data/drawing.h"

#include <math.h>

#include "train/data/clip-art.h"
#include "train/data/procedural-shapes.h"
#include "train/data/procedural-text.h"

/* The share of drawings, and that of procedural pictures, that get no texture:
 * the network has to leave these as they are. */
#define IDENTITY_CLIP_ART 0.15
#define IDENTITY_PROCEDURAL 0.4
#define SHARE_TEXT 0.35
#define SHARE_BACKGROUND 0.3
#define MAX_SHAPES 12
/* The share of drawings and procedural pictures whose steps of colour are
 * small: their contrast is multiplied by MIN_CONTRAST to MAX_CONTRAST, and
 * steps of a third of the range, the mean of random fills, become 8 to 50 of
 * 255. */
#define SHARE_FAINT 0.4
#define MIN_CONTRAST 0.09
#define MAX_CONTRAST 0.6

/* Draws shapes, or a background alone, with or without text. */
static void
draw_procedural (TrainRandom *random, TrainImage *structure)
{
  TrainProceduralShapes shapes = { .n_shapes = 0 };

  /* Without shapes only the background is drawn, flat or graded. */
  if (!train_random_chance (random, SHARE_BACKGROUND))
    shapes.n_shapes = 1 + train_random_integer (random, MAX_SHAPES);
  train_procedural_shapes_draw (random, &shapes, structure, NULL);
  if (train_random_chance (random, SHARE_TEXT))
    train_procedural_text_draw (random, structure);
}

/* Moves all colours towards one random colour, so that the steps between filled
 * areas become small. */
static void
lower_contrast (TrainRandom *random, TrainImage *structure)
{
  const TrainReal contrast =
    (TrainReal) (MIN_CONTRAST
                 * exp (train_random_uniform (
                   random, 0, log (MAX_CONTRAST / MIN_CONTRAST))));
  TrainReal middle[3];

  for (int c = 0; c < 3; c++)
    middle[c] = (TrainReal) train_random_uniform (random, 0, 1);
  for (gsize i = 0; i < train_image_size (structure); i++)
    structure->data[i] =
      middle[i % 3] + contrast * (structure->data[i] - middle[i % 3]);
}

gboolean
train_drawing_draw (const TrainLoadedDataset *dataset,
                    TrainRandom *random,
                    gboolean is_clip_art,
                    TrainImage *structure)
{
  const double identity = train_random_uniform (random, 0, 1);

  if (is_clip_art)
    train_clip_art_draw (dataset, random, structure);
  else
    draw_procedural (random, structure);
  if (train_random_chance (random, SHARE_FAINT))
    lower_contrast (random, structure);
  return identity >= (is_clip_art ? IDENTITY_CLIP_ART : IDENTITY_PROCEDURAL);
}
