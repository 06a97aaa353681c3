/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws pictures without texture, see clean-picture-drawing.h; shapes and
 * letters are drawn by cairo. */
#include "train/evaluate/clean-picture-drawing.h"

#include <math.h>

#include <cairo.h>

#define HEIGHT 256
#define WIDTH 320
#define N_CHANNELS 3
#define PEAK ((TrainReal) 255)

static const struct
{
  const char *name;
  /* The first colour is the background, or the beginning of a gradient; the
   * second is that of shapes and letters, or the end of the gradient. */
  double first[N_CHANNELS], second[N_CHANNELS];
} CLEAN[TRAIN_N_CLEAN] = {
  [TRAIN_CLEAN_FLAT_LIGHT] = { "flat, light", { .9, .85, .7 }, { 0 } },
  [TRAIN_CLEAN_FLAT_DARK] = { "flat, dark", { .15, .1, .3 }, { 0 } },
  [TRAIN_CLEAN_GRADIENT_GREY] = { "gradient, grey",
                                  { .05, .05, .05 },
                                  { .95, .95, .95 } },
  [TRAIN_CLEAN_GRADIENT_COLOUR] = { "gradient, colour",
                                    { .2, .5, .9 },
                                    { .9, .6, .3 } },
  [TRAIN_CLEAN_STEP_STRONG] = { "step, strong",
                                { .1, .1, .1 },
                                { .9, .9, .9 } },
  [TRAIN_CLEAN_STEP_WEAK] = { "step, weak", { .4, .45, .5 }, { .6, .55, .5 } },
  [TRAIN_CLEAN_SHAPES] = { "shapes", { .95, .95, .85 }, { .8, .2, .1 } },
  [TRAIN_CLEAN_TEXT] = { "text", { 1, 1, 1 }, { .1, .1, .1 } },
  [TRAIN_CLEAN_TEXT_COLOUR] = { "text, colour",
                                { .1, .3, .6 },
                                { 1, .95, .8 } },
};

const char *
train_clean_picture_get_name (TrainCleanPicture clean)
{
  return CLEAN[clean].name;
}

gboolean
train_clean_picture_is_even (TrainCleanPicture clean)
{
  return clean <= TRAIN_CLEAN_GRADIENT_COLOUR;
}

gboolean
train_clean_picture_is_step (TrainCleanPicture clean)
{
  return clean == TRAIN_CLEAN_STEP_STRONG || clean == TRAIN_CLEAN_STEP_WEAK;
}

/* Draws the flat pictures, all in the first colour, and the gradients from the
 * first colour to the second: the grey one from left to right, the coloured one
 * diagonally. */
static void
fill_gradient (TrainCleanPicture clean, TrainImage *image)
{
  int down = clean == TRAIN_CLEAN_GRADIENT_COLOUR;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      for (int c = 0; c < N_CHANNELS; c++)
        {
          double share =
            down ? (x + y) / (double) (WIDTH + HEIGHT) : x / (double) WIDTH;

          if (clean <= TRAIN_CLEAN_FLAT_DARK)
            share = 0;
          train_image_at (image, y, x)[c] =
            (TrainReal) (CLEAN[clean].first[c]
                         + share
                             * (CLEAN[clean].second[c]
                                - CLEAN[clean].first[c]));
        }
}

static void
set_colour (cairo_t *cairo, const double *colour)
{
  cairo_set_source_rgb (cairo, colour[0], colour[1], colour[2]);
}

/* Draws a half plane with a slanted edge and a disc in the second colour, and a
 * disc in the first colour on the half plane. */
static void
draw_step (cairo_t *cairo, TrainCleanPicture clean)
{
  set_colour (cairo, CLEAN[clean].second);
  cairo_move_to (cairo, WIDTH * 0.55, 0);
  cairo_line_to (cairo, WIDTH, 0);
  cairo_line_to (cairo, WIDTH, HEIGHT);
  cairo_line_to (cairo, WIDTH * 0.45, HEIGHT);
  cairo_fill (cairo);
  cairo_arc (cairo, WIDTH * 0.22, HEIGHT / 2.0, 40, 0, 2 * G_PI);
  cairo_fill (cairo);
  set_colour (cairo, CLEAN[clean].first);
  cairo_arc (cairo, WIDTH * 0.78, HEIGHT / 2.0, 25, 0, 2 * G_PI);
  cairo_fill (cairo);
}

static void
draw_shapes (cairo_t *cairo)
{
  static const double colours[][N_CHANNELS] = {
    { .8, .2, .1 },   { .1, .4, .7 }, { .2, .6, .25 },
    { .95, .75, .1 }, { .3, .3, .3 }, { .6, .3, .6 },
  };

  for (int i = 0; i < (int) G_N_ELEMENTS (colours); i++)
    {
      double x = 55 + i % 3 * 105;
      double y = 65 + i / 3 * 125;

      set_colour (cairo, colours[i]);
      cairo_new_path (cairo);
      if (i % 2 == 0)
        cairo_arc (cairo, x, y, 30 + 5 * i, 0, 2 * G_PI);
      else
        for (int corner = 0; corner < 3 + i; corner++)
          cairo_line_to (cairo, x + 45 * cos (corner * 2 * G_PI / (3 + i)),
                         y + 45 * sin (corner * 2 * G_PI / (3 + i)));
      cairo_close_path (cairo);
      cairo_fill_preserve (cairo);
      set_colour (cairo, colours[(i + 4) % 6]);
      cairo_set_line_width (cairo, 4);
      cairo_stroke (cairo);
    }
}

static void
draw_text (cairo_t *cairo, TrainCleanPicture clean)
{
  static const char *const lines[] = { "Structure stays", "Hamburgefonts 0123",
                                       "quick brown fox, 4711",
                                       "The lazy dog jumps over it",
                                       "fine print of sixteen pixels" };
  static const double sizes[] = { 44, 32, 26, 20, 16 };
  double y = 8;

  set_colour (cairo, CLEAN[clean].second);
  cairo_select_font_face (cairo, clean == TRAIN_CLEAN_TEXT ? "sans" : "serif",
                          CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      y += sizes[i] * 1.4;
      cairo_set_font_size (cairo, sizes[i]);
      cairo_move_to (cairo, 10, y);
      cairo_show_text (cairo, lines[i]);
    }
}

gboolean
train_clean_picture_has_text (TrainCleanPicture clean)
{
  TrainImage image;
  TrainReal first;
  gboolean found = FALSE;

  if (clean < TRAIN_CLEAN_TEXT)
    return FALSE;
  train_clean_picture_draw (clean, &image);
  first = image.data[0];
  for (gsize i = 0; i < train_image_size (&image); i += N_CHANNELS)
    found |= image.data[i] != first;
  train_image_clear (&image);
  return found;
}

/* Copies the pixels of a cairo surface, words of the form 0xRRGGBB, to image.
 */
static void
copy_surface (cairo_surface_t *surface, TrainImage *image)
{
  const guint8 *rows = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        guint32 pixel = ((const guint32 *) (rows + (gsize) y * stride))[x];

        for (int c = 0; c < N_CHANNELS; c++)
          train_image_at (image, y, x)[c] =
            (pixel >> (8 * (N_CHANNELS - 1 - c)) & 0xff) / PEAK;
      }
}

void
train_clean_picture_draw (TrainCleanPicture clean, TrainImage *image)
{
  cairo_surface_t *surface;
  cairo_t *cairo;

  train_image_init (image, HEIGHT, WIDTH, N_CHANNELS);
  if (train_clean_picture_is_even (clean))
    {
      fill_gradient (clean, image);
      return;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo = cairo_create (surface);
  set_colour (cairo, CLEAN[clean].first);
  cairo_paint (cairo);
  if (train_clean_picture_is_step (clean))
    draw_step (cairo, clean);
  else if (clean == TRAIN_CLEAN_SHAPES)
    draw_shapes (cairo);
  else
    draw_text (cairo, clean);
  cairo_surface_flush (surface);
  copy_surface (surface, image);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}
