/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of picture-decode.h: pictures are rotated as EXIF says, headers that
 * claim billions of pixels cost no memory, and files that are no pictures are
 * reported.
 */
#include "train/data/picture-decode.h"

#include <string.h>

#include <smooth/error.h>

#define WIDTH 24
#define HEIGHT 16

/* Returns a JPEG that is red on its left half and blue on its right half, so
 * that a rotation is visible. */
static GByteArray *
new_jpeg (void)
{
  g_autoptr (GdkPixbuf) pixbuf =
    gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, WIDTH, HEIGHT);
  g_autoptr (GdkPixbuf) right =
    gdk_pixbuf_new_subpixbuf (pixbuf, WIDTH / 2, 0, WIDTH - WIDTH / 2, HEIGHT);
  GByteArray *bytes = g_byte_array_new ();
  g_autofree char *jpeg = NULL;
  gsize n;

  gdk_pixbuf_fill (pixbuf, 0xff0000ff);
  gdk_pixbuf_fill (right, 0x0000ffff);
  g_assert_true (
    gdk_pixbuf_save_to_buffer (pixbuf, &jpeg, &n, "jpeg", NULL, NULL));
  return g_byte_array_append (bytes, (const guint8 *) jpeg, (guint) n);
}

/* Inserts an APP1 segment with EXIF data that contain only the orientation. */
static void
add_orientation (GByteArray *jpeg, guint8 orientation)
{
  const guint8 segment[] = {
    0xff, 0xe1, 0, 34, 'E', 'x',         'i', 'f', 0, 0,    'M', 'M',
    0,    42,   0, 0,  0,   8,           0,   1,   1, 0x12, 0,   3,
    0,    0,    0, 1,  0,   orientation, 0,   0,   0, 0,    0,   0,
  };
  g_autofree guint8 *rest = g_memdup2 (jpeg->data + 2, jpeg->len - 2);
  guint n = jpeg->len - 2;

  g_byte_array_set_size (jpeg, 2);
  g_byte_array_append (jpeg, segment, sizeof segment);
  g_byte_array_append (jpeg, rest, n);
}

static GdkPixbuf *
decode (GByteArray *array, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (array->data, array->len);

  return train_decode_picture ("name", bytes, error);
}

/* The left, red half has to be where the orientation puts it. */
static void
test_orientation (gconstpointer data)
{
  static const struct
  {
    gboolean is_upright; /* the picture is rotated by a quarter turn */
    gboolean is_red_last;
  } WANTED[9] = { { 0, 0 },        { FALSE, FALSE }, { FALSE, TRUE },
                  { FALSE, TRUE }, { FALSE, FALSE }, { TRUE, FALSE },
                  { TRUE, FALSE }, { TRUE, TRUE },   { TRUE, TRUE } };
  int orientation = GPOINTER_TO_INT (data);
  g_autoptr (GByteArray) jpeg = new_jpeg ();
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  const guint8 *pixels;
  gsize last;

  add_orientation (jpeg, (guint8) orientation);
  pixbuf = decode (jpeg, NULL);
  g_assert_nonnull (pixbuf);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==,
                   WANTED[orientation].is_upright ? HEIGHT : WIDTH);
  pixels = gdk_pixbuf_read_pixels (pixbuf);
  last = (gsize) (gdk_pixbuf_get_height (pixbuf) - 1)
           * (gsize) gdk_pixbuf_get_rowstride (pixbuf)
         + 3 * (gsize) (gdk_pixbuf_get_width (pixbuf) - 1);
  g_assert_cmpint (pixels[0] > 128, ==, !WANTED[orientation].is_red_last);
  g_assert_cmpint (pixels[last] > 128, ==, WANTED[orientation].is_red_last);
}

static void
test_refused (void)
{
  /* A PNG of 60000 x 60000 pixels, whose data end after the first pixels. */
  static const guint8 HUGE_PNG[] = {
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d,
    0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0xea, 0x60, 0x00, 0x00, 0xea, 0x60,
    0x08, 0x02, 0x00, 0x00, 0x00, 0x0f, 0xb0, 0xe2, 0x15, 0x00, 0x00, 0x00,
    0x0c, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x60, 0xa0, 0x3d, 0x00,
    0x00, 0x00, 0x64, 0x00, 0x01, 0x86, 0x64, 0x3c, 0x35, 0x00, 0x00, 0x00,
    0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82
  };
  static const struct
  {
    const char *bytes;
    guint n;
  } BROKEN[] = { { "", 0 },
                 { "<html></html>", 13 },
                 { "\x89PNG\r\n\x1a\n", 8 },
                 { "\xff\xd8\xff", 3 },
                 { "GIF89a\x10\0\x10\0\0\0\0", 13 },
                 { "RIFF\xff\0\0\0WEBP", 12 },
                 { "BM\xff\0\0\0", 6 } };
  g_autoptr (GByteArray) huge = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (BROKEN); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (BROKEN[i].bytes, BROKEN[i].n);

      g_assert_null (train_decode_picture ("name", bytes, &error));
      g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, "name"));
      g_clear_error (&error);
    }
  g_byte_array_append (huge, HUGE_PNG, sizeof HUGE_PNG);
  g_assert_null (decode (huge, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (int k = 1; k <= 8; k++)
    {
      g_autofree char *path =
        g_strdup_printf ("/train/picture-decode/turned-%d", k);

      g_test_add_data_func (path, GINT_TO_POINTER (k), test_orientation);
    }
  g_test_add_func ("/train/picture-decode/refused", test_refused);
  return g_test_run ();
}
