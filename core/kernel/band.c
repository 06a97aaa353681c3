/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills the margins of a band (see band.h) with copies of the plane's first or
 * last column. */
#include "kernel/band.h"

#include <string.h>

/* Writes n_pixels copies of one pixel to the array to. */
static void
replicate (const float *pixel, int channels, int n_pixels, float *to)
{
  for (int i = 0; i < n_pixels; i++, to += channels)
    memcpy (to, pixel, channels * sizeof (float));
}

void
smooth_band_fill_left (const SmoothBand *band, int y0, int y1)
{
  const int c = band->channels;

  for (int y = y0; y < y1; y++)
    {
      float *first = smooth_band_row (band, y);

      replicate (first, c, band->margin, first - (gsize) band->margin * c);
    }
}

void
smooth_band_fill_right (const SmoothBand *band, int y0, int y1)
{
  const int c = band->channels;

  for (int y = y0; y < y1; y++)
    {
      float *end =
        smooth_band_row (band, y) + (gsize) (band->x1 - band->x0) * c;

      replicate (end - c, c, band->margin, end);
    }
}
