/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the conversion of floats to surfaces: a painted value differs by at
 * most 1/255 from the true one; the mean of dithered pixels is the true value;
 * pixels are mixed by a selection in linear light, as GIMP does; and the
 * outline of a selection is drawn at its place.
 */
#include "surface-paint.h"

#include <math.h>

#include "selection-outline.h"
#include "support/tolerances.h"

#define SIZE 16

static guint32
get_word (cairo_surface_t *surface, int x, int y)
{
  const guchar *row = cairo_image_surface_get_data (surface)
                      + (gsize) y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (const void *) row)[x];
}

static int
get_byte (cairo_surface_t *surface, int x, int y, int shift)
{
  return get_word (surface, x, y) >> shift & 255;
}

static void
test_dither (void)
{
  const SmoothRect area = { 5, 3, SIZE, SIZE };
  g_autofree float *pixels = g_new (float, 3 * SIZE * SIZE);

  for (float value = 0; value <= 1; value += 0.0117f)
    {
      cairo_surface_t *surface;
      double sum = 0;

      for (int i = 0; i < 3 * SIZE * SIZE; i++)
        pixels[i] = value;
      surface = smooth_paint_picture (NULL, 3, &area, pixels, NULL);
      for (int i = 0; i < SIZE * SIZE; i++)
        {
          int byte = get_byte (surface, i % SIZE, i / SIZE, 8);

          g_assert_cmpfloat (fabs (byte / 255.0 - value), <=, 1 / 255.0);
          sum += byte;
        }
      /* Bayer's matrix has 64 thresholds, so the mean is off by half of 1/64 at
       * most. */
      g_assert_cmpfloat (fabs (sum / (SIZE * SIZE) - 255 * value), <=, 1 / 64.);
      cairo_surface_destroy (surface);
    }
}

/* Values that are whole numbers of 255ths are not dithered. */
static void
test_whole (void)
{
  const SmoothRect area = { 0, 0, 256, 1 };
  float pixels[256];
  cairo_surface_t *surface;

  for (int i = 0; i < 256; i++)
    pixels[i] = i / 255.0f;
  surface = smooth_paint_picture (NULL, 1, &area, pixels, NULL);
  for (int i = 0; i < 256; i++)
    for (int shift = 0; shift < 24; shift += 8)
      g_assert_cmpint (get_byte (surface, i, 0, shift), ==, i);
  cairo_surface_destroy (surface);
}

static void
test_not_finite (void)
{
  const SmoothRect area = { 0, 0, 2, 2 };
  const float pixels[] = { NAN,  NAN, NAN, 1,   INFINITY, -INFINITY, 7, 1,
                           0.5f, 1,   0,   NAN, 1,        1,         1, 0 };
  cairo_surface_t *surface =
    smooth_paint_picture (NULL, 4, &area, pixels, NULL);

  g_assert_cmphex (get_word (surface, 0, 0), ==, 0xff000000);
  g_assert_cmphex (get_word (surface, 1, 0), ==, 0xffff00ff);
  g_assert_cmphex (get_word (surface, 0, 1), ==, 0);
  g_assert_cmphex (get_word (surface, 1, 1), ==, 0);
  cairo_surface_destroy (surface);
}

/* Premultiplied colours must not exceed alpha. */
static void
test_premultiplied (void)
{
  const SmoothRect area = { 0, 0, SIZE, SIZE };
  g_autofree float *pixels = g_new (float, 4 * SIZE * SIZE);
  cairo_surface_t *surface;

  for (int i = 0; i < 4 * SIZE * SIZE; i++)
    pixels[i] = (float) g_test_rand_double_range (-0.1, 1.2);
  surface = smooth_paint_picture (NULL, 4, &area, pixels, NULL);
  for (int i = 0; i < SIZE * SIZE; i++)
    for (int shift = 0; shift < 24; shift += 8)
      g_assert_cmpint (get_byte (surface, i % SIZE, i / SIZE, shift), <=,
                       get_byte (surface, i % SIZE, i / SIZE, 24));
  cairo_surface_destroy (surface);
}

static void
invert (gpointer data, const float *rgb, float *shown, gsize n_pixels)
{
  int *n_calls = data;

  ++*n_calls;
  for (gsize i = 0; i < 3 * n_pixels; i++)
    shown[i] = 1 - rgb[i];
}

static void
test_convert (void)
{
  const SmoothRect area = { 0, 0, 1, 1 };
  const float pixel[] = { 1, 0, 1 };
  int n_calls = 0;
  const SmoothDisplay display = { .convert = invert, .data = &n_calls };
  cairo_surface_t *surface =
    smooth_paint_picture (&display, 3, &area, pixel, NULL);

  g_assert_cmpint (n_calls, ==, 1);
  g_assert_cmphex (get_word (surface, 0, 0) & 0xffffff, ==, 0x00ff00);
  cairo_surface_destroy (surface);
}

static void
test_mix (void)
{
  const float mask[] = { 0, 1, 0.5f }, before[] = { NAN, 0.2f, 0 };
  float after[] = { 0.7f, 0.9f, 1 };

  smooth_paint_mix (1, 3, mask, before, after);
  g_assert_true (isnan (after[0]));
  g_assert_cmpfloat (after[1], ==, 0.9f);
  /* Half the light of white has the sRGB value 0.735, not 0.5. */
  g_assert_cmpfloat_with_epsilon (after[2], 0.735357, TEST_TOLERANCE_SRGB);
}

static void
test_outline (void)
{
  const SmoothRect area = { 10, 20, 4, 4 };
  float mask[16] = { 0 };
  SmoothOutline *outline = smooth_outline_new (&area, mask);

  g_assert_cmpuint (smooth_outline_get_n_lines (outline), ==, 0);
  smooth_outline_unref (outline);
  /* A square of 2 x 2 pixels is selected. Each of its four sides is one
   * line. */
  mask[5] = mask[6] = mask[9] = mask[10] = 0.5f;
  outline = smooth_outline_new (&area, mask);
  g_assert_cmpuint (smooth_outline_get_n_lines (outline), ==, 4);
  smooth_outline_unref (outline);
}

/* A selection's outline consists of lines, each between a selected pixel and
 * one that is not. counts (out): how many lines the outline has in this part,
 * and how many of them are drawn. The parts 0 to 7 are the four quarters of the
 * square, each once for vertical and once for horizontal lines. */
static void
count_sides (cairo_surface_t *surface,
             const float *mask,
             int size,
             int pitch,
             int part,
             int counts[2])
{
  const gboolean is_upright = part % 2 == 0;
  const int left = part / 2 % 2 * size / 2, top = part / 4 * size / 2;

  counts[0] = counts[1] = 0;
  for (int y = MAX (1, top); y < top + size / 2; y++)
    for (int x = MAX (1, left); x < left + size / 2; x++)
      {
        const float *here = mask + y * size + x;
        int at_x = x * pitch + (is_upright ? 0 : pitch / 2);
        int at_y = y * pitch + (is_upright ? pitch / 2 : 0);

        if (here[0] == here[is_upright ? -1 : -size])
          continue;
        counts[0]++;
        if (get_byte (surface, at_x, at_y, 8) != 128)
          counts[1]++;
      }
}

/* If there are more lines than may be drawn, the lines that are left out are
 * spread evenly over the outline, and over both directions. */
static void
test_outline_of_noise (void)
{
  const int size = 320, pitch = 4;
  const SmoothRect area = { 0, 0, size, size };
  const double place[4] = { 0, 0, pitch, pitch };
  g_autofree float *mask = g_new (float, size *size);
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, size * pitch, size * pitch);
  cairo_t *cr = cairo_create (surface);
  SmoothOutline *outline;

  for (int i = 0; i < size * size; i++)
    mask[i] = g_test_rand_bit () ? 1 : 0;
  outline = smooth_outline_new (&area, mask);
  g_assert_cmpuint (smooth_outline_get_n_lines (outline), ==, 20000);
  cairo_set_source_rgb (cr, 128 / 255.0, 128 / 255.0, 128 / 255.0);
  cairo_paint (cr);
  smooth_outline_draw (outline, cr, place);
  cairo_surface_flush (surface);
  for (int part = 0; part < 8; part++)
    {
      int counts[2];

      count_sides (surface, mask, size, pitch, part, counts);
      g_test_message ("part %d: %d of %d sides", part, counts[1], counts[0]);
      /* About 51,000 lines are found, and 20,000 of them are drawn. */
      g_assert_cmpint (counts[1] * 4, >, counts[0]);
      g_assert_cmpint (counts[1] * 2, <, counts[0]);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  smooth_outline_unref (outline);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/dither", test_dither);
  g_test_add_func ("/paint/whole", test_whole);
  g_test_add_func ("/paint/not-finite", test_not_finite);
  g_test_add_func ("/paint/premultiplied", test_premultiplied);
  g_test_add_func ("/paint/convert", test_convert);
  g_test_add_func ("/paint/mix", test_mix);
  g_test_add_func ("/paint/outline", test_outline);
  g_test_add_func ("/paint/outline-of-noise", test_outline_of_noise);
  return g_test_run ();
}
