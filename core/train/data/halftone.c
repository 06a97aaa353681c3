/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints pictures through halftone screens, see halftone.h. In each cell of a
 * screen ink grows from a dot in the middle, up to half of the area; from there
 * on a dot of paper shrinks around the cell's corner. */
#include "train/data/halftone.h"

#include <math.h>

#define MIN_PERIOD_PX 3
#define MAX_PERIOD_PX 12
#define MAX_TURN (4 * G_PI / 180)
#define SHARE_GREY 0.5
#define SHARE_ANY_ANGLE 0.2
#define SHARE_DIAMOND 0.3
#define N_INKS 4
#define BLACK 3
/* A pixel is tested for ink at N_POINTS x N_POINTS points. */
#define N_POINTS 3

/* The angles of the screens for cyan, magenta, yellow and black, in degrees. */
static const double ANGLES[N_INKS] = { 15, 75, 0, 45 };

/* The screen of one ink: how pixels are mapped to the screen's cells, of which
 * each has one dot. */
typedef struct
{
  float cosine, sine; /* cosine and sine of its angle, divided by the period */
  float origin[2];
  gboolean is_diamond;
} Ink;

void
train_halftone_draw (TrainRandom *random, TrainHalftone *halftone)
{
  const double range = log (MAX_PERIOD_PX / (double) MIN_PERIOD_PX);
  const double turn = train_random_chance (random, 0.5)
                        ? train_random_uniform (random, -MAX_TURN, MAX_TURN)
                        : 0;

  halftone->is_grey = train_random_chance (random, SHARE_GREY);
  halftone->period =
    MIN_PERIOD_PX * exp (train_random_uniform (random, 0, range));
  for (int k = 0; k < N_INKS; k++)
    {
      halftone->angles[k] = ANGLES[k] * G_PI / 180 + turn;
      halftone->origins[2 * k] = train_random_uniform (random, 0, 1);
      halftone->origins[2 * k + 1] = train_random_uniform (random, 0, 1);
    }
  if (halftone->is_grey && train_random_chance (random, SHARE_ANY_ANGLE))
    halftone->angles[BLACK] = train_random_uniform (random, 0, G_PI);
  halftone->black = train_random_uniform (random, 0.2, 1);
  halftone->is_diamond = train_random_chance (random, SHARE_DIAMOND);
}

/* Returns the distance of value from the nearest whole number. */
static float
fold (float value)
{
  return fabsf (value - floorf (value + 0.5f));
}

/* Returns whether ink lies at the point (u, v), counted in cells of the screen,
 * where ink is to cover the given share of the area. */
static gboolean
is_inked (const Ink *ink, float u, float v, float share)
{
  const gboolean is_light = share > 0.5f;
  const float part = is_light ? 1 - share : share;
  const float du = fold (is_light ? u + 0.5f : u);
  const float dv = fold (is_light ? v + 0.5f : v);
  /* The area of the diamond or circle that has this point on its outline,
   * around the middle of a dot (of ink, or of paper if is_light). It lies in
   * the cell as long as its area is at most half of the cell's. */
  const float area = ink->is_diamond ? 2 * (du + dv) * (du + dv)
                                     : (float) G_PI * (du * du + dv * dv);

  return is_light ? area >= part : area < part;
}

/* Returns the part of pixel (x, y) that is inked, where ink is to cover the
 * given share of the area. */
static float
get_ink (const Ink *ink, int x, int y, float share)
{
  int n = 0;

  if (share <= 0)
    return 0;
  for (int i = 0; i < N_POINTS * N_POINTS; i++)
    {
      const float px =
        (float) x + ((float) (i % N_POINTS) + 0.5f) / N_POINTS - 0.5f;
      const float py =
        (float) y + ((float) (i / N_POINTS) + 0.5f) / N_POINTS - 0.5f;

      n += is_inked (ink, px * ink->cosine + py * ink->sine + ink->origin[0],
                     py * ink->cosine - px * ink->sine + ink->origin[1], share);
    }
  return (float) n / (N_POINTS * N_POINTS);
}

static void
print_grey (const Ink *inks, int x, int y, const TrainReal *tone, TrainReal *to)
{
  const float grey = (float) (tone[0] + tone[1] + tone[2]) / 3;
  const float ink = get_ink (&inks[BLACK], x, y, 1 - grey);

  for (int c = 0; c < 3; c++)
    to[c] = (TrainReal) (1 - ink);
}

/* Computes to, a pixel printed in four inks, from tone, the picture's pixel.
 * Cyan, magenta and yellow ink absorb red, green and blue; black ink absorbs
 * all three. */
static void
print_colour (const Ink *inks,
              float black_part,
              int x,
              int y,
              const TrainReal *tone,
              TrainReal *to)
{
  const float lightest = (float) MAX (MAX (tone[0], tone[1]), tone[2]);
  const float black = black_part * (1 - lightest);
  const float paper = 1 - get_ink (&inks[BLACK], x, y, black);

  for (int c = 0; c < 3; c++)
    {
      /* The bound avoids a division by 0 where black covers everything, so that
       * the other inks do not matter. */
      const float left = MAX (1 - black, 1e-3f);
      const float share = 1 - MIN ((float) tone[c] / left, 1);

      to[c] = (TrainReal) (paper * (1 - get_ink (&inks[c], x, y, share)));
    }
}

void
train_halftone_print (const TrainHalftone *halftone,
                      const TrainImage *picture,
                      TrainImage *print)
{
  Ink inks[N_INKS];

  for (int k = 0; k < N_INKS; k++)
    inks[k] = (Ink) {
      .cosine = (float) (cos (halftone->angles[k]) / halftone->period),
      .sine = (float) (sin (halftone->angles[k]) / halftone->period),
      .origin = { (float) halftone->origins[2 * k],
                  (float) halftone->origins[2 * k + 1] },
      .is_diamond = halftone->is_diamond,
    };
  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      {
        const TrainReal *tone = train_image_at (picture, y, x);
        TrainReal *to = train_image_at (print, y, x);

        if (halftone->is_grey)
          print_grey (inks, x, y, tone, to);
        else
          print_colour (inks, (float) halftone->black, x, y, tone, to);
      }
}
