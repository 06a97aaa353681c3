/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixel-memory.h"

#include <smooth/error.h>

#include "i18n.h"

float *
smooth_pixels_new (const SmoothRect *rect, int n_channels, GError **error)
{
  float *pixels = NULL;

  if ((gsize) rect->width <= G_MAXSIZE / 16 / rect->height / n_channels)
    pixels = g_try_new (float, (gsize) rect->width * rect->height * n_channels);
  if (pixels == NULL)
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                 _ ("no memory for %d x %d pixels of preview"), rect->width,
                 rect->height);
  return pixels;
}
