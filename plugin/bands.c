/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bands.h"

#include "i18n.h"

/* GEGL's tiles are 64 or 128 rows high: none is then fetched twice. */
#define BAND_HEIGHT_PX 128

gboolean
bands_walk (const SmoothRect *rect,
            const int *n_channels,
            Breath *breath,
            BandFunc func,
            gpointer data,
            GError **error)
{
  float *bands[N_BANDS] = { NULL };
  gboolean allocated = TRUE;
  gboolean is_done = TRUE;
  gboolean goes_on = TRUE;

  for (int i = 0; i < N_BANDS; i++)
    {
      bands[i] = g_try_malloc0_n ((gsize) rect->width * n_channels[i],
                                  BAND_HEIGHT_PX * sizeof (float));
      allocated = allocated && bands[i];
    }

  for (int y = 0; allocated && goes_on && y < rect->height; y += BAND_HEIGHT_PX)
    {
      const SmoothRect area = { rect->x, rect->y + y, rect->width,
                                MIN (BAND_HEIGHT_PX, rect->height - y) };

      is_done = func (data, &area, bands, error);
      goes_on = is_done && breath_take (breath);
    }

  for (int i = 0; i < N_BANDS; i++)
    g_free (bands[i]);

  if (!allocated)
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                 _ ("no memory for rows of %d pixels"), rect->width);
  else if (is_done && !goes_on)
    breath_set_stopped (error);

  return allocated && goes_on;
}
