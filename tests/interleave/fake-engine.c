/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions of core's engine, which here compute the mean of 3x3 pixels in
 * place of the networks. As from the real engine, results come in bands of rows
 * with progress, each pixel depends on its neighbours, and a region gives the
 * same pixels as that part of the whole picture.
 */
#include "fake-engine.h"

#include <math.h>

#define BAND_PX 8

struct _SmoothModel
{
  int dummy;
};
struct _SmoothEngine
{
  int dummy;
};

SmoothModel *
smooth_model_load (const char *folder, GError **error)
{
  (void) folder;
  (void) error;
  return g_new0 (SmoothModel, 1);
}

void
smooth_model_unref (SmoothModel *model)
{
  g_free (model);
}

void
smooth_engine_options_init (SmoothEngineOptions *options)
{
  *options = (SmoothEngineOptions) { 0 };
}

SmoothEngine *
smooth_engine_new (SmoothModel *model,
                   const SmoothEngineOptions *options,
                   GError **error)
{
  (void) model;
  (void) options;
  (void) error;
  return g_new0 (SmoothEngine, 1);
}

void
smooth_engine_free (SmoothEngine *engine)
{
  g_free (engine);
}

/* Returns the sample of channel c at (x, y), with replicate padding. */
static float
sample (const SmoothSource *source, const float *pixels, int x, int y, int c)
{
  x = CLAMP (x, 0, source->width - 1);
  y = CLAMP (y, 0, source->height - 1);
  return pixels[((gsize) y * source->width + x) * source->n_channels + c];
}

static float
mean (const SmoothSource *source, const float *pixels, int x, int y, int c)
{
  float sum = 0;

  for (int dy = -1; dy <= 1; dy++)
    for (int dx = -1; dx <= 1; dx++)
      sum += sample (source, pixels, x + dx, y + dy, c);
  return sum / 9;
}

static void
smooth_row (const SmoothSource *source,
            const float *pixels,
            double strength,
            const SmoothRect *row,
            float *smoothed,
            float *edges)
{
  int n = source->n_channels;
  int n_colours = n <= 2 ? 1 : 3;

  for (int x = row->x; x < row->x + row->width; x++)
    {
      float here = sample (source, pixels, x, row->y, 0);

      *edges++ = CLAMP (
        fabsf (here - sample (source, pixels, x - 1, row->y, 0)), 0.0F, 1.0F);
      for (int c = 0; c < n; c++)
        {
          float value = sample (source, pixels, x, row->y, c);

          if (c < n_colours)
            value +=
              (float) strength * (mean (source, pixels, x, row->y, c) - value);
          *smoothed++ = value;
        }
    }
}

gboolean
fake_engine_band (const SmoothSource *source,
                  double strength,
                  const SmoothRect *band,
                  const SmoothSink *sink,
                  GError **error)
{
  const SmoothRect whole = { 0, 0, source->width, source->height };
  g_autofree float *pixels =
    g_new (float, (gsize) whole.width *whole.height * source->n_channels);
  g_autofree float *smoothed =
    g_new (float, (gsize) band->width * band->height * source->n_channels);
  g_autofree float *edges = g_new (float, (gsize) band->width * band->height);

  if (!source->read (source->data, &whole, pixels, error))
    return FALSE;
  for (int i = 0; i < band->height; i++)
    {
      gsize at = (gsize) i * band->width;

      smooth_row (source, pixels, strength,
                  &(SmoothRect) { band->x, band->y + i, band->width, 1 },
                  smoothed + at * source->n_channels, edges + at);
    }
  return (!sink->write || sink->write (sink->data, band, smoothed, error))
         && (!sink->write_edges
             || sink->write_edges (sink->data, band, edges, error));
}

gboolean
smooth_engine_run (SmoothEngine *engine,
                   const SmoothParams *params,
                   const SmoothSource *source,
                   const SmoothSink *sink,
                   const SmoothRunOptions *options,
                   GError **error)
{
  const SmoothRect *region = options->region;

  (void) engine;
  for (int y = 0; y < region->height; y += BAND_PX)
    {
      const SmoothRect band = { region->x, region->y + y, region->width,
                                MIN (BAND_PX, region->height - y) };

      if (!fake_engine_band (source, params->strength, &band, sink, error))
        return FALSE;
      if (!options->progress (options->progress_data,
                              (double) (y + band.height) / region->height))
        return FALSE;
    }
  return TRUE;
}
