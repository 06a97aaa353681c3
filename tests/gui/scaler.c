/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the scaler's box mean against a naive loop over all pixels; the rows
 * come in chunks of any height.
 */
#include "scaler.h"
#include "support/tolerances.h"

#include <math.h>

#define N_RANDOM 60
static float *
create_pixels (const SmoothSource *picture)
{
  gsize n = (gsize) picture->width * picture->height * picture->n_channels;
  float *pixels = g_new (float, n);

  for (gsize i = 0; i < n; i++)
    pixels[i] = (float) g_test_rand_double_range (-0.2, 1.3);
  return pixels;
}

/* Returns which part of pixel x of the picture, in [0, 1], lies in pixel i of a
 * grid of n pixels. size: the picture's size in that direction. */
static double
get_part (int x, int i, int n, int size)
{
  double left = (double) i * size / n, right = (double) (i + 1) * size / n;

  return MAX (0, MIN (x + 1, right) - MAX (x, left));
}

static void
reduce_naively (const SmoothSource *picture,
                const SmoothGrid *grid,
                const float *pixels,
                const int at[2],
                double mean[4])
{
  int n = picture->n_channels, n_colours = smooth_has_alpha (n) ? n - 1 : n;
  double sum = 0, alphas = 0;

  for (int c = 0; c < 4; c++)
    mean[c] = 0;
  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      {
        const float *pixel = pixels + ((gsize) y * picture->width + x) * n;
        double part = get_part (x, at[0], grid->width, picture->width)
                      * get_part (y, at[1], grid->height, picture->height);
        double alpha = n_colours < n ? CLAMP (pixel[n_colours], 0, 1) : 1;

        sum += part;
        alphas += part * alpha;
        for (int c = 0; c < n_colours; c++)
          mean[c] += part * alpha * pixel[c];
      }
  for (int c = 0; c < n_colours; c++)
    mean[c] = alphas > 0 ? mean[c] / alphas : 0;
  if (n_colours < n)
    mean[n_colours] = alphas / sum;
}

static void
push_all (SmoothScaler *scaler,
          const SmoothSource *picture,
          const float *pixels)
{
  for (int y = 0; y < picture->height;)
    {
      int n_rows = MIN (picture->height - y, g_test_rand_int_range (1, 9));
      const SmoothRect rect = { 0, y, picture->width, n_rows };

      smooth_scaler_push (scaler, &rect,
                          pixels
                            + (gsize) y * picture->width * picture->n_channels);
      y += n_rows;
    }
}

static void
check_one (const SmoothSource *picture,
           const SmoothGrid *grid,
           const SmoothRect *area)
{
  g_autofree float *pixels = create_pixels (picture);
  int n = picture->n_channels;
  g_autofree float *scaled =
    g_new0 (float, (gsize) area->width * area->height * n);
  g_autoptr (SmoothScaler) scaler =
    smooth_scaler_new (picture, grid, area, scaled, NULL);

  push_all (scaler, picture, pixels);
  g_assert_cmpint (smooth_scaler_get_n_done (scaler), ==, area->height);
  for (int y = 0; y < area->height; y++)
    for (int x = 0; x < area->width; x++)
      {
        const int at[] = { area->x + x, area->y + y };
        double mean[4];

        reduce_naively (picture, grid, pixels, at, mean);
        for (int c = 0; c < n; c++)
          g_assert_cmpfloat_with_epsilon (
            scaled[((gsize) y * area->width + x) * n + c], mean[c],
            TEST_TOLERANCE_FLOAT);
      }
}

static void
test_random (void)
{
  for (int i = 0; i < N_RANDOM; i++)
    {
      SmoothSource picture = { .width = g_test_rand_int_range (2, 40),
                               .height = g_test_rand_int_range (2, 40),
                               .n_channels = 1 + i % 4 };
      SmoothGrid grid = { g_test_rand_int_range (1, picture.width),
                          g_test_rand_int_range (1, picture.height + 1) };
      SmoothRect area;

      area.x = g_test_rand_int_range (0, grid.width);
      area.y = g_test_rand_int_range (0, grid.height);
      area.width = g_test_rand_int_range (1, grid.width - area.x + 1);
      area.height = g_test_rand_int_range (1, grid.height - area.y + 1);
      check_one (&picture, &grid, &area);
    }
}

/* If the picture is scaled to its own size, samples are copied unchanged, NaN
 * included. */
static void
test_copy (void)
{
  const SmoothSource picture = { .width = 3, .height = 2, .n_channels = 1 };
  const SmoothGrid grid = { 3, 2 };
  const SmoothRect all = { 0, 0, 3, 2 }, area = { 1, 1, 2, 1 };
  const float pixels[] = { 0, 1, 2, 3, NAN, -5 };
  float copied[2] = { 0, 0 };
  g_autoptr (SmoothScaler) scaler =
    smooth_scaler_new (&picture, &grid, &area, copied, NULL);

  smooth_scaler_push (scaler, &all, pixels);
  g_assert_true (isnan (copied[0]));
  g_assert_cmpfloat (copied[1], ==, -5);
}

/* A sample that is not finite must not spoil the mean that it belongs to. */
static void
test_not_finite (void)
{
  const SmoothSource picture = { .width = 4, .height = 1, .n_channels = 1 };
  const SmoothGrid grid = { 1, 1 };
  const SmoothRect all = { 0, 0, 4, 1 }, area = { 0, 0, 1, 1 };
  const float pixels[] = { NAN, INFINITY, -INFINITY, 0.5f };
  float mean = -1;
  g_autoptr (SmoothScaler) scaler =
    smooth_scaler_new (&picture, &grid, &area, &mean, NULL);

  smooth_scaler_push (scaler, &all, pixels);
  g_assert_cmpfloat_with_epsilon (mean, 1.5 / 4, TEST_TOLERANCE_FLOAT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scaler/random", test_random);
  g_test_add_func ("/scaler/copy", test_copy);
  g_test_add_func ("/scaler/not-finite", test_not_finite);
  return g_test_run ();
}
