/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-smoother.h"

#include <math.h>

#include <smooth/error.h>

#define POLL_MS 5

float
smooth_fake_sample (float value, double strength)
{
  double n_tones = 4 + 60 * (1 - strength);

  return (float) (strength > 0 ? round (value * n_tones) / n_tones : value);
}

static gboolean
stop (GError **error)
{
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
                       "cancelled");
  return FALSE;
}

/* Sleeps, and reports progress meanwhile. Returns FALSE if the progress
 * function cancels the smoothing. */
static gboolean
sleep_ms (const SmoothSmoothing *smoothing, double fraction, gint64 n_ms)
{
  gint64 end = g_get_monotonic_time () + n_ms * 1000, left;

  while ((left = end - g_get_monotonic_time ()) > 0)
    {
      if (smoothing->progress != NULL
          && !smoothing->progress (smoothing->progress_data, fraction))
        return FALSE;
      g_usleep (MIN (left, POLL_MS * 1000));
    }
  return TRUE;
}

/* Returns whether a smoothing computes the exact result. */
static gboolean
is_exact (const SmoothSmoothing *smoothing)
{
  return !smoothing->is_repeated && !smoothing->is_overview;
}

static void
smooth_band (const SmoothFake *fake,
             const SmoothSmoothing *smoothing,
             const SmoothRect *band,
             float *pixels,
             float *edges)
{
  int n = smoothing->source->n_channels;
  int n_colours = smooth_has_alpha (n) ? n - 1 : n;
  gboolean gives_nan = g_atomic_int_get (&fake->gives_nan);

  for (int i = 0; i < band->width * band->height; i++)
    {
      float *pixel = pixels + (gsize) i * n;
      float *next = (i + 1) % band->width != 0 ? pixel + n : pixel;

      edges[i] = CLAMP (8 * fabsf (next[0] - pixel[0]), 0, 1);
      for (int c = 0; c < n_colours; c++)
        pixel[c] =
          gives_nan ? NAN
                    : smooth_fake_sample (pixel[c], smoothing->params.strength);
    }
}

static gboolean
run_band (SmoothFake *fake,
          const SmoothSmoothing *smoothing,
          const SmoothRect *band,
          GError **error)
{
  const SmoothSource *source = smoothing->source;
  const SmoothSink *sink = smoothing->sink;
  gsize n = (gsize) band->width * band->height;
  g_autofree float *pixels = g_new (float, n * source->n_channels);
  g_autofree float *edges = g_new (float, n);

  if (!source->read (source->data, band, pixels, error))
    return FALSE;
  smooth_band (fake, smoothing, band, pixels, edges);
  if (is_exact (smoothing))
    g_atomic_int_add (&fake->n_pixels, band->width * band->height);
  return sink->write (sink->data, band, pixels, error)
         && sink->write_edges (sink->data, band, edges, error);
}

static gboolean
run (gpointer data, const SmoothSmoothing *smoothing, GError **error)
{
  SmoothFake *fake = data;
  const SmoothRect *region = smoothing->region;
  int end = region->y + region->height;
  int stops_after = g_atomic_int_get (&fake->stops_after);
  gboolean is_approximate =
    smoothing->is_approximate != NULL && fake->n_approximate_ms > 0;

  g_atomic_int_inc (smoothing->is_overview ? &fake->n_overviews
                                           : &fake->n_runs);
  if (is_exact (smoothing))
    g_atomic_int_inc (&fake->n_exact);
  if (smoothing->is_approximate != NULL)
    *smoothing->is_approximate = is_approximate;
  if (!is_exact (smoothing)
      && !sleep_ms (smoothing, 0,
                    is_approximate ? fake->n_approximate_ms : fake->n_frame_ms))
    return stop (error);
  if (g_atomic_int_get (&fake->fails)
      || (is_exact (smoothing) && g_atomic_int_get (&fake->fails_exact)))
    {
      g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                           "no memory for 812 MB of the networks' layers");
      return FALSE;
    }
  for (int y = region->y; y < end; y += SMOOTH_FAKE_BAND)
    {
      const SmoothRect band = { region->x, y, region->width,
                                MIN (SMOOTH_FAKE_BAND, end - y) };
      double fraction = (double) (y + band.height - region->y) / region->height;
      gboolean stops = is_exact (smoothing) && stops_after > 0
                       && y / SMOOTH_FAKE_BAND >= stops_after
                       && region->x >= g_atomic_int_get (&fake->stops_from_x);

      if (is_exact (smoothing)
          && !sleep_ms (smoothing, fraction,
                        stops ? G_MAXINT : fake->n_band_ms))
        return stop (error);
      if (!run_band (fake, smoothing, &band, error))
        return FALSE;
      if (smoothing->progress != NULL
          && !smoothing->progress (smoothing->progress_data, fraction))
        return stop (error);
    }
  return TRUE;
}

void
smooth_fake_init_smoother (SmoothFake *fake, SmoothSmoother *smoother)
{
  *smoother = (SmoothSmoother) { run, fake, NULL };
}
