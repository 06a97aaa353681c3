/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "user-pixels.h"

#include <string.h>

/* pixel (out): a random colour in format. */
static void
pick_colour (const Babl *format, GRand *rand, guint8 *pixel)
{
  guint8 colour[4];

  for (int c = 0; c < 4; c++)
    colour[c] = (guint8) g_rand_int_range (rand, 40, 256);
  babl_process (babl_fish (babl_format_with_space (
                             "R'G'B'A u8", babl_format_get_space (format)),
                           format),
                colour, pixel, 1);
}

void
user_fill_noise (FakeItem *item, GRand *rand)
{
  gsize size = (gsize) babl_format_get_bytes_per_pixel (item->format);
  gsize n = (gsize) item->width * item->height;
  guint8 *pixels = g_malloc (n * size);

  for (gsize i = 0; i < n; i++)
    pick_colour (item->format, rand, pixels + i * size);
  fake_item_set_pixels (item, pixels);
}

void
user_paint_block (FakeItem *item, GRand *rand)
{
  gsize size = (gsize) babl_format_get_bytes_per_pixel (item->format);
  int x0 = g_rand_int_range (rand, 0, item->width);
  int y0 = g_rand_int_range (rand, 0, item->height);
  int side = g_rand_int_range (rand, 1, 12);
  int x1 = MIN (x0 + side, item->width);
  int y1 = MIN (y0 + side, item->height);
  guint8 *pixels =
    g_memdup2 (g_bytes_get_data (item->pixels, NULL), fake_item_size (item));

  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++)
      pick_colour (item->format, rand,
                   pixels + ((gsize) y * item->width + x) * size);
  fake_item_set_pixels (item, pixels);
}

static FakeItem *
get_selection (const FakeImage *image)
{
  for (guint i = 0; i < image->items->len; i++)
    if (((FakeItem *) image->items->pdata[i])->kind == FAKE_SELECTION)
      return image->items->pdata[i];
  return NULL;
}

void
user_select_rectangle (FakeImage *image,
                       const GeglRectangle *area,
                       gboolean is_feathered,
                       GRand *rand)
{
  FakeItem *selection = get_selection (image);
  gsize size = (gsize) babl_format_get_bytes_per_pixel (selection->format);
  guint8 *pixels = g_malloc0 (fake_item_size (selection));

  for (int y = area->y; y < area->y + area->height; y++)
    for (int x = area->x; x < area->x + area->width; x++)
      {
        guint8 *place = pixels + ((gsize) y * selection->width + x) * size;
        int value = is_feathered ? g_rand_int_range (rand, 1, 256) : 255;
        float share = (float) value / 255;

        if (size == 1)
          *place = (guint8) value;
        else
          memcpy (place, &share, sizeof share);
      }
  fake_item_set_pixels (selection, pixels);
}
