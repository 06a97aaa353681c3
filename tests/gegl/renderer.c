/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the renderer: it gives the engine's bits in any order of parts, and
 * computes nothing that it has computed already, unless the pixels on which a
 * block depends have changed.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "gegl-support.h"
#include "renderer.h"
#include "support/measure.h"

static Renderer *
new_renderer (gint64 max_bytes)
{
  const char *const folders[] = { g_getenv ("SMOOTH_TEST_WEIGHTS"), NULL };

  return renderer_new (&(RendererOptions) {
    .folders = folders, .n_threads = 2, .max_bytes = max_bytes });
}

static void
render (Renderer *renderer,
        const SmoothParams *params,
        GeglBuffer *input,
        GeglBuffer *output,
        const GeglRectangle *roi)
{
  const RenderRequest request = {
    .params = *params,
    .weights = "",
    .input = { .buffer = input,
               .extent = *gegl_buffer_get_extent (input),
               .format = gegl_buffer_get_format (output),
               .is_limited =
                 input_is_limited (gegl_buffer_get_format (input)) },
    .output = output,
    .roi = *roi,
  };
  g_autoptr (GError) error = NULL;

  renderer_render (renderer, &request, &error);
  g_assert_no_error (error);
}

/* A picture, and what the engine makes of it. */
typedef struct
{
  SmoothParams params;
  GeglBuffer *input, *output;
  const Babl *format;
  float *wanted;
} Picture;

static Picture
picture_new (GRand *rand,
             const char *format,
             double texture_scale,
             const GeglRectangle *extent,
             double brightness)
{
  Picture picture = {
    .params = { .strength = 0.6,
                .texture_scale = texture_scale,
                .detail = g_rand_boolean (rand) ? -1 : 0.5,
                .n_details = 1 },
    .input = buffer_new_random (rand, format, extent, brightness),
    .format = get_float_format (format),
  };

  picture.output = gegl_buffer_new (extent, picture.format);
  picture.wanted =
    buffer_smooth (picture.input, picture.format, &picture.params);
  return picture;
}

static void
picture_clear (Picture *picture)
{
  g_object_unref (picture->input);
  g_object_unref (picture->output);
  g_free (picture->wanted);
}

static void
picture_check (const Picture *picture)
{
  g_autofree float *got = buffer_read (picture->output, picture->format);
  const gsize n =
    sizeof (float) * buffer_count_floats (picture->output, picture->format);

  g_assert_cmpmem (got, n, picture->wanted, n);
}

static void
picture_render (const Picture *picture,
                Renderer *renderer,
                const GeglRectangle *roi)
{
  render (renderer, &picture->params, picture->input, picture->output, roi);
}

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
  g_autoptr (Renderer) renderer = new_renderer (1 << 28);
  g_autoptr (Renderer) poor = new_renderer (0);
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

/* Renders roi and returns how many pixels were computed for it. */
static guint64
count (const Picture *picture, Renderer *renderer, const GeglRectangle *roi)
{
  const guint64 before = renderer_get_count (renderer);

  picture_render (picture, renderer, roi);
  return renderer_get_count (renderer) - before;
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
  g_autoptr (Renderer) renderer = new_renderer (1 << 28);
  Picture picture = picture_new (rand, "R'G'B' float", 1, &extent, 1);
  g_autoptr (GeglBuffer) copy = gegl_buffer_dup (picture.input);
  guint64 n;

  g_assert_cmpuint (count (&picture, renderer, &extent), ==, n_all);
  picture_check (&picture);
  g_assert_cmpuint (count (&picture, renderer, &extent), ==, 0);
  for (int i = 0; i < 10; i++)
    {
      const GeglRectangle part = draw_part (rand, &extent);

      g_assert_cmpuint (count (&picture, renderer, &part), ==, 0);
    }

  set_pixel (picture.input, 200, 500, 0.9f);
  n = count (&picture, renderer, &extent);
  g_test_message ("a changed pixel costs %d of %d pixels", (int) n,
                  (int) n_all);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <, n_all * 2 / 3);
  g_free (picture.wanted);
  picture.wanted =
    buffer_smooth (picture.input, picture.format, &picture.params);
  picture_check (&picture);

  gegl_buffer_copy (copy, GEGL_RECTANGLE (200, 500, 1, 1), GEGL_ABYSS_NONE,
                    picture.input, GEGL_RECTANGLE (200, 500, 1, 1));
  g_assert_cmpuint (count (&picture, renderer, &extent), ==, 0);
  g_object_unref (picture.input);
  picture.input = g_object_ref (copy);
  g_assert_cmpuint (count (&picture, renderer, &extent), ==, 0);
  picture.params.strength = 0.7;
  g_assert_cmpuint (count (&picture, renderer, &extent), ==, n_all);
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
  g_autoptr (Renderer) renderer = new_renderer (1 << 28);
  Picture picture = picture_new (rand, "R'G'B'A float", 2, &extent, 1);
  guint64 n = 0;

  for (int y = 0; y < extent.height; y += 128)
    for (int x = 0; x < extent.width; x += 150)
      n += count (&picture, renderer, &(GeglRectangle) { x, y, 150, 128 });
  g_assert_cmpuint (n, ==, n_all);
  picture_check (&picture);

  renderer_clear (renderer);
  gegl_buffer_clear (picture.output, NULL);
  n = 0;
  for (int y = 640; y < 640 + extent.height; y += 128)
    {
      const GeglRectangle part = { 0, y % extent.height, 300, 128 };

      n += count (&picture, renderer, &part);
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
  g_autoptr (Renderer) renderer = new_renderer (1 << 28);
  Picture picture = picture_new (rand, "R'G'B' float", 1, &extent, 1);

  picture_render (&picture, renderer, &(GeglRectangle) { 0, 0, 300, 64 });
  set_pixel (picture.input, 100, 90, 0.95f);
  set_pixel (picture.input, 200, 600, 0.95f);
  g_free (picture.wanted);
  picture.wanted =
    buffer_smooth (picture.input, picture.format, &picture.params);
  picture_render (&picture, renderer, &(GeglRectangle) { 0, 64, 300, 636 });
  picture_render (&picture, renderer, &(GeglRectangle) { 0, 0, 300, 64 });
  picture_check (&picture);

  /* Brighter than white: the run that goes on must not go on. */
  renderer_clear (renderer);
  picture_render (&picture, renderer, &(GeglRectangle) { 0, 0, 300, 64 });
  set_pixel (picture.input, 200, 500, 7);
  g_free (picture.wanted);
  picture.wanted =
    buffer_smooth (picture.input, picture.format, &picture.params);
  for (int y = 64; y < extent.height; y += 64)
    {
      const GeglRectangle part = { 0, y, 300, MIN (64, extent.height - y) };

      picture_render (&picture, renderer, &part);
    }
  picture_check (&picture);
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
  g_autoptr (Renderer) renderer = new_renderer (0);

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
  g_test_add_func ("/renderer/weights", test_weights);
  g_test_add_func ("/renderer/messages", test_messages);
  status = g_test_run ();
  gegl_exit ();
  return status;
}
