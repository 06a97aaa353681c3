/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws lettering, rods, repeated letters and stripes, see
 * goal-areas-letters.h. */
#include "train/evaluate/goal-areas-letters.h"

#include "train/evaluate/goal-areas-strokes.h"

#define SIDE 192
#define SCALE 2
/* The random generator has independent streams of numbers, each with a number
 * of its own. This one is used in this file alone (base/random.h). */
#define RANDOM_STREAM 0x1e77
#define ROD_PX 2
#define ROD_APART_PX 24
/* The energy of a pattern is not measured within this distance of the border.
 */
#define MARGIN_PX 24

/* Grey levels of the background (ground) and of what is drawn on it (ink): dark
 * on light, light on dark, and of low contrast. */
static const struct
{
  double ground, ink;
} COLOURS[] = { { 0.85, 0.15 }, { 0.25, 0.8 }, { 0.6, 0.35 } };

static void
fill (TrainImage *image, double value)
{
  train_image_init (image, SIDE, SIDE, 3);
  for (gsize i = 0; i < train_image_size (image); i++)
    image->data[i] = (TrainReal) value;
}

/* Adds an item with a flat background. Its name is made of kind, size and
 * colour; colour is an index of COLOURS. */
static TrainGoalItem *
add_item (TrainGoalSet *set, const char *kind, double size, gsize colour)
{
  g_autofree char *name =
    g_strdup_printf ("%s-%02.0f-%d", kind, size, (int) colour);
  TrainGoalItem *item = train_goal_set_add (set, name, SCALE);

  fill (&item->ground, COLOURS[colour].ground);
  fill (&item->structure, COLOURS[colour].ground);
  return item;
}

/* Completes a picture of lettering or rods, all of which have to be kept: the
 * area in which this is measured is the whole picture. */
static gboolean
end_marks (TrainGoalItem *item, TrainGoalKind kind, GError **error)
{
  train_goal_item_add (item, kind, 0, 0, SIDE, SIDE);
  return train_picture_from_image (&item->structure, &item->input, error);
}

/* Completes a picture of a repeated pattern, all of which has to be removed.
 * size_px: the sigma of the Gaussian that separates the pattern from coarser
 * structure. */
static gboolean
end_pattern (TrainGoalItem *item,
             TrainGoalKind kind,
             const TrainImage *pattern,
             double size_px,
             GError **error)
{
  item->coarse_px = size_px;
  train_goal_item_add (item, kind, MARGIN_PX, MARGIN_PX, SIDE - 2 * MARGIN_PX,
                       SIDE - 2 * MARGIN_PX);
  return train_picture_from_image (pattern, &item->input, error);
}

/* Adds a picture with one or two lines of letters that are height pixels high.
 */
static gboolean
add_lettering (TrainGoalSet *set, int height, gsize colour, GError **error)
{
  TrainGoalItem *item = add_item (set, "lettering", height, colour);
  const int n_lines = 1 + (height / 2 + (int) colour) % 2;
  TrainRandom random;

  train_random_init (&random, 1, 0, (guint64) height, RANDOM_STREAM);
  for (int line = 0; line < n_lines; line++)
    {
      const double y =
        SIDE / 2.0 + height * (1.6 * line - 0.8 * (n_lines - 1) - 0.5);
      double x = 14;

      while (x + height < SIDE - 14)
        x += train_goal_strokes_draw_letter (&item->structure, &random, x, y,
                                             height, COLOURS[colour].ink);
    }
  return end_marks (item, TRAIN_GOAL_LETTERS, error);
}

static gboolean
add_rods (TrainGoalSet *set, gboolean is_oblique, gsize colour, GError **error)
{
  TrainGoalItem *item = add_item (set, "rods", is_oblique ? 30 : 0, colour);

  for (int i = -SIDE / ROD_APART_PX; i <= 2 * SIDE / ROD_APART_PX; i++)
    {
      const double x = ROD_APART_PX * (i + 0.5);
      const TrainGoalStroke rod = { x, -4, is_oblique ? x + SIDE / 2.0 : x,
                                    SIDE + 4, ROD_PX };

      train_goal_strokes_draw (&item->structure, &rod, COLOURS[colour].ink);
    }
  return end_marks (item, TRAIN_GOAL_RODS, error);
}

/* Adds a picture full of letters, each in a square of pitch pixels. */
static gboolean
add_tiles (TrainGoalSet *set, int pitch, gsize colour, GError **error)
{
  TrainGoalItem *item = add_item (set, "tiles", pitch, colour);
  TrainRandom random;
  TrainImage pattern;
  gboolean is_done;

  train_random_init (&random, 2, 0, (guint64) pitch, RANDOM_STREAM);
  fill (&pattern, COLOURS[colour].ground);
  for (int y = 0; y < SIDE; y += pitch)
    for (int x = 0; x < SIDE; x += pitch)
      train_goal_strokes_draw_letter (&pattern, &random, x, y, pitch - 2,
                                      COLOURS[colour].ink);
  is_done = end_pattern (item, TRAIN_GOAL_TILES, &pattern, pitch / 2.0, error);
  train_image_clear (&pattern);
  return is_done;
}

/* Adds a picture of stripes with this period in pixels, each half a period
 * wide; upright ones in the first colours, oblique ones in the others. */
static gboolean
add_stripes (TrainGoalSet *set, int period, gsize colour, GError **error)
{
  TrainGoalItem *item = add_item (set, "stripes", period, colour);
  const double slope = colour == 0 ? 0 : 0.5;
  TrainImage pattern;
  gboolean is_done;

  fill (&pattern, COLOURS[colour].ground);
  for (double x = -SIDE; x < 2 * SIDE; x += period * (1 + slope * slope / 2))
    {
      const TrainGoalStroke stripe = { x, -period, x + slope * SIDE,
                                       SIDE + period, period / 2.0 };

      train_goal_strokes_draw (&pattern, &stripe, COLOURS[colour].ink);
    }
  is_done =
    end_pattern (item, TRAIN_GOAL_STRIPES, &pattern, period / 2.0, error);
  train_image_clear (&pattern);
  return is_done;
}

gboolean
train_goal_letters_add (TrainGoalSet *set, GError **error)
{
  static const int HEIGHTS[] = { 12, 16, 20, 24, 30 };
  static const int PITCHES[] = { 10, 12, 14 };
  static const int PERIODS[] = { 4, 6, 8, 12 };

  for (gsize colour = 0; colour < G_N_ELEMENTS (COLOURS); colour++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (HEIGHTS); i++)
        if (!add_lettering (set, HEIGHTS[i], colour, error))
          return FALSE;
      for (gsize i = 0; i < G_N_ELEMENTS (PITCHES); i++)
        if (!add_tiles (set, PITCHES[i], colour, error))
          return FALSE;
      for (gsize i = 0; i < G_N_ELEMENTS (PERIODS); i++)
        if (!add_stripes (set, PERIODS[i], colour, error))
          return FALSE;
      if (!add_rods (set, FALSE, colour, error)
          || !add_rods (set, TRUE, colour, error))
        return FALSE;
    }
  return TRUE;
}
