/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures contrast across boundaries, see boundary-contrast.h. */
#include "train/evaluate/boundary-contrast.h"

#include <math.h>
#include <stdlib.h>

#define AGREEMENT_PX 2
#define DIRECTION_PX 5
/* Whether a boundary is straight is decided by the positions of the annotated
 * pixels near it: their variance across the boundary, divided by that along it,
 * must not be above this. */
#define MAX_BEND 0.2
#define STRIP_FROM_PX 3.5
#define STRIP_PX 5
#define N_SAMPLES (STRIP_PX * STRIP_PX)
#define MIN_CONTRAST 10.0
#define N_CHANNELS 3

static gboolean
has_mark_near (const TrainAnnotations *annotations, int annotator, int y, int x)
{
  const guint8 *marks = train_annotations_get (annotations, annotator);

  for (int dy = -AGREEMENT_PX; dy <= AGREEMENT_PX; dy++)
    for (int dx = -AGREEMENT_PX; dx <= AGREEMENT_PX; dx++)
      {
        int there_y = y + dy;
        int there_x = x + dx;

        if (dx * dx + dy * dy <= AGREEMENT_PX * AGREEMENT_PX && there_y >= 0
            && there_x >= 0 && there_y < annotations->height
            && there_x < annotations->width
            && marks[(gsize) there_y * annotations->width + there_x])
          return TRUE;
      }
  return FALSE;
}

static gboolean
is_boundary (const TrainAnnotations *annotations, int y, int x)
{
  if (!train_annotations_get (annotations,
                              0)[(gsize) y * annotations->width + x])
    return FALSE;
  for (int k = 1; k < annotations->n_annotators; k++)
    if (!has_mark_near (annotations, k, y, x))
      return FALSE;
  return TRUE;
}

/* Computes the direction of the boundary that the first annotator drew through
 * (x, y), as an angle to the x axis. Returns FALSE where it is not straight. */
static gboolean
find_direction (const TrainAnnotations *annotations,
                int y,
                int x,
                double *angle)
{
  double xx = 0;
  double xy = 0;
  double yy = 0;
  double half, spread;

  for (int dy = -DIRECTION_PX; dy <= DIRECTION_PX; dy++)
    for (int dx = -DIRECTION_PX; dx <= DIRECTION_PX; dx++)
      {
        int there_y = y + dy;
        int there_x = x + dx;

        if (there_y >= 0 && there_x >= 0 && there_y < annotations->height
            && there_x < annotations->width
            && annotations
                 ->boundaries[(gsize) there_y * annotations->width + there_x])
          {
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
          }
      }
  half = (xx + yy) / 2;
  spread = hypot ((xx - yy) / 2, xy);
  *angle = atan2 (2 * xy, xx - yy) / 2;
  return spread > 0 && half - spread <= MAX_BEND * (half + spread);
}

static int
compare_bytes (const void *a, const void *b)
{
  return *(const guint8 *) a - *(const guint8 *) b;
}

/* Computes the median of each channel in a square beside the boundary. at: y
 * and x of the boundary's pixel; angle: the boundary's direction; side: -1 or
 * 1, which side of the boundary the square lies on. Returns FALSE if the square
 * is not inside the picture. */
static gboolean
find_medians (const TrainPicture *picture,
              const double at[2],
              double angle,
              int side,
              double *medians)
{
  guint8 samples[N_CHANNELS][N_SAMPLES];
  int n = 0;

  for (int off = 0; off < STRIP_PX; off++)
    for (int along = -(STRIP_PX / 2); along <= STRIP_PX / 2; along++, n++)
      {
        double away = side * (STRIP_FROM_PX + off);
        int y = (int) rint (at[0] + away * cos (angle) + along * sin (angle));
        int x = (int) rint (at[1] - away * sin (angle) + along * cos (angle));

        if (y < 0 || x < 0 || y >= picture->height || x >= picture->width)
          return FALSE;
        for (int c = 0; c < N_CHANNELS; c++)
          samples[c][n] =
            picture->rgb[((gsize) y * picture->width + x) * N_CHANNELS + c];
      }
  for (int c = 0; c < N_CHANNELS; c++)
    {
      qsort (samples[c], N_SAMPLES, 1, compare_bytes);
      medians[c] = samples[c][N_SAMPLES / 2];
    }
  return TRUE;
}

/* Returns the distance between the median colours of two squares on either side
 * of the boundary at (x, y), or -1 if one of the squares is not inside the
 * picture. */
static double
get_contrast (const TrainPicture *picture, int y, int x, double angle)
{
  const double at[2] = { y, x };
  double left[N_CHANNELS], right[N_CHANNELS];
  double sum = 0;

  if (!find_medians (picture, at, angle, -1, left)
      || !find_medians (picture, at, angle, 1, right))
    return -1;
  for (int c = 0; c < N_CHANNELS; c++)
    sum += (left[c] - right[c]) * (left[c] - right[c]);
  return sqrt (sum);
}

void
train_contrast_measure (const TrainAnnotations *annotations,
                        const TrainPicture *before,
                        const TrainPicture *after,
                        GArray *ratios)
{
  for (int y = 0; y < annotations->height; y++)
    for (int x = 0; x < annotations->width; x++)
      {
        double angle, contrast, ratio;

        if (!is_boundary (annotations, y, x)
            || !find_direction (annotations, y, x, &angle))
          continue;
        contrast = get_contrast (before, y, x, angle);
        if (contrast < MIN_CONTRAST)
          continue;
        ratio = get_contrast (after, y, x, angle) / contrast;
        g_array_append_val (ratios, ratio);
      }
}
