/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mixing by the selection for results that become new items: GIMP's merge
 * works on items that are in the image already, and nothing may be there
 * before all is done. The arithmetic is core's.
 */
#include "selection.h"

#include "bands.h"

/* What mix_band works with. */
typedef struct
{
  const DrawableJob *job;
  const Babl *format;
  PixelStore *before;
  PixelStore *after;
} Mix;

/* bands: before, after, mask. */
static gboolean
mix_band (gpointer data,
          const SmoothRect *area,
          float *const *bands,
          GError **error)
{
  const Mix *mix = data;
  gsize n_pixels = (gsize) area->width * (gsize) area->height;

  if (!pixel_store_read (mix->job->selection, area, babl_format ("Y float"),
                         bands[2], error)
      || (mix->before
          && !pixel_store_read (mix->before, area, mix->format, bands[0],
                                error))
      || !pixel_store_read (mix->after, area, mix->format, bands[1], error))
    return FALSE;

  smooth_mix_pixels (babl_format_get_n_components (mix->format), n_pixels,
                     bands[2], bands[0], bands[1]);

  return pixel_store_write (mix->after, area, mix->format, bands[1], error);
}

gboolean
selection_mix (const DrawableJob *job,
               const Babl *format,
               PixelStore *before,
               PixelStore *after,
               GError **error)
{
  Mix mix = { job, format, before, after };
  int n = babl_format_get_n_components (format);

  return bands_walk (&job->region, (int[]) { n, n, 1 }, job->breath, mix_band,
                     &mix, error);
}
