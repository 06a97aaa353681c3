/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawings and textures: shrunk, drawn from SVG, trimmed. */
#include "train/data/sprite.h"

#include <string.h>

#include <smooth/error.h>

#include "dataset-support.h"

/* Large pictures are shrunk, small ones left as they are. */
static void
test_shrink (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_folder_get_file (folder, "large.png");
  g_auto (TrainSprite) sprite = { 0 };
  int blue = 0;

  (void) data;
  extend_write_picture (folder, "large.png", 30, 600, FALSE);
  g_assert_true (train_sprite_load (path, &sprite, NULL));
  g_assert_true (train_sprite_shrink (&sprite, 600, NULL));
  g_assert_cmpint (sprite.width, ==, 600);
  g_assert_true (train_sprite_shrink (&sprite, 200, NULL));
  g_assert_cmpint (sprite.width, ==, 200);
  g_assert_cmpint (sprite.height, ==, 10);
  /* Means of nine: noise gets calm. */
  for (int i = 2; i < 200 * 10 * 4; i += 4)
    blue += ABS (sprite.rgba[i] - 127);
  g_assert_cmpint (blue / 2000, <, 40);
}

static void
test_svg (TestFolder *folder, gconstpointer data)
{
  static const char DRAWING[] =
    "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'>"
    "<rect width='10' height='10' fill='#f00'/></svg>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (DRAWING, strlen (DRAWING));
  g_autoptr (GBytes) half = g_bytes_new_static (DRAWING, strlen (DRAWING) / 2);
  g_auto (TrainSprite) sprite = { 0 };
  g_autoptr (GError) error = NULL;

  (void) folder;
  (void) data;
  if (!train_sprite_decode ("a.svg", bytes, 40, &sprite, &error))
    {
      g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
      g_test_skip ("built without librsvg");
      return;
    }
  g_assert_cmpint (sprite.height, ==, 20);
  g_assert_cmpint (sprite.width, ==, 40);
  g_assert_cmpmem (sprite.rgba + (5 * 40 + 5) * 4, 4,
                   ((const guint8[]) { 255, 0, 0, 255 }), 4);
  train_sprite_trim (&sprite);
  g_assert_cmpint (sprite.height, ==, 20);
  g_assert_cmpint (sprite.width, ==, 20);
  g_assert_cmpfloat (train_sprite_get_cover (&sprite), ==, 1);
  train_sprite_clear (&sprite);
  g_assert_false (train_sprite_decode ("b.svg", half, 40, &sprite, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "b.svg"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_folder_add ("/train/sprite/shrink", test_shrink);
  test_folder_add ("/train/sprite/svg", test_svg);
  return g_test_run ();
}
