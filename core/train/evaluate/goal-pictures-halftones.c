/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws halftone screens and cloths over photos, see goal-pictures-halftones.h.
 *
 * A halftone screen divides the picture into square cells with one dot of ink
 * each. The dots have no soft edges: they are black on white, except that a
 * pixel on a dot's edge is the mean of 4 x 4 points. The size of a dot follows
 * from the tone, the photo's grey level or colour there: up to half the cell's
 * area there are round dark dots, and for darker tones round light dots on
 * dark. Dots and threads are drawn by arithmetic alone, so that they are the
 * same on every machine.
 */
#include "train/evaluate/goal-pictures-halftones.h"

#include <math.h>

#include "train/base/blur.h"
#include "train/base/random.h"
#include "train/evaluate/stroke-drawing.h"

#define SIDE 192
#define N_CHANNELS 3
#define LEAST_SCALE 1
/* The Gaussian that separates a pattern from coarser variations has a sigma of
 * COARSE_SHARE times the pattern's period. */
#define COARSE_SHARE 0.5
#define MARGIN_PX 16
#define LINE_PX 3
#define INK 0.02
#define N_POINTS 4
#define CLOTH_DEPTH 0.22
/* The random generator has independent streams of numbers, each with a number
 * of its own. This one is used in this file alone (base/random.h). */
#define RANDOM_STREAM 0x5c7e

/* The angle by which the grid of a halftone screen is turned. */
typedef struct
{
  double cosine, sine;
} Angle;

static const Angle AT_0 = { 1, 0 };
static const Angle AT_15 = { 0.96592582628906829, 0.25881904510252076 };
static const Angle AT_45 = { 0.70710678118654752, 0.70710678118654752 };
static const Angle AT_75 = { 0.25881904510252076, 0.96592582628906829 };

/* The black lines over each pattern, which are to be kept, and the areas
 * between them, in which it is measured how much of the pattern is removed. */
static const TrainGoalStroke LINES[] = {
  { 10, 60, 181, 60, LINE_PX },
  { 132, 10, 132, 181, LINE_PX },
  { 20, 175, 110, 85, LINE_PX },
};
static const TrainGoalArea BETWEEN[] = {
  { 0, MARGIN_PX, MARGIN_PX, 100, 32 },
  { 0, 148, 76, 28, 100 },
  { 0, 76, 140, 44, 36 },
};

/* Returns the distance of value from the nearest whole number. */
static double
fold (double value)
{
  const double rest = value - floor (value);

  return MIN (rest, 1 - rest);
}

/* Returns whether the point (x, y) is inked by a halftone screen with this
 * period in pixels, at this angle, whose dots cover this share of the paper. */
static gboolean
is_inked (double x, double y, double period, const Angle *angle, double share)
{
  const double u = (x * angle->cosine + y * angle->sine) / period;
  const double v = (y * angle->cosine - x * angle->sine) / period;
  const double dark = fold (u) * fold (u) + fold (v) * fold (v);
  const double light =
    fold (u + 0.5) * fold (u + 0.5) + fold (v + 0.5) * fold (v + 0.5);

  /* Distances are measured in periods, so a cell has the area 1, and a round
   * dot covers pi times its squared radius of it. */
  return share <= 0.5 ? G_PI * dark < share : G_PI * light > 1 - share;
}

/* Returns the share of pixel (x, y) that is covered with ink. */
static double
get_ink (int x, int y, double period, const Angle *angle, double share)
{
  int n = 0;

  for (int i = 0; i < N_POINTS * N_POINTS; i++)
    n += is_inked (x + (i % N_POINTS + 0.5) / N_POINTS - 0.5,
                   y + (i / N_POINTS + 0.5) / N_POINTS - 0.5, period, angle,
                   share);
  return (double) n / (N_POINTS * N_POINTS);
}

typedef void (*PatternFunc) (
  int x, int y, double period, const TrainReal *tone, TrainReal *pixel);

static void
lay_grey_screen (
  int x, int y, double period, const TrainReal *tone, TrainReal *pixel)
{
  const double grey = (double) (tone[0] + tone[1] + tone[2]) / N_CHANNELS;
  const double ink = get_ink (x, y, period, &AT_45, 1 - grey);

  for (int c = 0; c < N_CHANNELS; c++)
    pixel[c] = (TrainReal) (1 - ink);
}

/* Prints the colour tone with cyan, magenta and yellow ink, which absorb red,
 * green and blue, and with black ink, which replaces half of the part that the
 * three other inks have in common. */
static void
lay_colour_screen (
  int x, int y, double period, const TrainReal *tone, TrainReal *pixel)
{
  static const Angle *const ANGLES[] = { &AT_15, &AT_75, &AT_0 };
  const double lightest = (double) MAX (MAX (tone[0], tone[1]), tone[2]);
  const double black = (1 - lightest) / 2;
  const double paper = 1 - get_ink (x, y, period, &AT_45, black);

  for (int c = 0; c < N_CHANNELS; c++)
    {
      const double share = 1 - (double) tone[c] / (1 - black);

      pixel[c] =
        (TrainReal) (paper * (1 - get_ink (x, y, period, ANGLES[c], share)));
    }
}

static void
darken (const TrainReal *tone, double share, TrainReal *pixel)
{
  for (int c = 0; c < N_CHANNELS; c++)
    pixel[c] = tone[c] * (TrainReal) (1 + CLOTH_DEPTH * share);
}

/* Returns how light a thread is, a random number in [0, 1) that is the same for
 * each pixel of the thread. direction: 0 for upright threads, 1 for level ones.
 */
static double
draw_thread (int number, int direction)
{
  TrainRandom random;

  train_random_init (&random, 1, (guint64) direction, (guint64) number + 1000,
                     RANDOM_STREAM);
  return train_random_uniform (&random, 0, 1);
}

/* Draws linen: threads in both directions, some of which are lighter or darker
 * than others. */
static void
lay_linen (int x, int y, double period, const TrainReal *tone, TrainReal *pixel)
{
  const double u = x / period, v = y / period;
  const double along = 4 * fold (u) - 1, across = 4 * fold (v) - 1;
  const double light =
    draw_thread ((int) floor (u), 0) + draw_thread ((int) floor (v), 1) - 1;

  darken (tone, (along + across) / 2 + 0.4 * light, pixel);
}

/* Draws canvas: threads that pass over and under one another in turn, two
 * threads to a period. */
static void
lay_canvas (
  int x, int y, double period, const TrainReal *tone, TrainReal *pixel)
{
  const double u = 2 * x / period, v = 2 * y / period;
  const gboolean is_upright = (((int) floor (u) + (int) floor (v)) & 1) != 0;

  darken (tone,
          (is_upright ? 1 : -1) * 0.5 + 2 * fold (is_upright ? u : v) - 0.5,
          pixel);
}

static const struct
{
  const char *name;
  TrainGoalKind kind;
  PatternFunc lay;
  double dark, light; /* the photo's values are mapped to this range */
} PATTERNS[] = {
  { "grey", TRAIN_GOAL_GREY_SCREEN, lay_grey_screen, 0.35, 0.85 },
  { "cmyk", TRAIN_GOAL_COLOUR_SCREEN, lay_colour_screen, 0.35, 0.9 },
  { "linen", TRAIN_GOAL_LINEN, lay_linen, 0.35, 0.8 },
  { "canvas", TRAIN_GOAL_CANVAS, lay_canvas, 0.35, 0.8 },
};

/* Prepares the picture that is printed: the middle part of photo, blurred so
 * that it has no details finer than the pattern, and mapped to a range of
 * values in which both ink and paper are visible everywhere. */
static void
make_tone (const TrainPicture *photo,
           double period,
           gsize pattern,
           TrainImage *tone)
{
  const int left = (photo->width - SIDE) / 2, top = (photo->height - SIDE) / 2;
  TrainImage part;

  train_image_init (&part, SIDE, SIDE, N_CHANNELS);
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      for (int c = 0; c < N_CHANNELS; c++)
        {
          const guint8 *rgb =
            photo->rgb
            + ((gsize) (top + y) * photo->width + left + x) * N_CHANNELS;
          const int value = PATTERNS[pattern].kind == TRAIN_GOAL_GREY_SCREEN
                              ? (rgb[0] + rgb[1] + rgb[2]) / N_CHANNELS
                              : rgb[c];

          train_image_at (&part, y, x)[c] =
            (TrainReal) (PATTERNS[pattern].dark
                         + value / 255.0
                             * (PATTERNS[pattern].light
                                - PATTERNS[pattern].dark));
        }
  train_blur (&part, COARSE_SHARE * period, tone);
  train_image_clear (&part);
}

static void
copy (const TrainImage *from, TrainImage *to)
{
  train_image_init (to, from->height, from->width, from->channels);
  for (gsize i = 0; i < train_image_size (from); i++)
    to->data[i] = from->data[i];
}

static void
draw_lines (TrainImage *image)
{
  for (gsize i = 0; i < G_N_ELEMENTS (LINES); i++)
    train_goal_strokes_draw (image, &LINES[i], INK);
}

static gboolean
add_pattern (TrainGoalSet *set,
             const char *name,
             const TrainPicture *photo,
             gsize pattern,
             int period,
             GError **error)
{
  g_autofree char *item_name =
    g_strdup_printf ("%s-%s-%02d", PATTERNS[pattern].name, name, period);
  TrainGoalItem *item =
    train_goal_set_add (set, item_name, MAX (period / 3.0, LEAST_SCALE));
  TrainImage printed;
  gboolean is_done;

  make_tone (photo, period, pattern, &item->ground);
  copy (&item->ground, &item->structure);
  draw_lines (&item->structure);
  train_image_init (&printed, SIDE, SIDE, N_CHANNELS);
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      PATTERNS[pattern].lay (x, y, period, train_image_at (&item->ground, y, x),
                             train_image_at (&printed, y, x));
  draw_lines (&printed);
  item->coarse_px = COARSE_SHARE * period;
  for (gsize i = 0; i < G_N_ELEMENTS (BETWEEN); i++)
    train_goal_item_add (item, PATTERNS[pattern].kind, BETWEEN[i].x,
                         BETWEEN[i].y, BETWEEN[i].width, BETWEEN[i].height);
  train_goal_item_add (item, TRAIN_GOAL_LINES, 0, 0, SIDE, SIDE);
  is_done = train_picture_from_image (&printed, &item->input, error);
  train_image_clear (&printed);
  return is_done;
}

gboolean
train_goal_screens_add (TrainGoalSet *set,
                        const char *name,
                        const TrainPicture *photo,
                        GError **error)
{
  static const int PERIODS[] = TRAIN_GOAL_SCREENS_PERIODS;

  g_return_val_if_fail (photo->width >= SIDE && photo->height >= SIDE, FALSE);
  for (gsize pattern = 0; pattern < G_N_ELEMENTS (PATTERNS); pattern++)
    for (gsize i = 0; i < G_N_ELEMENTS (PERIODS); i++)
      if (!add_pattern (set, name, photo, pattern, PERIODS[i], error))
        return FALSE;
  return TRUE;
}
