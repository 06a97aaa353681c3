/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of thinning.h: lines of one pixel are left, and connected pixels stay
 * connected. */
#include "train/evaluate/thinning.h"

#include <string.h>

#include "support/measure.h"

#define HEIGHT 40
#define WIDTH 50
#define N_PIXELS (HEIGHT * WIDTH)

static int
count (const guint8 *map)
{
  int sum = 0;

  for (int i = 0; i < N_PIXELS; i++)
    sum += map[i];
  return sum;
}

static void
fill (guint8 *map, int x0, int y0, int width, int height)
{
  for (int y = y0; y < y0 + height; y++)
    for (int x = x0; x < x0 + width; x++)
      map[y * WIDTH + x] = 1;
}

/* Clears the connected component of map that contains (x, y), with or without
 * diagonal connections. */
static void
flood (guint8 *map, int y, int x, gboolean corners)
{
  if (y < 0 || x < 0 || y >= HEIGHT || x >= WIDTH || !map[y * WIDTH + x])
    return;
  map[y * WIDTH + x] = 0;
  for (int dy = -1; dy <= 1; dy++)
    for (int dx = -1; dx <= 1; dx++)
      if (corners || dx == 0 || dy == 0)
        flood (map, y + dy, x + dx, corners);
}

/* Returns the number of connected components. */
static int
count_pieces (const guint8 *map, gboolean corners)
{
  guint8 left[N_PIXELS];
  int n_pieces = 0;

  memcpy (left, map, sizeof left);
  for (int i = 0; i < N_PIXELS; i++)
    if (left[i])
      {
        n_pieces++;
        flood (left, i / WIDTH, i % WIDTH, corners);
      }
  return n_pieces;
}

static void
test_bar (void)
{
  guint8 map[N_PIXELS] = { 0 };

  fill (map, 5, 10, 30, 3);
  train_thin_edges (map, HEIGHT, WIDTH);
  /* The middle row is left, shortened by half the bar's width at each end. */
  g_assert_cmpint (count (map), >=, 27);
  g_assert_cmpint (count (map), <=, 30);
  for (int i = 0; i < N_PIXELS; i++)
    if (map[i])
      g_assert_cmpint (i / WIDTH, ==, 11);
}

/* Lines that are thin already stay: single pixels, and horizontal, vertical and
 * diagonal lines, at the border, too. */
static void
test_thin_stays (void)
{
  guint8 map[N_PIXELS] = { 0 };
  guint8 before[N_PIXELS];

  fill (map, 1, 38, 1, 1);
  fill (map, 0, 0, 20, 1);
  fill (map, WIDTH - 1, 3, 1, 30);
  for (int i = 0; i < 20; i++)
    map[(i + 5) * WIDTH + i + 10] = 1;
  memcpy (before, map, sizeof before);
  train_thin_edges (map, HEIGHT, WIDTH);
  g_assert_cmpmem (map, N_PIXELS, before, N_PIXELS);
}

static void
test_ring (void)
{
  guint8 map[N_PIXELS] = { 0 };

  fill (map, 10, 10, 20, 20);
  for (int y = 15; y < 25; y++)
    memset (map + y * WIDTH + 15, 0, 10);
  train_thin_edges (map, HEIGHT, WIDTH);
  g_assert_cmpint (count_pieces (map, TRUE), ==, 1);
  /* The ring is still closed: inside and outside are not connected. */
  for (int i = 0; i < N_PIXELS; i++)
    map[i] = !map[i];
  g_assert_cmpint (count_pieces (map, FALSE), ==, 2);
}

/* In random blots no component is lost or split, and a second pass changes
 * nothing. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (int round = 0; round < 50; round++)
    {
      guint8 map[N_PIXELS] = { 0 };
      guint8 once[N_PIXELS];
      int n_pieces;

      for (int k = 0; k < 25; k++)
        {
          int width = g_rand_int_range (rand, 1, 12);
          int height = g_rand_int_range (rand, 1, 12);

          fill (map, g_rand_int_range (rand, 0, WIDTH - width + 1),
                g_rand_int_range (rand, 0, HEIGHT - height + 1), width, height);
        }
      n_pieces = count_pieces (map, TRUE);
      train_thin_edges (map, HEIGHT, WIDTH);
      g_assert_cmpint (count_pieces (map, TRUE), ==, n_pieces);
      memcpy (once, map, sizeof once);
      train_thin_edges (map, HEIGHT, WIDTH);
      g_assert_cmpmem (map, N_PIXELS, once, N_PIXELS);
      /* The lines are thin: no 3 x 3 pixels are all set. */
      for (int y = 1; y + 1 < HEIGHT; y++)
        for (int x = 1; x + 1 < WIDTH; x++)
          {
            int sum = 0;

            for (int dy = -1; dy <= 1; dy++)
              for (int dx = -1; dx <= 1; dx++)
                sum += map[(y + dy) * WIDTH + x + dx];
            g_assert_cmpint (sum, <, 9);
          }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/thin/bar", test_bar);
  g_test_add_func ("/thin/thin-stays", test_thin_stays);
  g_test_add_func ("/thin/ring", test_ring);
  g_test_add_func ("/thin/random", test_random);
  return g_test_run ();
}
