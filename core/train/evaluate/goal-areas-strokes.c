/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws strokes and letters, see goal-areas-strokes.h. */
#include "train/evaluate/goal-areas-strokes.h"

#include <math.h>

/* Letters are drawn on a square grid: GRID_HEIGHT steps are the height of a
 * letter, and the next letter begins GRID_ADVANCE steps further right, plus a
 * stroke's width. Strokes are STROKE_SHARE of the letter's height wide, and at
 * least LEAST_STROKE_PX. */
#define GRID_HEIGHT 6.0
#define GRID_ADVANCE 6.0
#define STROKE_SHARE 0.125
#define LEAST_STROKE_PX 1.3

/* The letters as polylines. A point is two digits, its column and row on the
 * grid, counted from the upper left corner; a blank begins a new polyline. */
static const char *const LETTERS[] = {
  "062046 1434",               /* A */
  "06003041423303 3344453606", /* B */
  "4130100105163645",          /* C */
  "06003041453606",            /* D */
  "40000646 0333",             /* E */
  "400006 0333",               /* F */
  "41301001051636454323",      /* G */
  "0006 0343 4046",            /* H */
  "0006 400346",               /* K */
  "000646",                    /* L */
  "0600244046",                /* M */
  "06004640",                  /* N */
  "103041453616050110",        /* O */
  "06003041423303",            /* P */
  "06003041423303 2346",       /* R */
  "413010010213334445361605",  /* S */
  "0040 2026",                 /* T */
  "000516364540",              /* U */
  "002640",                    /* V */
  "0016223640",                /* W */
  "0046 4006",                 /* X */
  "002340 2326",               /* Y */
  "00400646",                  /* Z */
};

/* Returns the distance of (x, y) from the centre line of stroke. */
static double
get_distance (const TrainGoalStroke *stroke, double x, double y)
{
  const double dx = stroke->x1 - stroke->x0, dy = stroke->y1 - stroke->y0;
  const double square = dx * dx + dy * dy;
  double along = 0;

  x -= stroke->x0;
  y -= stroke->y0;
  if (square > 0)
    along = CLAMP ((x * dx + y * dy) / square, 0, 1);
  x -= along * dx;
  y -= along * dy;
  return sqrt (x * x + y * y);
}

void
train_goal_strokes_draw (TrainImage *image,
                         const TrainGoalStroke *stroke,
                         double value)
{
  const double reach = stroke->width / 2 + 1;
  const int left = (int) floor (MIN (stroke->x0, stroke->x1) - reach);
  const int right = (int) ceil (MAX (stroke->x0, stroke->x1) + reach);
  const int top = (int) floor (MIN (stroke->y0, stroke->y1) - reach);
  const int bottom = (int) ceil (MAX (stroke->y0, stroke->y1) + reach);

  for (int y = MAX (top, 0); y <= MIN (bottom, image->height - 1); y++)
    for (int x = MAX (left, 0); x <= MIN (right, image->width - 1); x++)
      {
        TrainReal *pixel = train_image_at (image, y, x);
        const double inside =
          stroke->width / 2 + 0.5 - get_distance (stroke, x, y);
        const TrainReal share = (TrainReal) CLAMP (inside, 0, 1);

        for (int c = 0; c < image->channels; c++)
          pixel[c] += share * ((TrainReal) value - pixel[c]);
      }
}

double
train_goal_strokes_draw_letter (TrainImage *image,
                                TrainRandom *random,
                                double x,
                                double y,
                                double height,
                                double value)
{
  const char *letter =
    LETTERS[train_random_integer (random, G_N_ELEMENTS (LETTERS))];
  const double width = MAX (STROKE_SHARE * height, LEAST_STROKE_PX);
  const double step = (height - width) / GRID_HEIGHT;
  gboolean is_down = FALSE;
  TrainGoalStroke stroke = { .width = width };

  x += width / 2;
  y += width / 2;
  while (*letter != '\0')
    {
      if (*letter == ' ')
        {
          is_down = FALSE;
          letter++;
          continue;
        }
      stroke.x0 = stroke.x1;
      stroke.y0 = stroke.y1;
      stroke.x1 = x + step * (letter[0] - '0');
      stroke.y1 = y + step * (letter[1] - '0');
      if (is_down)
        train_goal_strokes_draw (image, &stroke, value);
      is_down = TRUE;
      letter += 2;
    }
  return GRID_ADVANCE * step + width;
}
