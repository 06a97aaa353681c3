/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bands.h"

#include "i18n.h"

/* GEGL's tiles are 64 or 128 rows high: none is then fetched twice. */
#define BAND_HEIGHT_PX 128

/* Of a band; a wide picture has several beside each other, so that memory does
 * not grow with it. */
#define MAX_WIDTH_PX 8192

/* The bands of columns x .. x + width - 1, from top to bottom. */
static gboolean
walk_columns (const SmoothRect *columns,
              MainLoopYield *breath,
              BandFunc func,
              gpointer data,
              float *const *bands,
              GError **error)
{
  for (int y = 0; y < columns->height; y += BAND_HEIGHT_PX)
    {
      const SmoothRect area = { columns->x, columns->y + y, columns->width,
                                MIN (BAND_HEIGHT_PX, columns->height - y) };

      if (!func (data, &area, bands, error))
        return FALSE;
      if (!main_loop_yield (breath))
        {
          main_loop_set_stopped (error);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
bands_walk (const SmoothRect *rect,
            const int *n_channels,
            MainLoopYield *breath,
            BandFunc func,
            gpointer data,
            GError **error)
{
  const int width = MIN (rect->width, MAX_WIDTH_PX);
  float *bands[N_BANDS] = { NULL };
  gboolean is_done = TRUE;

  for (int i = 0; i < N_BANDS; i++)
    {
      bands[i] = g_try_malloc0_n ((gsize) width * n_channels[i],
                                  BAND_HEIGHT_PX * sizeof (float));
      is_done = is_done && bands[i];
    }
  if (!is_done)
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                 _ ("no memory for rows of %d pixels"), width);

  for (int x = 0; is_done && x < rect->width; x += width)
    {
      const SmoothRect columns = { rect->x + x, rect->y,
                                   MIN (width, rect->width - x), rect->height };

      is_done = walk_columns (&columns, breath, func, data, bands, error);
    }

  for (int i = 0; i < N_BANDS; i++)
    g_free (bands[i]);

  return is_done;
}
