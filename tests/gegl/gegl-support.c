/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gegl-support.h"

#include <string.h>

const Babl *
get_float_format (const char *name)
{
  const Babl *format = babl_format (name);
  const gboolean has_alpha = babl_format_has_alpha (format) != 0;
  const gboolean is_grey = *babl_format_get_encoding (format) == 'Y';

  if (is_grey)
    return babl_format (has_alpha ? "Y'A float" : "Y' float");
  return babl_format (has_alpha ? "R'G'B'A float" : "R'G'B' float");
}

gsize
buffer_count_floats (GeglBuffer *buffer, const Babl *format)
{
  return (gsize) gegl_buffer_get_width (buffer)
         * gegl_buffer_get_height (buffer)
         * babl_format_get_n_components (format);
}

GeglBuffer *
buffer_new_random (GRand *rand,
                   const char *name,
                   const GeglRectangle *extent,
                   double brightness)
{
  const Babl *format = get_float_format (name);
  const int n = babl_format_get_n_components (format);
  GeglBuffer *buffer = gegl_buffer_new (extent, babl_format (name));
  g_autofree float *pixels =
    g_new (float, buffer_count_floats (buffer, format));
  float *pixel = pixels;

  for (int y = 0; y < extent->height; y++)
    for (int x = 0; x < extent->width; x++, pixel += n)
      {
        const double factor = (x / 60 + y / 60) % 4 == 0 ? brightness : 1;

        for (int c = 0; c < n; c++)
          pixel[c] = (float) (factor
                              * ((x / 9 + y / 7 + c) % 3 * 0.3
                                 + g_rand_double_range (rand, 0, 0.3)));
        if (babl_format_has_alpha (format))
          pixel[n - 1] = (float) ((x / 30 + y / 40) % 3) / 2;
      }
  gegl_buffer_set (buffer, extent, 0, format, pixels, GEGL_AUTO_ROWSTRIDE);
  return buffer;
}

float *
buffer_read (GeglBuffer *buffer, const Babl *format)
{
  float *pixels = g_new (float, buffer_count_floats (buffer, format));

  gegl_buffer_get (buffer, gegl_buffer_get_extent (buffer), 1, format, pixels,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  return pixels;
}

/* An engine, a buffer as its source, and memory as its sink. */
typedef struct
{
  SmoothEngine *engine;
  SmoothArray from, to;
  SmoothArraySink arrays;
  SmoothSource source;
  SmoothSink sink;
} Smoother;

/* The sink points into smoother, which must not move. */
static void
smoother_init (Smoother *smoother, GeglBuffer *buffer, const Babl *format)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (buffer);
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothModel) model =
    smooth_model_load (g_getenv ("SMOOTH_TEST_WEIGHTS"), &error);

  g_assert_no_error (error);
  smoother->engine = smooth_engine_new (model, NULL, &error);
  g_assert_no_error (error);
  smoother->from = (SmoothArray) { extent->width, extent->height,
                                   babl_format_get_n_components (format),
                                   buffer_read (buffer, format) };
  smoother->to = smoother->from;
  smoother->to.pixels = g_new (float, buffer_count_floats (buffer, format));
  smoother->arrays = (SmoothArraySink) { &smoother->to, NULL };
  smoother->source = smooth_array_source (&smoother->from);
  smoother->source.is_limited =
    *babl_get_name (babl_format_get_type (gegl_buffer_get_format (buffer), 0))
    == 'u';
  smoother->sink = smooth_array_sink (&smoother->arrays);
}

/* Returns the result. */
static float *
smoother_finish (Smoother *smoother)
{
  smooth_engine_free (smoother->engine);
  g_free (smoother->from.pixels);
  return smoother->to.pixels;
}

float *
buffer_smooth (GeglBuffer *buffer,
               const Babl *format,
               const SmoothParams *params)
{
  Smoother smoother;
  g_autoptr (GError) error = NULL;

  smoother_init (&smoother, buffer, format);
  smooth_engine_run (smoother.engine, params, &smoother.source, &smoother.sink,
                     NULL, &error);
  g_assert_no_error (error);
  return smoother_finish (&smoother);
}

float *
buffer_smooth_counted (GeglBuffer *buffer,
                       const Babl *format,
                       const SmoothParams *params,
                       double *work)
{
  Smoother smoother;
  SmoothStepRun *run;
  g_autoptr (GError) error = NULL;

  smoother_init (&smoother, buffer, format);
  run = smooth_step_run_new (smoother.engine, params, &smoother.source,
                             &smoother.sink, NULL, &error);
  g_assert_no_error (error);
  smooth_step_run_step (run, G_MAXINT, &error);
  g_assert_no_error (error);
  *work = smooth_step_run_get_work (run);
  smooth_step_run_free (run);
  return smoother_finish (&smoother);
}

GeglRectangle
draw_part (GRand *rand, const GeglRectangle *extent)
{
  const int x = g_rand_int_range (rand, 0, extent->width);
  const int y = g_rand_int_range (rand, 0, extent->height);

  return (GeglRectangle) { extent->x + x, extent->y + y,
                           g_rand_int_range (rand, 1, extent->width - x + 1),
                           g_rand_int_range (rand, 1, extent->height - y + 1) };
}
