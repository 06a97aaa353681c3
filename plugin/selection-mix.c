/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "selection-mix.h"

#include "for-each-band.h"

/* The argument data of mix_band: the stores that are mixed by the snapshot's
 * selection, and the format in which their samples are mixed. */
typedef struct
{
  const DrawableSnapshot *snapshot;
  const Babl *format;
  PixelStore *before;
  PixelStore *after;
} Mix;

/* The function that selection_mix calls for each band of rows: mixes the pixels
 * of the band by the selection. The three buffers hold the band's pixels of the
 * stores before and after, and of the selection. */
static gboolean
mix_band (gpointer data,
          const SmoothRect *area,
          float *const *buffers,
          GError **error)
{
  const Mix *mix = data;
  gsize n_pixels = (gsize) area->width * (gsize) area->height;

  if (!pixel_store_read (mix->snapshot->selection, area,
                         babl_format ("Y float"), buffers[2], error)
      || (mix->before != NULL
          && !pixel_store_read (mix->before, area, mix->format, buffers[0],
                                error))
      || !pixel_store_read (mix->after, area, mix->format, buffers[1], error))
    return FALSE;

  smooth_mix_pixels (babl_format_get_n_components (mix->format), n_pixels,
                     buffers[2], buffers[0], buffers[1]);
  return pixel_store_write (mix->after, area, mix->format, buffers[1], error);
}

gboolean
selection_mix (const DrawableSnapshot *snapshot,
               const Babl *format,
               PixelStore *before,
               PixelStore *after,
               GError **error)
{
  Mix mix = { snapshot, format, before, after };
  int n = babl_format_get_n_components (format);

  return for_each_band (&snapshot->region, (int[]) { n, n, 1 }, snapshot->yield,
                        mix_band, &mix, error);
}
