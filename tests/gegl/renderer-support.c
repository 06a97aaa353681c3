/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "renderer-support.h"

Renderer *
new_renderer (int n_threads, gint64 max_bytes)
{
  const char *const folders[] = { g_getenv ("SMOOTH_TEST_WEIGHTS"), NULL };

  return renderer_new (&(RendererOptions) {
    .folders = folders, .n_threads = n_threads, .max_bytes = max_bytes });
}

Picture
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
  picture_update (&picture);
  return picture;
}

void
picture_clear (Picture *picture)
{
  g_object_unref (picture->input);
  g_object_unref (picture->output);
  g_free (picture->wanted);
}

void
picture_update (Picture *picture)
{
  g_free (picture->wanted);
  picture->wanted =
    buffer_smooth (picture->input, picture->format, &picture->params);
}

void
picture_render (const Picture *picture,
                Renderer *renderer,
                const GeglRectangle *roi)
{
  const RenderRequest request = {
    .params = picture->params,
    .weights = "",
    .input = { .buffer = picture->input,
               .extent = *gegl_buffer_get_extent (picture->input),
               .format = picture->format,
               .is_limited =
                 input_is_limited (gegl_buffer_get_format (picture->input)) },
    .output = picture->output,
    .roi = *roi,
  };
  g_autoptr (GError) error = NULL;

  renderer_render (renderer, &request, &error);
  g_assert_no_error (error);
}

void
picture_check (const Picture *picture)
{
  picture_check_part (picture, gegl_buffer_get_extent (picture->output));
}

void
picture_check_part (const Picture *picture, const GeglRectangle *roi)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (picture->output);
  const gsize n = (gsize) babl_format_get_n_components (picture->format);
  const gsize n_row = n * (gsize) roi->width;
  g_autofree float *got = g_new (float, n_row * roi->height);

  gegl_buffer_get (picture->output, roi, 1, picture->format, got,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (int y = 0; y < roi->height; y++)
    {
      const gsize first =
        (gsize) (roi->y - extent->y + y) * extent->width + roi->x - extent->x;

      g_assert_cmpmem (got + (gsize) y * n_row, n_row * sizeof (float),
                       picture->wanted + first * n, n_row * sizeof (float));
    }
}

guint64
picture_count (const Picture *picture,
               Renderer *renderer,
               const GeglRectangle *roi)
{
  const guint64 before = renderer_get_counts (renderer).n_pixels;

  picture_render (picture, renderer, roi);
  return renderer_get_counts (renderer).n_pixels - before;
}
