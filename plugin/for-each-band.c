/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "for-each-band.h"

#include "common-errors.h"

/* The height of a band. GEGL's tiles are 64 or 128 rows high, so no tile is
 * fetched for two bands. */
#define BAND_HEIGHT_PX 128
#define MAX_WIDTH_PX 8192

/* Calls func for the bands of one column. */
static gboolean
for_each_in_column (const SmoothRect *column,
                    MainLoopYield *yield,
                    BandFunc func,
                    gpointer data,
                    float *const *buffers,
                    GError **error)
{
  for (int y = 0; y < column->height; y += BAND_HEIGHT_PX)
    {
      const SmoothRect area = { column->x, column->y + y, column->width,
                                MIN (BAND_HEIGHT_PX, column->height - y) };

      if (!func (data, &area, buffers, error))
        return FALSE;
      if (!main_loop_yield (yield))
        {
          common_error_set_stopped (error);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
for_each_band (const SmoothRect *rect,
               const int *n_floats,
               MainLoopYield *yield,
               BandFunc func,
               gpointer data,
               GError **error)
{
  const int width = MIN (rect->width, MAX_WIDTH_PX);
  float *buffers[N_BAND_BUFFERS] = { NULL };
  gboolean is_done = TRUE;

  for (int i = 0; i < N_BAND_BUFFERS; i++)
    {
      buffers[i] = g_try_malloc0_n ((gsize) width * n_floats[i],
                                    BAND_HEIGHT_PX * sizeof (float));
      is_done = is_done && buffers[i] != NULL;
    }
  if (!is_done)
    common_error_set_no_memory (width, error);
  for (int x = 0; is_done && x < rect->width; x += width)
    {
      const SmoothRect column = { rect->x + x, rect->y,
                                  MIN (width, rect->width - x), rect->height };

      is_done = for_each_in_column (&column, yield, func, data, buffers, error);
    }
  for (int i = 0; i < N_BAND_BUFFERS; i++)
    g_free (buffers[i]);
  return is_done;
}
