/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws soft rims and blobs, see goal-areas-rims.h. */
#include "train/evaluate/goal-areas-rims.h"

#include <math.h>

#include "train/base/random.h"
#include "train/base/blur.h"

#define DISC_SIDE 240
#define RIM_SIDE 96
#define N_ANGLES 24
#define GRAIN 0.01
#define MARGIN_PX 8
/* The random generator has independent streams of numbers, each with a number
 * of its own. This one is used in this file alone (base/random.h). */
#define RANDOM_STREAM 0x7133

static const double SCALES[] = { 1, 2, 4 };
/* Radius of each disc, and sigma of the Gaussian that blurs it, in pixels. The
 * small discs are like lights that are out of focus. */
static const struct
{
  double radius, blur;
} DISCS[] = { { 70, 3 },  { 70, 6 }, { 70, 10 }, { 70, 18 },
              { 70, 30 }, { 20, 3 }, { 20, 6 },  { 20, 10 } };
static const double RIM_BLURS[] = { 3, 10 };

/* Sets pixel to a mixture of a dark and a lighter colour; share is the part of
 * the lighter one, and is_bright chooses which lighter colour that is. */
static void
set_colour (TrainReal *pixel, double share, gboolean is_bright)
{
  static const double DARK[] = { 0.22, 0.3, 0.35 };
  static const double LIGHT[] = { 0.85, 0.75, 0.6 };
  static const double MIDDLE[] = { 0.42, 0.45, 0.47 };

  for (int c = 0; c < 3; c++)
    pixel[c] =
      (TrainReal) (DARK[c]
                   + share * ((is_bright ? LIGHT[c] : MIDDLE[c]) - DARK[c]));
}

/* Completes an item. sharp, blurred by a Gaussian with sigma blur, becomes the
 * item's structure; the structure with grain becomes its input picture. number
 * selects the grain. Clears sharp. */
static gboolean
end_item (TrainGoalItem *item,
          TrainImage *sharp,
          double blur,
          guint64 number,
          GError **error)
{
  TrainRandom random;
  gboolean is_done;

  train_blur (sharp, blur, &item->structure);
  train_random_init (&random, 1, 0, number, RANDOM_STREAM);
  for (gsize i = 0; i < train_image_size (sharp); i += 3)
    {
      const double grain = GRAIN * train_random_normal (&random);

      for (int c = 0; c < 3; c++)
        sharp->data[i + c] = item->structure.data[i + c] + (TrainReal) grain;
    }
  is_done = train_picture_from_image (sharp, &item->input, error);
  train_image_clear (sharp);
  return is_done;
}

static gboolean
add_disc (TrainGoalSet *set,
          double scale,
          gsize disc,
          gboolean is_bright,
          GError **error)
{
  const double radius = DISCS[disc].radius, blur = DISCS[disc].blur;
  g_autofree char *name =
    g_strdup_printf ("disc-%02.0f-%02.0f-%d", radius, blur, is_bright);
  TrainGoalItem *item = train_goal_set_add (set, name, scale);
  const double middle = (DISC_SIDE - 1) / 2.0;
  TrainImage sharp;

  train_image_init (&sharp, DISC_SIDE, DISC_SIDE, 3);
  for (int y = 0; y < DISC_SIDE; y++)
    for (int x = 0; x < DISC_SIDE; x++)
      {
        const double dx = x - middle, dy = y - middle;
        const double inside = radius + 0.5 - sqrt (dx * dx + dy * dy);

        set_colour (train_image_at (&sharp, y, x), CLAMP (inside, 0, 1),
                    is_bright);
      }
  train_goal_item_add (item, TRAIN_GOAL_CHANGE, MARGIN_PX, MARGIN_PX,
                       DISC_SIDE - 2 * MARGIN_PX, DISC_SIDE - 2 * MARGIN_PX);
  train_goal_item_add (item, TRAIN_GOAL_AXES, MARGIN_PX, MARGIN_PX,
                       DISC_SIDE - 2 * MARGIN_PX, DISC_SIDE - 2 * MARGIN_PX);
  return end_item (item, &sharp, blur, 100 * (guint64) blur, error);
}

/* Adds a picture with a straight rim through its middle. number: which of the
 * N_ANGLES directions the rim has. */
static gboolean
add_rim (
  TrainGoalSet *set, double scale, double blur, int number, GError **error)
{
  g_autofree char *name = g_strdup_printf ("rim-%02.0f-%02d", blur, number);
  TrainGoalItem *item = train_goal_set_add (set, name, scale);
  const double angle = 2 * G_PI * (number + 0.37) / N_ANGLES;
  const double middle = (RIM_SIDE - 1) / 2.0;
  TrainImage sharp;

  train_image_init (&sharp, RIM_SIDE, RIM_SIDE, 3);
  for (int y = 0; y < RIM_SIDE; y++)
    for (int x = 0; x < RIM_SIDE; x++)
      {
        const double inside =
          0.5 + (x - middle) * cos (angle) + (y - middle) * sin (angle);

        set_colour (train_image_at (&sharp, y, x), CLAMP (inside, 0, 1), TRUE);
      }
  train_goal_item_add (item, TRAIN_GOAL_CHANGE, MARGIN_PX, MARGIN_PX,
                       RIM_SIDE - 2 * MARGIN_PX, RIM_SIDE - 2 * MARGIN_PX);
  return end_item (item, &sharp, blur, 100 * (guint64) blur + number, error);
}

gboolean
train_goal_rims_add (TrainGoalSet *set, GError **error)
{
  for (gsize s = 0; s < G_N_ELEMENTS (SCALES); s++)
    {
      for (gsize disc = 0; disc < G_N_ELEMENTS (DISCS); disc++)
        if (!add_disc (set, SCALES[s], disc, FALSE, error)
            || !add_disc (set, SCALES[s], disc, TRUE, error))
          return FALSE;
      for (gsize b = 0; b < G_N_ELEMENTS (RIM_BLURS); b++)
        for (int number = 0; number < N_ANGLES; number++)
          if (!add_rim (set, SCALES[s], RIM_BLURS[b], number, error))
            return FALSE;
    }
  return TRUE;
}
