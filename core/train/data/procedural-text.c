/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws letters as strokes, see procedural-text.h. */
#include "train/data/procedural-text.h"

#include <math.h>
#include <string.h>

/* The letters on a grid of 5 x 7 points. Two digits are a point: x, then y,
 * counted downwards. Successive points are joined by lines; a space begins a
 * new line. */
static const char *const LETTERS[] = {
  "062046 1434",
  "003041423303 3344453606 0006",
  "41301001051636 3645",
  "00304145360600",
  "40000646 0333",
  "400006 0333",
  "413010010516364543 4323",
  "0006 4046 0343",
  "1030 2026 1636",
  "4045361605",
  "0006 400346",
  "000646",
  "0600234046",
  "06004640",
  "103041453616050110",
  "06003041423303",
  "103041453616050110 3446",
  "06003041423303 2346",
  "413010010213334445361605",
  "0040 2026",
  "000516364540",
  "002640",
  "0016233640",
  "0046 4006",
  "002340 2326",
  "00400646",
  "112026 1636",
  "011030414206 0646",
  "0110304142331333 3344453616 1605",
  "36300444",
  "40000213334445361605",
  "40200205163645443303",
  "004016",
  "1202011030414213 1304051636454433 3313",
};

/* Size and shape of the letters of a text. */
typedef struct
{
  float unit;       /* distance of the grid's points, px */
  float slant;      /* columns to the right for each row upwards */
  float half_width; /* half the width of a stroke, px */
} Style;

/* Raises cover, the covered part of each pixel from 0 to 1, along the line
 * segment from a to b. */
static void
cover_line (const Style *style,
            const float *a,
            const float *b,
            TrainImage *cover)
{
  float reach = style->half_width + 1, dx = b[0] - a[0], dy = b[1] - a[1];
  float length = dx * dx + dy * dy;
  int x0 = (int) floorf (MIN (a[0], b[0]) - reach);
  int x1 = (int) ceilf (MAX (a[0], b[0]) + reach);
  int y0 = (int) floorf (MIN (a[1], b[1]) - reach);
  int y1 = (int) ceilf (MAX (a[1], b[1]) + reach);

  for (int y = MAX (y0, 0); y < MIN (y1, cover->height); y++)
    for (int x = MAX (x0, 0); x < MIN (x1, cover->width); x++)
      {
        float px = (float) x + 0.5f - a[0], py = (float) y + 0.5f - a[1];
        float t = length > 0 ? (px * dx + py * dy) / length : 0, part;
        TrainReal *to = train_image_at (cover, y, x);

        t = CLAMP (t, 0, 1);
        part = style->half_width + 0.5f - hypotf (px - t * dx, py - t * dy);
        *to = MAX (*to, (TrainReal) CLAMP (part, 0, 1));
      }
}

static void
cover_letter (const Style *style,
              const char *letter,
              float left,
              float top,
              TrainImage *cover)
{
  float before[2] = { 0 };
  gboolean is_down = FALSE;

  while (*letter != '\0')
    {
      float point[2], y;

      if (*letter == ' ')
        {
          is_down = FALSE;
          letter++;
          continue;
        }
      y = (float) (letter[1] - '0');
      point[0] =
        left
        + style->unit * ((float) (letter[0] - '0') + style->slant * (6 - y));
      point[1] = top + style->unit * y;
      if (is_down)
        cover_line (style, before, point, cover);
      memcpy (before, point, sizeof before);
      is_down = TRUE;
      letter += 2;
    }
}

void
train_procedural_text_cover (TrainRandom *random,
                             float tall,
                             float left,
                             float top,
                             int n_lines,
                             TrainImage *cover)
{
  Style style = {
    .unit = tall / 6,
    .slant = train_random_chance (random, 0.3)
               ? (float) train_random_uniform (random, 0.1, 0.3)
               : 0,
    .half_width = (float) MAX (
      0.4, (double) tall * train_random_uniform (random, 0.04, 0.1)),
  };

  for (int line = 0; line < n_lines; line++, top += 1.6f * tall)
    for (float x = left; x < (float) cover->width; x += 6 * style.unit)
      if (!train_random_chance (random, 0.15))
        cover_letter (
          &style,
          LETTERS[train_random_integer (random, G_N_ELEMENTS (LETTERS))], x,
          top, cover);
}

void
train_procedural_text_draw (TrainRandom *random, TrainImage *picture)
{
  float tall =
    7 * (float) exp (train_random_uniform (random, 0, log (40 / 7.)));
  float left = (float) train_random_uniform (random, -2, picture->width / 3.);
  float top = (float) train_random_uniform (random, 0, picture->height / 2.);
  int n_lines = 1 + train_random_integer (random, 8);
  TrainReal colour[3];
  TrainImage cover;

  for (int c = 0; c < 3; c++)
    colour[c] = (TrainReal) train_random_uniform (random, 0, 1);
  /* Six of ten texts are black or white: all channels get the same value, 0 or
   * 1. */
  if (train_random_chance (random, 0.6))
    for (int c = 1; c < 3; c++)
      colour[c] = colour[0] = colour[0] > (TrainReal) 0.5;
  train_image_init (&cover, picture->height, picture->width, 1);
  train_procedural_text_cover (random, tall, left, top, n_lines, &cover);
  for (gsize i = 0; i < train_image_size (&cover); i++)
    for (int c = 0; c < 3; c++)
      {
        TrainReal *pixel = picture->data + i * 3 + c;

        *pixel += cover.data[i] * (colour[c] - *pixel);
      }
  train_image_clear (&cover);
}
