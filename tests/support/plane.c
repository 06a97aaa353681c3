/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/plane.h"

#include "support/guarded.h"
#include "support/measure.h"

#include <string.h>

/* Between two rows of a band lie at least so many floats that nobody may
 * touch. */
#define GAP_FLOATS 16

TestPlane *
test_plane_new (int height, int width, int channels)
{
  TestPlane *plane = g_new0 (TestPlane, 1);

  plane->height = height;
  plane->width = width;
  plane->channels = channels;
  plane->data = test_guarded_new (test_plane_get_size (plane) * sizeof (float));
  return plane;
}

TestPlane *
test_plane_new_random (GRand *rand, int height, int width, int channels)
{
  TestPlane *plane = test_plane_new (height, width, channels);

  test_rand_fill (rand, test_plane_get_size (plane), plane->data);
  return plane;
}

void
test_plane_free (TestPlane *plane)
{
  if (plane == NULL)
    return;
  test_guarded_free (plane->data);
  g_free (plane);
}

gsize
test_plane_get_size (const TestPlane *plane)
{
  return (gsize) plane->height * plane->width * plane->channels;
}

void
test_band_init (
  SmoothBand *band, const TestPlane *plane, int x0, int x1, int capacity)
{
  const gsize n_row = (gsize) (x1 - x0) * plane->channels;

  *band = (SmoothBand) {
    .height = plane->height,
    .width = plane->width,
    .channels = plane->channels,
    .x0 = x0,
    .x1 = x1,
    .capacity = capacity,
    .stride = (n_row + GAP_FLOATS + 15) / 16 * 16,
  };
  band->data = test_guarded_new (capacity * band->stride * sizeof (float));
}

/* Returns the number of floats in a band's margin, the columns that each row
 * has in memory before its first one. */
static gsize
get_margin (const SmoothBand *band)
{
  return (gsize) band->margin * band->channels;
}

void
test_band_add_margin (SmoothBand *band, int margin)
{
  test_guarded_free (band->data);
  band->margin = margin;
  band->stride += (2 * get_margin (band) + 15) / 16 * 16;
  band->data =
    test_guarded_new (band->capacity * band->stride * sizeof (float));
  band->data += get_margin (band);
}

static guint32
get_bits (const float *number)
{
  guint32 bits;

  memcpy (&bits, number, sizeof bits);
  return bits;
}

void
test_band_clear (SmoothBand *band)
{
  const gsize n_row = (gsize) (band->x1 - band->x0) * band->channels;
  const gsize margin = get_margin (band);
  const gsize n_filled = n_row + (band->x1 == band->width ? margin : 0);

  for (int row = 0; row < band->capacity; row++)
    {
      const float *data = band->data + row * band->stride;

      for (gsize i = n_row; i < n_filled; i++)
        g_assert_cmphex (get_bits (&data[i]), ==,
                         get_bits (&data[i - band->channels]));
      for (gsize i = n_filled; i < band->stride - margin; i++)
        g_assert_cmphex (get_bits (&data[i]), ==, 0xffffffff);
    }
  test_guarded_free (band->data - margin);
  band->data = NULL;
}

static float *
find (const SmoothBand *band, const TestPlane *plane, int y)
{
  g_assert (y >= 0 && y < plane->height);
  return plane->data + ((gsize) y * plane->width + band->x0) * plane->channels;
}

static gsize
get_row_bytes (const SmoothBand *band)
{
  return (gsize) (band->x1 - band->x0) * band->channels * sizeof (float);
}

void
test_band_read (SmoothBand *band, const TestPlane *plane, int y0, int y1)
{
  g_assert_cmpint (y1 - y0, <=, band->capacity);
  for (int y = y0; y < y1; y++)
    memcpy (smooth_band_row (band, y), find (band, plane, y),
            get_row_bytes (band));
  if (band->x0 == 0)
    smooth_band_fill_left (band, y0, y1);
  if (band->x1 == band->width)
    smooth_band_fill_right (band, y0, y1);
}

void
test_band_write (const SmoothBand *band, TestPlane *plane, int y0, int y1)
{
  for (int y = y0; y < y1; y++)
    memcpy (find (band, plane, y), smooth_band_row (band, y),
            get_row_bytes (band));
}
