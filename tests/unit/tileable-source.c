/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the plane on which a picture is repeated: every rectangle of it,
 * whether it lies in one copy of the picture or covers many, has the pixels
 * that the formula in smooth/tileable-source.h names; and its errors.
 */
#include <smooth/tileable-source.h>

#include <smooth/error.h>

#include "support/measure.h"

#define N_RECTS 300

/* Sizes of pictures: a single pixel, a row and a column, some that are smaller
 * than a rectangle, and one of more columns than are read at once. */
static const struct
{
  int width, height, n_channels, margin_x, margin_y;
} CASES[] = {
  { 1, 1, 3, 40, 50 },    { 5, 1, 4, 100, 7 },  { 1, 9, 1, 33, 90 },
  { 7, 4, 2, 3, 200 },    { 64, 48, 4, 64, 0 }, { 61, 47, 3, 500, 480 },
  { 40000, 3, 1, 90, 8 },
};

/* Makes a picture each of whose samples is another number. */
static SmoothArray
new_picture (int width, int height, int n_channels)
{
  const gsize n = (gsize) width * height * n_channels;
  SmoothArray picture = { width, height, n_channels, g_new (float, n) };

  for (gsize i = 0; i < n; i++)
    picture.pixels[i] = i;
  return picture;
}

/* Returns the number in [0, n) to which value counts, in steps of n. */
static int
fold (int value, int n)
{
  while (value < 0)
    value += n;
  while (value >= n)
    value -= n;
  return value;
}

static void
check_rect (const SmoothTileableSource *tiled,
            const SmoothSource *plane,
            const SmoothArray *picture,
            const SmoothRect *rect)
{
  const int n = picture->n_channels;
  g_autofree float *pixels =
    g_new (float, (gsize) rect->width * rect->height * n);
  const float *pixel = pixels;
  g_autoptr (GError) error = NULL;

  g_assert_true (plane->read (plane->data, rect, pixels, &error));
  g_assert_no_error (error);
  for (int y = rect->y; y < rect->y + rect->height; y++)
    for (int x = rect->x; x < rect->x + rect->width; x++)
      for (int c = 0; c < n; c++)
        {
          const gsize row = fold (y - tiled->margin_y, picture->height);
          const gsize column = fold (x - tiled->margin_x, picture->width);

          g_assert_cmpfloat (
            *pixel++, ==,
            picture->pixels[(row * picture->width + column) * n + c]);
        }
}

static void
test_rects (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      SmoothArray picture =
        new_picture (CASES[i].width, CASES[i].height, CASES[i].n_channels);
      const SmoothSource source = smooth_array_source (&picture);
      SmoothTileableSource tiled;
      SmoothSource plane;

      smooth_tileable_source_init (&tiled, &source, CASES[i].margin_x,
                                   CASES[i].margin_y, &plane);
      g_assert_cmpint (plane.width, ==, picture.width + 2 * CASES[i].margin_x);
      g_assert_cmpint (plane.height, ==,
                       picture.height + 2 * CASES[i].margin_y);
      g_assert_cmpint (plane.n_channels, ==, picture.n_channels);
      check_rect (&tiled, &plane, &picture,
                  &(SmoothRect) { 0, 0, plane.width, plane.height });
      for (int k = 0; k < N_RECTS; k++)
        {
          SmoothRect rect = { g_rand_int_range (rand, 0, plane.width),
                              g_rand_int_range (rand, 0, plane.height), 0, 0 };

          rect.width =
            g_rand_int_range (rand, 1, MIN (plane.width - rect.x, 300) + 1);
          rect.height =
            g_rand_int_range (rand, 1, MIN (plane.height - rect.y, 70) + 1);
          check_rect (&tiled, &plane, &picture, &rect);
        }
      smooth_tileable_source_clear (&tiled);
      g_free (picture.pixels);
    }
}

/* Implements SmoothReadFunc: fails for the column *data, and otherwise gives
 * zeros. */
static gboolean
fail (gpointer data, const SmoothRect *rect, float *pixels, GError **error)
{
  const int *column = data;

  if (rect->x <= *column && *column < rect->x + rect->width)
    {
      g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                           "no such column");
      return FALSE;
    }
  for (gsize i = 0; i < (gsize) rect->width * rect->height; i++)
    pixels[i] = 0;
  return TRUE;
}

/* An error of the picture ends the reading, in whichever of the spans of a
 * wrapped row it comes up. */
static void
test_errors (void)
{
  int column = 0;
  const SmoothSource picture = { 10, 10, 1, fail, &column, FALSE };
  const SmoothRect rect = { 17, 3, 6, 5 };
  SmoothTileableSource tiled;
  SmoothSource plane;
  float pixels[30];

  smooth_tileable_source_init (&tiled, &picture, 10, 10, &plane);
  for (; column < 10; column++)
    {
      g_autoptr (GError) error = NULL;
      const gboolean is_read = column < 7 && column >= 3;

      g_assert_cmpint (plane.read (plane.data, &rect, pixels, &error), ==,
                       is_read);
      if (!is_read)
        g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
    }
  smooth_tileable_source_clear (&tiled);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tileable-source/rects", test_rects);
  g_test_add_func ("/tileable-source/errors", test_errors);
  return g_test_run ();
}
