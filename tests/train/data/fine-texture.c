/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of fine-texture.h: textures alone, and with an object, a frame or
 * lettering in them.
 */
#include "train/data/fine-texture.h"

#define SIDE 128

typedef guint8 (*ValueFunc) (int x, int y);

static guint8
get_noise (int x, int y)
{
  const guint32 hash = (guint32) (y * 997 + x) * 2654435761u;

  return (guint8) (100 + (hash >> 13) % 60);
}

static guint8
get_bricks (int x, int y)
{
  const int row = y / 7;

  return y % 7 < 2 || (x + row % 2 * 6) % 12 < 2 ? 60 : get_noise (x, y);
}

/* Returns pixel (x, y) of a picture of an object on a texture: a disc with a
 * rim, on noise. */
static guint8
get_sign (int x, int y)
{
  const int square = (x - 64) * (x - 64) + (y - 64) * (y - 64);

  if (square > 30 * 30)
    return get_noise (x, y);
  return square > 26 * 26 ? 255 : 20 + get_noise (x, y) / 16;
}

/* Returns pixel (x, y) of a frame around noise, as photos of doors have. */
static guint8
get_frame (int x, int y)
{
  const int border = MIN (MIN (x, y), MIN (SIDE - 1 - x, SIDE - 1 - y));

  return border >= 8 && border < 12 ? 255 : get_noise (x, y);
}

/* Returns pixel (x, y) of two lines of lettering, as bars, on noise. */
static guint8
get_lettering (int x, int y)
{
  return (y / 10 == 5 || y / 10 == 7) && x > 20 && x < 100 && x % 5 < 2
           ? 0
           : get_noise (x, y);
}

/* Returns pixel (x, y) of noise with black corners, like a photo of a
 * planet. */
static guint8
get_corners (int x, int y)
{
  return (x - 64) * (x - 64) + (y - 64) * (y - 64) > 62 * 62 ? 0
                                                             : get_noise (x, y);
}

static gboolean
is_texture (ValueFunc func)
{
  g_autofree guint8 *rgba = g_new (guint8, SIDE * SIDE * 4);
  const TrainPictureRgba picture = { .height = SIDE,
                                     .width = SIDE,
                                     .rgba = rgba };

  for (int i = 0; i < SIDE * SIDE; i++)
    {
      rgba[4 * i] = rgba[4 * i + 1] = rgba[4 * i + 2] =
        func (i % SIDE, i / SIDE);
      rgba[4 * i + 3] = 255;
    }
  return train_is_fine_texture (&picture);
}

static void
test_textures (void)
{
  g_assert_true (is_texture (get_noise));
  g_assert_true (is_texture (get_bricks));
}

static void
test_objects (void)
{
  g_assert_false (is_texture (get_sign));
  g_assert_false (is_texture (get_frame));
  g_assert_false (is_texture (get_lettering));
  g_assert_false (is_texture (get_corners));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/train/fine-texture/textures", test_textures);
  g_test_add_func ("/train/fine-texture/objects", test_objects);
  return g_test_run ();
}
