/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures a result in the areas of pictures with quality goals, see
 * goal-areas.h. */
#include "train/evaluate/goal-areas.h"

#include <math.h>
#include <string.h>

#include "train/base/blur.h"
#include "train/evaluate/percentile.h"

#define N_CHANNELS 3
#define LEVELS 255
/* For the goals on kept contrast: contrast is the difference between these two
 * percentiles of a blurred area, and the sigma of the blur is the area's side
 * divided by BLUR_SHARE. */
#define LOW 0.05
#define HIGH 0.95
#define BLUR_SHARE 8
/* A plane is fitted to a ring of pixels around an area, to remove shading. The
 * ring is 1 / RING_SHARE of the area's side wide, and at least LEAST_RING_PX.
 */
#define RING_SHARE 4
#define LEAST_RING_PX 2
/* For the goals on soft rims: the sigma of the Gaussian that removes the grain,
 * the percentile of the change, and how far pixels are apart between which
 * second differences are taken: STEP_PX along rows and columns; along diagonals
 * DIAGONAL_PX to the side and as many up or down. */
#define GRAIN_PX 2
#define CHANGE_SHARE 0.99
#define STEP_PX 3
#define DIAGONAL_PX 2

/* Copies a part of picture into image, with all channels or, if is_grey, only
 * the mean of the channels. */
static void
copy_part (const TrainPicture *picture,
           const TrainGoalArea *part,
           gboolean is_grey,
           TrainImage *image)
{
  train_image_init (image, part->height, part->width, is_grey ? 1 : N_CHANNELS);
  for (int y = 0; y < part->height; y++)
    for (int x = 0; x < part->width; x++)
      {
        const guint8 *from =
          picture->rgb
          + ((gsize) (part->y + y) * picture->width + part->x + x) * N_CHANNELS;
        TrainReal *to = train_image_at (image, y, x);

        for (int c = 0; c < N_CHANNELS; c++)
          if (is_grey)
            to[0] += (TrainReal) from[c] / (LEVELS * N_CHANNELS);
          else
            to[c] = (TrainReal) from[c] / LEVELS;
      }
}

/* Returns area, enlarged by margin pixels on each side and clipped to picture.
 */
static TrainGoalArea
widen (const TrainGoalArea *area, int margin, const TrainPicture *picture)
{
  int left = MAX (area->x - margin, 0), top = MAX (area->y - margin, 0);
  int right = MIN (area->x + area->width + margin, picture->width);
  int bottom = MIN (area->y + area->height + margin, picture->height);

  return (TrainGoalArea) { area->kind, left, top, right - left, bottom - top };
}

/* The slope of a plane of brightness: by how much brightness rises from one
 * pixel to the next, to the right and downwards. */
typedef struct
{
  double right, down;
} Plane;

/* Fits a plane, by least squares, to the brightness in the ring of pixels
 * around area. (x0, y0): where the first pixel of area lies in blurred. Because
 * the ring is symmetric, the two slopes can be computed independently. */
static Plane
fit_ring (const TrainImage *blurred,
          const TrainGoalArea *area,
          int ring,
          int y0,
          int x0)
{
  Plane plane = { 0 };
  double rights = 0, downs = 0;

  for (int y = -ring; y < area->height + ring; y++)
    for (int x = -ring; x < area->width + ring; x++)
      {
        const double value = (double) *train_image_at (blurred, y0 + y, x0 + x);
        const double right = x - (area->width - 1) / 2.0;
        const double down = y - (area->height - 1) / 2.0;

        if (y >= 0 && y < area->height && x >= 0 && x < area->width)
          continue;
        plane.right += value * right;
        plane.down += value * down;
        rights += right * right;
        downs += down * down;
      }
  return (Plane) { plane.right / rights, plane.down / downs };
}

static int
get_ring (const TrainGoalArea *area)
{
  return MAX ((area->width + area->height) / (2 * RING_SHARE), LEAST_RING_PX);
}

gboolean
train_goal_area_has_ring (const TrainGoalArea *area,
                          const TrainPicture *picture)
{
  const int ring = get_ring (area);

  return area->x >= ring && area->y >= ring
         && area->x + area->width + ring <= picture->width
         && area->y + area->height + ring <= picture->height;
}

/* Returns the contrast of area in picture, as the enumeration TrainGoalKind in
 * goal-areas.h defines it. */
static double
get_contrast (const TrainGoalArea *area, const TrainPicture *picture)
{
  const int side = (area->width + area->height) / 2;
  /* The Gaussian also needs pixels outside of area and its ring. */
  const TrainGoalArea part = widen (area, get_ring (area) + side / 2, picture);
  const int x0 = area->x - part.x, y0 = area->y - part.y;
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  TrainImage grey, blurred;
  double *data;
  Plane plane;

  copy_part (picture, &part, TRUE, &grey);
  train_blur (&grey, (double) side / BLUR_SHARE, &blurred);
  plane = fit_ring (&blurred, area, get_ring (area), y0, x0);
  for (int y = 0; y < area->height; y++)
    for (int x = 0; x < area->width; x++)
      {
        const double value = (double) *train_image_at (&blurred, y0 + y, x0 + x)
                             - plane.right * (x - (area->width - 1) / 2.0)
                             - plane.down * (y - (area->height - 1) / 2.0);

        g_array_append_val (values, value);
      }
  train_image_clear (&grey);
  train_image_clear (&blurred);
  data = (double *) (gpointer) values->data;
  return train_percentile (data, values->len, HIGH)
         - train_percentile (data, values->len, LOW);
}

/* Returns the sum of squares of the fine part of area in picture, as the
 * enumeration TrainGoalKind in goal-areas.h defines it. */
static double
get_energy (const TrainGoalItem *item,
            const TrainGoalArea *area,
            const TrainPicture *picture)
{
  const TrainGoalArea part =
    widen (area, (int) ceil (3 * item->coarse_px), picture);
  TrainImage image, coarse;
  double sum = 0;

  copy_part (picture, &part, FALSE, &image);
  if (item->structure.data != NULL)
    for (int y = 0; y < part.height; y++)
      for (int i = 0; i < part.width * N_CHANNELS; i++)
        train_image_at (&image, y, 0)[i] -=
          train_image_at (&item->structure, part.y + y, part.x)[i];
  train_blur (&image, item->coarse_px, &coarse);
  for (int y = 0; y < area->height; y++)
    for (int i = 0; i < area->width * N_CHANNELS; i++)
      {
        const int row = area->y + y - part.y, column = area->x - part.x;
        const double value =
          (double) (train_image_at (&image, row, column)[i]
                    - train_image_at (&coarse, row, column)[i]);

        sum += value * value;
      }
  train_image_clear (&image);
  train_image_clear (&coarse);
  return sum;
}

/* Returns the share of the item's marks (letters, lines) that picture still
 * shows, 1 for full contrast. picture - ground is projected on the marks, which
 * are structure - ground. */
static double
get_marks (const TrainGoalItem *item,
           const TrainGoalArea *area,
           const TrainPicture *picture)
{
  TrainImage image;
  double sum = 0, whole = 0;

  copy_part (picture, area, FALSE, &image);
  for (int y = 0; y < area->height; y++)
    for (int i = 0; i < area->width * N_CHANNELS; i++)
      {
        const double ground =
          (double) train_image_at (&item->ground, area->y + y, area->x)[i];
        const double mark =
          (double) train_image_at (&item->structure, area->y + y, area->x)[i]
          - ground;

        sum += mark * ((double) train_image_at (&image, y, 0)[i] - ground);
        whole += mark * mark;
      }
  train_image_clear (&image);
  return sum / whole;
}

/* Copies area of picture, converted to grey, and blurs it enough to remove most
 * of the grain. */
static void
copy_without_grain (const TrainPicture *picture,
                    const TrainGoalArea *area,
                    TrainImage *blurred)
{
  TrainImage grey;

  copy_part (picture, area, TRUE, &grey);
  train_blur (&grey, GRAIN_PX, blurred);
  train_image_clear (&grey);
}

static double
get_change (const TrainGoalArea *area,
            const TrainPicture *clean,
            const TrainPicture *picture)
{
  const gsize n = (gsize) area->width * area->height;
  g_autofree double *changes = g_new (double, n);
  TrainImage wanted, found;

  copy_without_grain (clean, area, &wanted);
  copy_without_grain (picture, area, &found);
  for (gsize i = 0; i < n; i++)
    changes[i] = LEVELS * fabs ((double) (found.data[i] - wanted.data[i]));
  train_image_clear (&wanted);
  train_image_clear (&found);
  return train_percentile (changes, n, CHANGE_SHARE);
}

/* Adds up the squares of the second derivatives in two directions at right
 * angles, (a, b) and (b, -a). They are computed as second differences between
 * pixels that are (a, b) or (b, -a) apart. */
static double
sum_differences (const TrainImage *image, int a, int b)
{
  const double square = a * a + b * b;
  double sum = 0;

  for (int y = STEP_PX; y < image->height - STEP_PX; y++)
    for (int x = STEP_PX; x < image->width - STEP_PX; x++)
      {
        const double middle = 2 * (double) *train_image_at (image, y, x);
        const double along = (double) (*train_image_at (image, y + b, x + a)
                                       + *train_image_at (image, y - b, x - a))
                             - middle;
        const double across = (double) (*train_image_at (image, y - a, x + b)
                                        + *train_image_at (image, y + a, x - b))
                              - middle;

        sum += (along * along + across * across) / (square * square);
      }
  return sum;
}

static double
get_axes (const TrainGoalArea *area, const TrainPicture *picture)
{
  TrainImage blurred;
  double axes, diagonals;

  copy_without_grain (picture, area, &blurred);
  axes = sum_differences (&blurred, STEP_PX, 0);
  diagonals = sum_differences (&blurred, DIAGONAL_PX, DIAGONAL_PX);
  train_image_clear (&blurred);
  return axes / diagonals;
}

/* Measures the goal TRAIN_GOAL_CHANGE or TRAIN_GOAL_AXES. The picture without
 * grain is rounded to 8 bits first, since result is rounded, too. */
static double
measure_rim (const TrainGoalItem *item,
             const TrainGoalArea *area,
             const TrainPicture *result)
{
  g_auto (TrainPicture) clean = { 0 };

  if (!train_picture_from_image (&item->structure, &clean, NULL))
    return NAN;
  return area->kind == TRAIN_GOAL_CHANGE
           ? get_change (area, &clean, result)
           : get_axes (area, result) / get_axes (area, &clean);
}

double
train_goal_measure (const TrainGoalItem *item,
                    int i,
                    const TrainPicture *result)
{
  const TrainGoalArea *area = &item->areas[i];

  switch (area->kind)
    {
    case TRAIN_GOAL_EYE:
    case TRAIN_GOAL_MOUTH:
      return get_contrast (area, result) / get_contrast (area, &item->input);
    case TRAIN_GOAL_LETTERS:
    case TRAIN_GOAL_RODS:
    case TRAIN_GOAL_LINES:
      return get_marks (item, area, result);
    case TRAIN_GOAL_CHANGE:
    case TRAIN_GOAL_AXES:
      return measure_rim (item, area, result);
    default:
      return 1
             - get_energy (item, area, result)
                 / get_energy (item, area, &item->input);
    }
}
