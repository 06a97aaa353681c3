/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws isolated marks, see procedural-marks.h. A mark is a few layers; of each
 * layer the covered part of every pixel is computed first, then it is blended
 * into all images.
 */
#include "train/data/procedural-marks.h"

#include <math.h>

#include "train/data/procedural-text.h"

#define MAX_CONTRAST 0.8
#define SHARE_SECOND_EYE 0.6
#define SHARE_MOUTH 0.4
#define SHARE_SCLERA 0.7
#define MIN_EYE_PX 6
#define MAX_EYE_PX 22
/* Only eyes of at least this width have a highlight. */
#define MIN_LIGHT_PX 10
#define MIN_APART_PX 20
#define MAX_APART_PX 40
#define MAX_LINES 4
#define MIN_LETTER_PX 8
#define MAX_LETTER_PX 32
#define MAX_LETTER_LINES 2
/* The brightness of the ground under a mark is the mean within this many pixels
 * of a point, along each axis. */
#define GROUND_PX 3

/* The images that marks are drawn into, and the layer of the mark that is being
 * drawn. */
typedef struct
{
  TrainImage *const *images;
  int n_images;
  TrainImage cover; /* the part of each pixel that the layer covers */
} Canvas;

/* A stroke with round ends, or, if its ends are the same point, a disc. */
typedef struct
{
  double x0, y0, x1, y1, half_width;
} Stroke;

/* Returns the mean brightness of the first image around (x, y). */
static double
get_ground (const Canvas *canvas, double x, double y)
{
  const TrainImage *image = canvas->images[0];
  double sum = 0;
  int n = 0;

  for (int dy = -GROUND_PX; dy <= GROUND_PX; dy++)
    for (int dx = -GROUND_PX; dx <= GROUND_PX; dx++, n++)
      {
        const TrainReal *pixel =
          train_image_at (image, CLAMP ((int) y + dy, 0, image->height - 1),
                          CLAMP ((int) x + dx, 0, image->width - 1));

        sum += (double) (pixel[0] + pixel[1] + pixel[2]) / 3;
      }
  return sum / n;
}

/* Draws a random colour whose channels differ from ground, a brightness, by the
 * number least or more: darker than a light ground, lighter than a dark one. */
static void
draw_colour (TrainRandom *random, double ground, double least, double *colour)
{
  const double room = MAX (ground, 1 - ground);
  const double contrast = train_random_uniform (
    random, MIN (least, room), MAX (least, MIN (room, MAX_CONTRAST)));
  const double value = ground >= 0.5 ? ground - contrast : ground + contrast;

  /* The channels are moved further from the ground by different amounts, which
   * makes a slight tint. */
  for (int c = 0; c < 3; c++)
    {
      const double more = train_random_uniform (random, 0, 0.1);

      colour[c] = CLAMP (ground >= 0.5 ? value - more : value + more, 0, 1);
    }
}

/* Blends colour into all images where the layer covers them, and empties the
 * layer. */
static void
blend (Canvas *canvas, const double *colour)
{
  for (int k = 0; k < canvas->n_images; k++)
    for (gsize i = 0; i < train_image_size (&canvas->cover); i++)
      for (int c = 0; c < 3; c++)
        {
          TrainReal *pixel = canvas->images[k]->data + i * 3 + c;

          *pixel += canvas->cover.data[i] * ((TrainReal) colour[c] - *pixel);
        }
  train_image_zero (&canvas->cover);
}

static void
cover_stroke (Canvas *canvas, const Stroke *stroke)
{
  TrainImage *cover = &canvas->cover;
  const double reach = stroke->half_width + 1;
  const double dx = stroke->x1 - stroke->x0, dy = stroke->y1 - stroke->y0;
  const double square = dx * dx + dy * dy;
  const int left = (int) floor (MIN (stroke->x0, stroke->x1) - reach);
  const int right = (int) ceil (MAX (stroke->x0, stroke->x1) + reach);
  const int top = (int) floor (MIN (stroke->y0, stroke->y1) - reach);
  const int bottom = (int) ceil (MAX (stroke->y0, stroke->y1) + reach);

  for (int y = MAX (top, 0); y <= MIN (bottom, cover->height - 1); y++)
    for (int x = MAX (left, 0); x <= MIN (right, cover->width - 1); x++)
      {
        const double px = x - stroke->x0, py = y - stroke->y0;
        double t = square > 0 ? (px * dx + py * dy) / square : 0, part;
        TrainReal *to = train_image_at (cover, y, x);

        t = CLAMP (t, 0, 1);
        part = stroke->half_width + 0.5 - hypot (px - t * dx, py - t * dy);
        *to = MAX (*to, (TrainReal) CLAMP (part, 0, 1));
      }
}

/* Adds an ellipse to the layer. angle: that of the axis with the radius rx. */
static void
cover_ellipse (
  Canvas *canvas, double x0, double y0, double rx, double ry, double angle)
{
  TrainImage *cover = &canvas->cover;
  const double reach = MAX (rx, ry) + 1;
  const double cosine = cos (angle), sine = sin (angle);

  for (int y = MAX ((int) floor (y0 - reach), 0);
       y <= MIN ((int) ceil (y0 + reach), cover->height - 1); y++)
    for (int x = MAX ((int) floor (x0 - reach), 0);
         x <= MIN ((int) ceil (x0 + reach), cover->width - 1); x++)
      {
        const double u = ((x - x0) * cosine + (y - y0) * sine) / rx;
        const double v = ((y - y0) * cosine - (x - x0) * sine) / ry;
        const double length = hypot (u, v), slope = hypot (u / rx, v / ry);
        /* The distance from the outline to first order; negative inside. */
        const double distance =
          slope > 0 ? length * (length - 1) / slope : -MIN (rx, ry);
        TrainReal *to = train_image_at (cover, y, x);

        *to = MAX (*to, (TrainReal) CLAMP (0.5 - distance, 0, 1));
      }
}

/* Draws an eye of the given width at (x, y): the white of the eye, the iris, a
 * highlight in it, and the upper lid. */
static void
draw_eye (TrainRandom *random,
          Canvas *canvas,
          double x,
          double y,
          double width,
          double angle,
          const double *dark)
{
  const double light[] = { 0.95, 0.93, 0.9 };
  const double height = width * train_random_uniform (random, 0.4, 0.65);
  const double iris = height * train_random_uniform (random, 0.38, 0.5);
  const double cosine = cos (angle), sine = sin (angle);
  const Stroke lid = { x - width / 2 * cosine + height / 3 * sine,
                       y - width / 2 * sine - height / 3 * cosine,
                       x + width / 2 * cosine + height / 3 * sine,
                       y + width / 2 * sine - height / 3 * cosine,
                       MAX (0.6, width * 0.05) };

  if (train_random_chance (random, SHARE_SCLERA))
    {
      cover_ellipse (canvas, x, y, width / 2, height / 2, angle);
      blend (canvas, light);
    }
  cover_stroke (canvas, &lid);
  cover_ellipse (canvas, x, y, iris, iris, 0);
  blend (canvas, dark);
  if (width > MIN_LIGHT_PX)
    {
      cover_ellipse (canvas, x + iris / 3, y - iris / 3, iris / 4, iris / 4, 0);
      blend (canvas, light);
    }
}

static void
draw_eyes (TrainRandom *random, Canvas *canvas, double least)
{
  const double size = MIN_EYE_PX
                      * exp (train_random_uniform (
                        random, 0, log (MAX_EYE_PX / (double) MIN_EYE_PX)));
  const double apart = size * train_random_uniform (random, 1.8, 2.6);
  const double angle = train_random_uniform (random, -0.5, 0.5);
  const double along_x = apart * cos (angle), along_y = apart * sin (angle);
  const double x = train_random_uniform (random, 0, canvas->cover.width);
  const double y = train_random_uniform (random, 0, canvas->cover.height);
  double dark[3];

  draw_colour (random, get_ground (canvas, x, y), least, dark);
  draw_eye (random, canvas, x, y, size, angle, dark);
  if (train_random_chance (random, SHARE_SECOND_EYE))
    draw_eye (random, canvas, x + along_x, y + along_y, size, angle, dark);
  if (train_random_chance (random, SHARE_MOUTH))
    {
      /* The mouth lies below the middle between the eyes; its corners point up
       * or down. */
      const double mouth_x = x + along_x / 2 - along_y;
      const double mouth_y = y + along_y / 2 + along_x;
      const double bend = train_random_uniform (random, -0.15, 0.15) * apart;
      const double half = train_random_uniform (random, 0.3, 0.6);
      Stroke lips = { mouth_x - half * along_x, mouth_y - half * along_y,
                      mouth_x - bend * sin (angle),
                      mouth_y + bend * cos (angle),
                      size * train_random_uniform (random, 0.06, 0.15) };

      cover_stroke (canvas, &lips);
      lips.x0 = mouth_x + half * along_x;
      lips.y0 = mouth_y + half * along_y;
      cover_stroke (canvas, &lips);
      draw_colour (random, get_ground (canvas, mouth_x, mouth_y), least, dark);
      blend (canvas, dark);
    }
}

static void
draw_letters (TrainRandom *random, Canvas *canvas, double least)
{
  const double tall =
    MIN_LETTER_PX
    * exp (train_random_uniform (random, 0,
                                 log (MAX_LETTER_PX / (double) MIN_LETTER_PX)));
  const double left =
    train_random_uniform (random, -2, canvas->cover.width / 2.0);
  const double top =
    train_random_uniform (random, 0, canvas->cover.height - tall);
  double colour[3];

  train_procedural_text_cover (
    random, (float) tall, (float) left, (float) top,
    1 + train_random_integer (random, MAX_LETTER_LINES), &canvas->cover);
  draw_colour (random, get_ground (canvas, left, top + tall / 2), least,
               colour);
  blend (canvas, colour);
}

/* Draws parallel rods across the whole picture. */
static void
draw_rods (TrainRandom *random, Canvas *canvas, double least)
{
  const double angle = train_random_uniform (random, 0, G_PI);
  const double apart =
    train_random_uniform (random, MIN_APART_PX, MAX_APART_PX);
  const double half = train_random_uniform (random, 0.75, 1.5);
  const double x = canvas->cover.width / 2.0, y = canvas->cover.height / 2.0;
  const double length = hypot (x, y);
  const int n = (int) (length / apart) + 1;
  const int first = train_random_integer (random, 2 * n) - n;
  const int end = first + 2 + train_random_integer (random, 2 * n);
  double colour[3];

  for (int i = first; i < end; i++)
    {
      const double at_x = x + i * apart * cos (angle);
      const double at_y = y + i * apart * sin (angle);
      const Stroke rod = { at_x - length * sin (angle),
                           at_y + length * cos (angle),
                           at_x + length * sin (angle),
                           at_y - length * cos (angle), half };

      cover_stroke (canvas, &rod);
    }
  draw_colour (random, get_ground (canvas, x, y), least, colour);
  blend (canvas, colour);
}

static void
draw_lines (TrainRandom *random, Canvas *canvas, double least)
{
  const int n = 1 + train_random_integer (random, MAX_LINES);
  double colour[3];

  for (int i = 0; i < n; i++)
    {
      const Stroke line = {
        train_random_uniform (random, 0, canvas->cover.width),
        train_random_uniform (random, 0, canvas->cover.height),
        train_random_uniform (random, 0, canvas->cover.width),
        train_random_uniform (random, 0, canvas->cover.height),
        train_random_uniform (random, 1, 2),
      };

      cover_stroke (canvas, &line);
      if (i == 0)
        draw_colour (random, get_ground (canvas, line.x0, line.y0), least,
                     colour);
    }
  blend (canvas, colour);
}

void
train_marks_draw (TrainRandom *random,
                  TrainMarksKind kind,
                  double least,
                  TrainImage *const *images,
                  int n_images)
{
  Canvas canvas = { .images = images, .n_images = n_images };

  train_image_init (&canvas.cover, images[0]->height, images[0]->width, 1);
  if (kind == TRAIN_MARKS_EYES)
    draw_eyes (random, &canvas, least);
  else if (kind == TRAIN_MARKS_LETTERS)
    draw_letters (random, &canvas, least);
  else if (kind == TRAIN_MARKS_RODS)
    draw_rods (random, &canvas, least);
  else
    draw_lines (random, &canvas, least);
  train_image_clear (&canvas.cover);
}
