/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the renderer: it gives the engine's bits in any order of parts, and
 * computes nothing that it has computed already, unless the pixels on which a
 * block depends have changed.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "renderer-support.h"
#include "support/measure.h"

/* Renders random parts until every pixel was written at least once. */
static void
render_parts (const Picture *picture, Renderer *renderer, GRand *rand)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (picture->input);

  for (int i = 0; i < 12; i++)
    {
      const GeglRectangle part = draw_part (rand, extent);

      picture_render (picture, renderer, &part);
    }
  for (int y = extent->height - 1; y >= 0; y -= 50)
    {
      const GeglRectangle part = { extent->x, extent->y + MAX (y - 49, 0),
                                   extent->width, MIN (y + 1, 50) };

      picture_render (picture, renderer, &part);
    }
}

static void
check_picture (GRand *rand,
               const char *format,
               double texture_scale,
               double brightness)
{
  const GeglRectangle extent = { g_rand_int_range (rand, -50, 50), 13,
                                 g_rand_int_range (rand, 1, 700),
                                 g_rand_int_range (rand, 1, 400) };
  g_autoptr (Renderer) renderer = new_renderer (2, 1 << 28);
  g_autoptr (Renderer) poor = new_renderer (2, 0);
  Picture picture =
    picture_new (rand, format, texture_scale, &extent, brightness);

  g_test_message ("%s, scale %g, %d x %d", format, texture_scale, extent.width,
                  extent.height);
  picture_render (&picture, renderer, &extent);
  picture_check (&picture);
  renderer_clear (renderer);
  gegl_buffer_clear (picture.output, NULL);
  render_parts (&picture, renderer, rand);
  picture_check (&picture);
  gegl_buffer_clear (picture.output, NULL);
  picture_render (&picture, poor, &extent);
  picture_check (&picture);
  picture_clear (&picture);
}

static void
test_same_bits (void)
{
  static const struct
  {
    const char *format;
    double texture_scale, brightness;
  } CASES[] = { { "R'G'B'A float", 1, 1 }, { "R'G'B' float", 2, 1 },
                { "R'G'B'A float", 2, 4 }, { "Y' float", 1, 1 },
                { "Y'A float", 1, 3 },     { "R'G'B'A u8", 2, 1 },
                { "R'G'B' u16", 4, 1 } };
  const int n = G_N_ELEMENTS (CASES);
  g_autoptr (GRand) rand = test_rand_new ();

  for (int i = test_get_first (n); i < n; i += test_get_step ())
    check_picture (rand, CASES[i].format, CASES[i].texture_scale,
                   CASES[i].brightness);
}

static void
set_pixel (GeglBuffer *buffer, int x, int y, float value)
{
  const float pixel[] = { value, value, value };

  gegl_buffer_set (buffer, GEGL_RECTANGLE (x, y, 1, 1), 0,
                   babl_format ("R'G'B' float"), pixel, GEGL_AUTO_ROWSTRIDE);
}

/* Undo, a copy of the picture and another part of it cost no run; a changed
 * pixel costs the blocks around it alone. */
static void
test_counts (void)
{
  const GeglRectangle extent = { 3, -7, 400, 1700 };
  const guint64 n_all = (guint64) extent.width * extent.height;
  g_autoptr (GRand) rand = test_rand_new ();
  g_autoptr (Renderer) renderer = new_renderer (2, 1 << 28);
  Picture picture = picture_new (rand, "R'G'B' float", 1, &extent, 1);
  g_autoptr (GeglBuffer) copy = gegl_buffer_dup (picture.input);
  guint64 n;

  g_assert_cmpuint (picture_count (&picture, renderer, &extent), ==, n_all);
  picture_check (&picture);
  g_assert_cmpuint (picture_count (&picture, renderer, &extent), ==, 0);
  for (int i = 0; i < 10; i++)
    {
      const GeglRectangle part = draw_part (rand, &extent);

      g_assert_cmpuint (picture_count (&picture, renderer, &part), ==, 0);
    }

  set_pixel (picture.input, 200, 500, 0.9f);
  n = picture_count (&picture, renderer, &extent);
  g_test_message ("a changed pixel costs %d of %d pixels", (int) n,
                  (int) n_all);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <, n_all * 2 / 3);
  picture_update (&picture);
  picture_check (&picture);

  gegl_buffer_copy (copy, GEGL_RECTANGLE (200, 500, 1, 1), GEGL_ABYSS_NONE,
                    picture.input, GEGL_RECTANGLE (200, 500, 1, 1));
  g_assert_cmpuint (picture_count (&picture, renderer, &extent), ==, 0);
  g_object_unref (picture.input);
  picture.input = g_object_ref (copy);
  g_assert_cmpuint (picture_count (&picture, renderer, &extent), ==, 0);
  picture.params.strength = 0.7;
  g_assert_cmpuint (picture_count (&picture, renderer, &extent), ==, n_all);
  picture_clear (&picture);
}

/* Parts that follow one another downwards are computed once; those that begin
 * in the middle cost one more halo, which the count does not see. */
static void
test_orders (void)
{
  const GeglRectangle extent = { 0, 0, 300, 1280 };
  const guint64 n_all = (guint64) extent.width * extent.height;
  g_autoptr (GRand) rand = test_rand_new ();
  g_autoptr (Renderer) renderer = new_renderer (2, 1 << 28);
  Picture picture = picture_new (rand, "R'G'B'A float", 2, &extent, 1);
  guint64 n = 0;

  for (int y = 0; y < extent.height; y += 128)
    for (int x = 0; x < extent.width; x += 150)
      n +=
        picture_count (&picture, renderer, &(GeglRectangle) { x, y, 150, 128 });
  g_assert_cmpuint (n, ==, n_all);
  picture_check (&picture);

  renderer_clear (renderer);
  gegl_buffer_clear (picture.output, NULL);
  n = 0;
  for (int y = 640; y < 640 + extent.height; y += 128)
    {
      const GeglRectangle part = { 0, y % extent.height, 300, 128 };

      n += picture_count (&picture, renderer, &part);
    }
  g_assert_cmpuint (n, ==, n_all);
  picture_check (&picture);
  picture_clear (&picture);
}

/* The picture is changed while a run is suspended: below what was rendered,
 * where the run has read the old pixels already. */
static void
test_changed_below (void)
{
  const GeglRectangle extent = { 0, 0, 300, 700 };
  g_autoptr (GRand) rand = test_rand_new ();
  g_autoptr (Renderer) renderer = new_renderer (2, 1 << 28);
  Picture picture = picture_new (rand, "R'G'B' float", 1, &extent, 1);

  picture_render (&picture, renderer, &(GeglRectangle) { 0, 0, 300, 64 });
  set_pixel (picture.input, 100, 90, 0.95f);
  set_pixel (picture.input, 200, 600, 0.95f);
  picture_update (&picture);
  picture_render (&picture, renderer, &(GeglRectangle) { 0, 64, 300, 636 });
  picture_render (&picture, renderer, &(GeglRectangle) { 0, 0, 300, 64 });
  picture_check (&picture);

  /* Brighter than white: the run that goes on must not go on. */
  renderer_clear (renderer);
  picture_render (&picture, renderer, &(GeglRectangle) { 0, 0, 300, 64 });
  set_pixel (picture.input, 200, 500, 7);
  picture_update (&picture);
  for (int y = 64; y < extent.height; y += 64)
    {
      const GeglRectangle part = { 0, y, 300, MIN (64, extent.height - y) };

      picture_render (&picture, renderer, &part);
    }
  picture_check (&picture);
  picture_clear (&picture);
}

/* Implements the signal "changed" of GeglBuffer: counts pixels. */
static void
count_changed (GeglBuffer *buffer, const GeglRectangle *rect, guint64 *n_pixels)
{
  (void) buffer;
  *n_pixels += (guint64) rect->width * (guint64) rect->height;
}

/* Fills rows of a picture with one colour. */
static void
fill_rows (GeglBuffer *buffer, int y, int height, const char *colour)
{
  GeglColor *color = gegl_color_new (colour);

  gegl_buffer_set_color (
    buffer, GEGL_RECTANGLE (0, y, gegl_buffer_get_width (buffer), height),
    color);
  g_object_unref (color);
}

/* A run goes on that was suspended above two rows of blocks that the store has.
 * The run computes them on its way, from pixels of before the undo: it may not
 * draw them, as the store's blocks are newer. Each pixel is drawn once. */
static void
test_rows_between (void)
{
  const GeglRectangle extent = { 0, 0, 300, 1280 };
  const GeglRectangle between = { 0, 8 * BLOCK_HEIGHT, 300, 2 * BLOCK_HEIGHT };
  const GeglRectangle above = { 0, 0, 300, 8 * BLOCK_HEIGHT };
  const GeglRectangle both = { 0, 8 * BLOCK_HEIGHT, 300, 4 * BLOCK_HEIGHT };
  g_autoptr (GRand) rand = test_rand_new ();
  g_autoptr (Renderer) renderer = new_renderer (2, 1 << 28);
  Picture picture = picture_new (rand, "R'G'B' u8", 1, &extent, 1);
  g_autoptr (GeglBuffer) original = gegl_buffer_dup (picture.input);
  guint64 n_changed = 0;

  picture_render (&picture, renderer, &between);
  /* On these rows the blocks between depend, and those below them do not. */
  fill_rows (picture.input, 2 * BLOCK_HEIGHT, BLOCK_HEIGHT, "white");
  picture_render (&picture, renderer, &above);
  gegl_buffer_copy (original, &above, GEGL_ABYSS_NONE, picture.input, &above);

  gegl_buffer_signal_connect (picture.output, "changed",
                              G_CALLBACK (count_changed), &n_changed);
  /* As many pixels are computed as the run has between its last row and the
   * end: the first run, which was suspended below those rows, does not go on.
   */
  g_assert_cmpuint (picture_count (&picture, renderer, &both), ==,
                    300 * 4 * BLOCK_HEIGHT);
  g_assert_cmpuint (n_changed, ==, 300 * 4 * BLOCK_HEIGHT);
  picture_check_part (&picture, &both);
  picture_clear (&picture);
}

static void
expect_refusal (const char *folder, const char *weights, int code)
{
  const char *const folders[] = { folder, NULL };
  const GeglRectangle extent = { 0, 0, 20, 20 };
  g_autoptr (Renderer) renderer =
    renderer_new (&(RendererOptions) { .folders = folders });
  g_autoptr (GRand) rand = test_rand_new ();
  g_autoptr (GeglBuffer) buffer =
    buffer_new_random (rand, "R'G'B' float", &extent, 1);
  RenderRequest request = {
    .weights = weights,
    .input = { .buffer = buffer,
               .extent = extent,
               .format = gegl_buffer_get_format (buffer) },
    .output = buffer,
    .roi = extent,
  };
  g_autoptr (GError) error = NULL;

  smooth_params_init (&request.params);
  g_assert_false (renderer_render (renderer, &request, &error));
  g_assert_error (error, SMOOTH_ERROR, code);
  g_test_message ("%s", error->message);
}

static void
test_weights (void)
{
  const char *good = g_getenv ("SMOOTH_TEST_WEIGHTS");
  g_autofree char *folder = g_dir_make_tmp ("smooth-XXXXXX", NULL);
  g_autofree char *eme = g_build_filename (folder, "eme.safetensors", NULL);
  g_autofree char *mi = g_build_filename (folder, "mi.safetensors", NULL);
  g_autofree char *outside = g_strdup_printf ("../%s", "weights");

  expect_refusal (folder, "", SMOOTH_ERROR_UNSUPPORTED);
  expect_refusal (good, "0123456789abcdef", SMOOTH_ERROR_UNSUPPORTED);
  expect_refusal (good, outside, SMOOTH_ERROR_UNSUPPORTED);
  expect_refusal (good, good, SMOOTH_ERROR_UNSUPPORTED);
  g_assert_true (g_file_set_contents (eme, "broken", -1, NULL));
  g_assert_true (g_file_set_contents (mi, "broken", -1, NULL));
  expect_refusal (folder, "", SMOOTH_ERROR_FORMAT);
  g_remove (eme);
  g_remove (mi);
  g_rmdir (folder);
}

static void
test_messages (void)
{
  g_autoptr (Renderer) renderer = new_renderer (2, 0);

  g_assert_true (renderer_is_new (renderer, "a"));
  g_assert_false (renderer_is_new (renderer, "a"));
  g_assert_true (renderer_is_new (renderer, "b"));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  gegl_init (NULL, NULL);
  g_test_add_func ("/renderer/same-bits", test_same_bits);
  g_test_add_func ("/renderer/counts", test_counts);
  g_test_add_func ("/renderer/orders", test_orders);
  g_test_add_func ("/renderer/changed-below", test_changed_below);
  g_test_add_func ("/renderer/rows-between", test_rows_between);
  g_test_add_func ("/renderer/weights", test_weights);
  g_test_add_func ("/renderer/messages", test_messages);
  status = g_test_run ();
  gegl_exit ();
  return status;
}
