/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suppresses non-maxima of edge maps, see non-maximum-suppression.h. */
#include "train/evaluate/non-maximum-suppression.h"

#include <math.h>
#include <stdlib.h>

#define ORIENTATION_RADIUS 4
#define EPSILON 1e-5 /* added to a divisor that may be 0 */
#define TOLERANCE 1.01
#define BORDER_PX 5

/* Returns the index to read for index i of a line of n values: beyond an end,
 * the line continues mirrored, beginning with its last value again. */
static int
mirror (int i, int n)
{
  while (i < 0 || i >= n)
    i = i < 0 ? -1 - i : 2 * n - 1 - i;
  return i;
}

/* A plane of values, split into lines that are either its rows or its columns.
 */
typedef struct
{
  int n_lines, n; /* number of lines, and number of values in each */
  /* how far apart in memory the lines are, and the values of a line */
  gsize line_step, value_step;
} Lines;

/* Convolves each line with a triangle of weights: 1, 2, ..., radius + 1, ...,
 * 2, 1, divided by their sum. */
static void
smooth_lines (const double *from, double *to, const Lines *lines, int radius)
{
  for (int line = 0; line < lines->n_lines; line++)
    for (int i = 0; i < lines->n; i++)
      {
        gsize start = line * lines->line_step;
        double sum = 0;

        for (int k = -radius; k <= radius; k++)
          sum += (radius + 1 - abs (k))
                 * from[start + mirror (i + k, lines->n) * lines->value_step];
        to[start + i * lines->value_step] = sum / ((radius + 1) * (radius + 1));
      }
}

/* Convolves plane with such a triangle in both directions, in place. */
static void
smooth (double *plane, int height, int width, int radius)
{
  g_autofree double *half = g_new (double, (gsize) height *width);
  Lines rows = { height, width, width, 1 };
  Lines columns = { width, height, 1, width };

  smooth_lines (plane, half, &rows, radius);
  smooth_lines (half, plane, &columns, radius);
}

/* Returns the derivative of plane along y (if along_y) or x, by central
 * differences that are one-sided at the border. Free with g_free (). */
static double *
get_differences (const double *plane, int height, int width, gboolean along_y)
{
  double *result = g_new (double, (gsize) height *width);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        int y0 = along_y ? MAX (y - 1, 0) : y;
        int y1 = along_y ? MIN (y + 1, height - 1) : y;
        int x0 = along_y ? x : MAX (x - 1, 0);
        int x1 = along_y ? x : MIN (x + 1, width - 1);
        int distance = MAX (1, y1 - y0 + x1 - x0);

        result[(gsize) y * width + x] =
          (plane[(gsize) y1 * width + x1] - plane[(gsize) y0 * width + x0])
          / distance;
      }
  return result;
}

/* Returns, for each pixel, the angle between the x axis and the normal of the
 * edge there. Free with g_free ().
 */
static double *
find_angles (const double *edges, int height, int width)
{
  gsize n_pixels = (gsize) height * width;
  g_autofree double *smoothed = g_memdup2 (edges, n_pixels * sizeof (double));
  g_autofree double *dx = NULL;
  g_autofree double *dy = NULL;
  g_autofree double *dxx = NULL;
  g_autofree double *dxy = NULL;
  double *dyy;

  smooth (smoothed, height, width, ORIENTATION_RADIUS);
  dx = get_differences (smoothed, height, width, FALSE);
  dy = get_differences (smoothed, height, width, TRUE);
  dxx = get_differences (dx, height, width, FALSE);
  dxy = get_differences (dx, height, width, TRUE);
  dyy = get_differences (dy, height, width, TRUE);
  for (gsize i = 0; i < n_pixels; i++)
    dyy[i] = atan ((dxy[i] > 0 ? -dyy[i] : dyy[i]) / (dxx[i] + EPSILON));
  return dyy;
}

/* Returns plane at (x, y), interpolated bilinearly. */
static double
interpolate (const double *plane, int height, int width, double y, double x)
{
  int x0, y0;
  const double *near;
  gsize right = width > 1;
  gsize down = height > 1 ? width : 0;

  x = CLAMP (x, 0, width - 1);
  y = CLAMP (y, 0, height - 1);
  x0 = MIN ((int) x, MAX (width - 2, 0));
  y0 = MIN ((int) y, MAX (height - 2, 0));
  x -= x0;
  y -= y0;
  near = plane + (gsize) y0 * width + x0;
  return (1 - y) * ((1 - x) * near[0] + x * near[right])
         + y * ((1 - x) * near[down] + x * near[down + right]);
}

void
train_suppress_non_maxima (const float *edges,
                           int height,
                           int width,
                           double *result)
{
  gsize n_pixels = (gsize) height * width;
  g_autofree double *smoothed = g_new (double, n_pixels);
  g_autofree double *angles = NULL;

  for (gsize i = 0; i < n_pixels; i++)
    smoothed[i] = edges[i];
  smooth (smoothed, height, width, 1);
  angles = find_angles (smoothed, height, width);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        gsize i = (gsize) y * width + x;
        double dx = cos (angles[i]);
        double dy = sin (angles[i]);
        int border = MIN (MIN (x, width - 1 - x), MIN (y, height - 1 - y));

        result[i] = smoothed[i];
        for (int side = -1; side <= 1; side += 2)
          if (TOLERANCE * smoothed[i] < interpolate (
                smoothed, height, width, y + side * dy, x + side * dx))
            result[i] = 0;
        if (border < BORDER_PX)
          result[i] *= (double) border / BORDER_PX;
      }
}
