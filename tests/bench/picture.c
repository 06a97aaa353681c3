/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes pictures of any size that take no memory for their pixels. */
#include "picture.h"

#include <math.h>
#include <string.h>

/* Returns noise in [0, 1), the same for the same n, by Wang's integer hash. */
static float
noise (guint32 n)
{
  n = (n ^ 61) ^ (n >> 16);
  n *= 9;
  n ^= n >> 4;
  n *= 0x27d4eb2d;
  n ^= n >> 15;
  return n / 4294967296.0f;
}

static void
draw_pixel (int x, int y, float *pixel)
{
  float radius = hypotf (x - BENCH_TILE_PX / 2, y - BENCH_TILE_PX / 2);
  float base = radius < BENCH_TILE_PX / 3 ? 0.6f : 0.3f;
  float texture = 0.08f * sinf (1.3f * x) * sinf (1.1f * y);

  for (int c = 0; c < 3; c++)
    pixel[c] = base + texture + 0.1f * c
               + 0.1f * (noise ((y * BENCH_TILE_PX + x) * 3 + c) - 0.5f);
}

void
bench_picture_init (BenchPicture *picture)
{
  *picture = (BenchPicture) { 0 };
  picture->tile = g_new (float, 3 * BENCH_TILE_PX * BENCH_TILE_PX);
  for (int y = 0; y < BENCH_TILE_PX; y++)
    for (int x = 0; x < BENCH_TILE_PX; x++)
      draw_pixel (x, y, picture->tile + 3 * (y * BENCH_TILE_PX + x));
}

void
bench_picture_clear (BenchPicture *picture)
{
  g_clear_pointer (&picture->tile, g_free);
}

static gboolean
read_tile (gpointer data, const SmoothRect *rect, float *pixels, GError **error)
{
  const BenchPicture *picture = data;

  (void) error;
  for (int y = rect->y; y < rect->y + rect->height; y++)
    {
      const float *row =
        picture->tile + 3 * BENCH_TILE_PX * (y % BENCH_TILE_PX);

      for (int x = rect->x; x < rect->x + rect->width;)
        {
          int left = x % BENCH_TILE_PX;
          int n = MIN (BENCH_TILE_PX - left, rect->x + rect->width - x);

          memcpy (pixels, row + 3 * left, sizeof (float) * 3 * n);
          pixels += 3 * n;
          x += n;
        }
    }
  return TRUE;
}

static gboolean
add_pixels (BenchPicture *picture, gsize n, const float *pixels)
{
  guint32 sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      guint32 bits;

      memcpy (&bits, pixels + i, sizeof bits);
      sum += bits * (guint32) (2 * i + 1);
    }
  picture->sum = picture->sum * 31 + sum;
  return TRUE;
}

static gboolean
write_smoothed (gpointer data,
                const SmoothRect *rect,
                const float *pixels,
                GError **error)
{
  (void) error;
  return add_pixels (data, (gsize) rect->height * rect->width * 3, pixels);
}

static gboolean
write_edges (gpointer data,
             const SmoothRect *rect,
             const float *pixels,
             GError **error)
{
  (void) error;
  return add_pixels (data, (gsize) rect->height * rect->width, pixels);
}

SmoothSource
bench_picture_source (BenchPicture *picture, int width, int height)
{
  return (SmoothSource) {
    .width = width,
    .height = height,
    .n_channels = 3,
    .read = read_tile,
    .data = picture,
  };
}

SmoothSink
bench_picture_sink (BenchPicture *picture, gboolean with_edges)
{
  return (SmoothSink) { write_smoothed, with_edges ? write_edges : NULL,
                        picture, NULL };
}
