/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws shapes one over the other, each by the signed distance of a pixel from
 * the shape's outline; see procedural-shapes.h. */
#include "train/data/procedural-shapes.h"

#include <float.h>
#include <math.h>

#define MAX_POINTS 8
#define TAU 6.28318530718
/* An outline counts as an edge if the colours on its two sides differ by
 * VISIBLE_STEP or more, and as no edge if they differ by less than
 * INVISIBLE_STEP; in between the loss ignores the outline. */
#define VISIBLE_STEP 0.08f
#define INVISIBLE_STEP 0.02f
/* Pixels of the edge map up to this distance from an outline belong to it. */
#define OUTLINE_HALF_PX 0.6f
/* A stroke up to this width counts as a single line, with one edge along its
 * middle; a wider one has an edge on each side. */
#define THIN_PX 3

typedef enum
{
  POLYGON,
  ELLIPSE,
  STROKE,
} Kind;

typedef struct
{
  Kind kind;
  /* The outline of an ELLIPSE. Of a POLYGON, centre and radius are used to
   * place the corners. */
  float centre[2], radius[2], cosine, sine;
  /* The corners of a POLYGON, or the points that the line of a STROKE joins. */
  float points[MAX_POINTS][2];
  int n_points;
  float half_width; /* half the width of a STROKE */
} Shape;

/* How a surface is coloured: each channel is colour + slope . (x, y) +
 * amplitude * texture. */
typedef struct
{
  float colour[3], slope[2];
  const TrainImage *texture; /* NULL if the surface has no texture */
  float amplitude;
} Fill;

static float
draw_uniform (TrainRandom *random, double low, double high)
{
  return (float) train_random_uniform (random, low, high);
}

/* Returns the squared distance from (x, y) to the line segment from a to b. */
static float
square_to_line (const float *a, const float *b, float x, float y)
{
  float dx = b[0] - a[0], dy = b[1] - a[1], px = x - a[0], py = y - a[1];
  float length = dx * dx + dy * dy;
  float t = length > 0 ? (px * dx + py * dy) / length : 0;

  t = CLAMP (t, 0, 1);
  px -= t * dx;
  py -= t * dy;
  return px * px + py * py;
}

static float
distance_to_polygon (const Shape *shape, float x, float y)
{
  float nearest = FLT_MAX;
  gboolean is_inside = FALSE;

  for (int i = 0, j = shape->n_points - 1; i < shape->n_points; j = i++)
    {
      const float *a = shape->points[i], *b = shape->points[j];

      nearest = MIN (nearest, square_to_line (a, b, x, y));
      if ((a[1] > y) != (b[1] > y)
          && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0])
        is_inside = !is_inside;
    }
  return is_inside ? -sqrtf (nearest) : sqrtf (nearest);
}

/* Returns an estimate of the distance of (x, y) from an ellipse's outline,
 * negative inside: a function that is 0 on the outline, divided by the length
 * of its gradient. It is exact on the outline, where it matters most. */
static float
distance_to_ellipse (const Shape *shape, float x, float y)
{
  float dx = x - shape->centre[0], dy = y - shape->centre[1];
  float u = (dx * shape->cosine + dy * shape->sine) / shape->radius[0];
  float v = (dy * shape->cosine - dx * shape->sine) / shape->radius[1];
  float length = sqrtf (u * u + v * v);
  float slope = hypotf (u / shape->radius[0], v / shape->radius[1]);

  return slope > 0 ? length * (length - 1) / slope : -shape->radius[0];
}

/* Returns the distance of (x, y) from the shape's outline, negative inside. */
static float
get_distance (const Shape *shape, float x, float y)
{
  float nearest = FLT_MAX;

  if (shape->kind == POLYGON)
    return distance_to_polygon (shape, x, y);
  if (shape->kind == ELLIPSE)
    return distance_to_ellipse (shape, x, y);
  for (int i = 0; i + 1 < shape->n_points; i++)
    nearest = MIN (
      nearest, square_to_line (shape->points[i], shape->points[i + 1], x, y));
  return sqrtf (nearest) - shape->half_width;
}

/* Places the corners around the centre at rising angles. In half of the
 * polygons their distances from the centre are similar; the others are
 * star-shaped. */
static void
draw_polygon (TrainRandom *random, float size, Shape *shape)
{
  double turn = train_random_uniform (random, 0, TAU);
  double spread = train_random_chance (random, 0.5) ? 0 : 0.5;

  shape->n_points = 3 + train_random_integer (random, MAX_POINTS - 2);
  for (int i = 0; i < shape->n_points; i++)
    {
      double angle = turn
                     + (i + train_random_uniform (random, -0.3, 0.3)) * TAU
                         / shape->n_points;
      double radius =
        (double) size * train_random_uniform (random, 1 - spread, 1);

      shape->points[i][0] =
        shape->centre[0] + shape->radius[0] * (float) (radius * cos (angle));
      shape->points[i][1] =
        shape->centre[1] + shape->radius[1] * (float) (radius * sin (angle));
    }
}

static void
draw_stroke (TrainRandom *random, float size, Shape *shape)
{
  shape->n_points = 2 + train_random_integer (random, 3);
  shape->half_width = train_random_chance (random, 0.5)
                        ? draw_uniform (random, 0.5, 1.5)
                        : draw_uniform (random, 1.5, 5);
  for (int i = 0; i < shape->n_points; i++)
    for (int k = 0; k < 2; k++)
      shape->points[i][k] =
        shape->centre[k] + draw_uniform (random, -1.5, 1.5) * size;
}

static void
draw_shape (TrainRandom *random, const TrainImage *picture, Shape *shape)
{
  double side = MIN (picture->height, picture->width);
  float size = (float) (side * train_random_uniform (random, 0.06, 0.45));
  double angle = train_random_uniform (random, 0, TAU);

  *shape = (Shape) { 0 };
  /* Of five equally likely numbers two stand for polygons and two for ellipses,
   * but only one for strokes, which cover little. */
  shape->kind = (Kind) (train_random_integer (random, 5) / 2);
  shape->centre[0] = draw_uniform (random, 0, picture->width);
  shape->centre[1] = draw_uniform (random, 0, picture->height);
  shape->radius[0] = 1;
  shape->radius[1] = draw_uniform (random, 0.5, 1);
  shape->cosine = (float) cos (angle);
  shape->sine = (float) sin (angle);
  if (shape->kind == POLYGON)
    draw_polygon (random, size, shape);
  else if (shape->kind == STROKE)
    draw_stroke (random, size, shape);
  else
    for (int k = 0; k < 2; k++)
      shape->radius[k] *= size;
}

static void
draw_fill (TrainRandom *random,
           const TrainProceduralShapes *shapes,
           const TrainImage *picture,
           Fill *fill)
{
  *fill = (Fill) { 0 };
  for (int c = 0; c < 3; c++)
    fill->colour[c] = draw_uniform (random, 0, 1);
  /* Half of the colours are moved towards grey, as most colours of photos are.
   */
  if (train_random_chance (random, 0.5))
    for (int c = 1; c < 3; c++)
      fill->colour[c] += 0.8f * (fill->colour[0] - fill->colour[c]);
  if (train_random_chance (random, 0.4))
    {
      fill->slope[0] =
        draw_uniform (random, -0.5, 0.5) / (float) picture->width;
      fill->slope[1] =
        draw_uniform (random, -0.5, 0.5) / (float) picture->height;
    }
  if (shapes->n_textures > 0 && train_random_chance (random, 0.6))
    {
      fill->texture =
        shapes->textures + train_random_integer (random, shapes->n_textures);
      fill->amplitude = draw_uniform (random, 0.02, 0.16);
    }
}

static void
get_colour (const Fill *fill, int x, int y, float *colour)
{
  float light = fill->slope[0] * (float) x + fill->slope[1] * (float) y;

  for (int c = 0; c < 3; c++)
    {
      float value = fill->colour[c] + light;

      colour[c] = CLAMP (value, 0, 1);
    }
}

static float
get_texture (const Fill *fill, int x, int y, int c)
{
  return fill->texture == NULL
           ? 0
           : fill->amplitude * (float) train_image_at (fill->texture, y, x)[c];
}

/* Returns the edge map's value where the colour of a shape meets below, the
 * colour of what it lies on: 1 for an edge, 0 for none, -1 if the loss is to
 * ignore the pixel. */
static TrainReal
get_edge (const TrainReal *below, const float *colour)
{
  float step = 0;

  for (int c = 0; c < 3; c++)
    step = MAX (step, fabsf (colour[c] - (float) below[c]));
  return step >= VISIBLE_STEP ? 1 : step >= INVISIBLE_STEP ? -1 : 0;
}

/* Updates edge, a pixel of the edge map at the given signed distance from the
 * shape's outline: on the outline there may be an edge; inside, the shape hides
 * the edges of shapes below. */
static void
mark_edge (const Shape *shape,
           float distance,
           const TrainReal *below,
           const float *colour,
           TrainReal *edge)
{
  gboolean is_thin = shape->kind == STROKE && 2 * shape->half_width <= THIN_PX;
  float from_outline = is_thin ? distance + shape->half_width : distance;

  if (fabsf (from_outline) <= OUTLINE_HALF_PX)
    *edge = get_edge (below, colour);
  else if (distance < 0)
    *edge = 0;
}

/* Computes which pixels the shape can touch along one axis (0: x, 1: y):
 * numbers *from to *to - 1, clipped to 0 to n. */
static void
get_bounds (const Shape *shape, int axis, int n, int *from, int *to)
{
  float low = FLT_MAX, high = -FLT_MAX, margin = shape->half_width + 2;

  for (int i = 0; i < shape->n_points; i++)
    {
      low = MIN (low, shape->points[i][axis]);
      high = MAX (high, shape->points[i][axis]);
    }
  if (shape->kind == ELLIPSE)
    {
      float radius = MAX (shape->radius[0], shape->radius[1]);

      low = shape->centre[axis] - radius;
      high = shape->centre[axis] + radius;
    }
  *from = CLAMP ((int) floorf (low - margin), 0, n);
  *to = CLAMP ((int) ceilf (high + margin), 0, n);
}

/* Draws the shape into three images: picture; flat, the same picture without
 * textures, whose colours decide where edges are; and edges, the edge map (NULL
 * for none). */
static void
lay_shape (const Shape *shape,
           const Fill *fill,
           TrainImage *flat,
           TrainImage *picture,
           TrainImage *edges)
{
  int x0, x1, y0, y1;

  get_bounds (shape, 0, picture->width, &x0, &x1);
  get_bounds (shape, 1, picture->height, &y0, &y1);
  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++)
      {
        float distance =
          get_distance (shape, (float) x + 0.5f, (float) y + 0.5f);
        float cover = CLAMP (0.5f - distance, 0, 1), colour[3];
        TrainReal *below = train_image_at (flat, y, x);
        TrainReal *pixel = train_image_at (picture, y, x);

        if (distance > OUTLINE_HALF_PX)
          continue;
        get_colour (fill, x, y, colour);
        if (edges != NULL)
          mark_edge (shape, distance, below, colour,
                     train_image_at (edges, y, x));
        for (int c = 0; c < 3; c++)
          {
            float value = colour[c] + get_texture (fill, x, y, c);

            pixel[c] += (TrainReal) cover * ((TrainReal) value - pixel[c]);
            /* Where the shape covers most of the pixel, flat gets its colour,
             * with which the colours of later shapes are compared. */
            if (cover >= 0.5f)
              below[c] = (TrainReal) colour[c];
          }
      }
}

void
train_procedural_shapes_draw (TrainRandom *random,
                              const TrainProceduralShapes *shapes,
                              TrainImage *picture,
                              TrainImage *edges)
{
  gsize n = train_image_size (picture);
  TrainImage flat;
  Fill fill;

  train_image_init (&flat, picture->height, picture->width, 3);
  draw_fill (random, shapes, picture, &fill);
  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      {
        float colour[3];

        get_colour (&fill, x, y, colour);
        for (int c = 0; c < 3; c++)
          {
            train_image_at (&flat, y, x)[c] = (TrainReal) colour[c];
            train_image_at (picture, y, x)[c] =
              (TrainReal) (colour[c] + get_texture (&fill, x, y, c));
          }
      }
  if (edges != NULL)
    train_image_zero (edges);
  for (int k = 0; k < shapes->n_shapes; k++)
    {
      Shape shape;

      draw_shape (random, picture, &shape);
      draw_fill (random, shapes, picture, &fill);
      lay_shape (&shape, &fill, &flat, picture, edges);
    }
  for (gsize i = 0; i < n; i++)
    picture->data[i] = CLAMP (picture->data[i], 0, 1);
  train_image_clear (&flat);
}
