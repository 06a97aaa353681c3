/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mixing by the selection for results that become new items: GIMP's merge
 * works on items that are in the image already, and nothing may be there
 * before all is done. The arithmetic is core's.
 */
#include "selection.h"

#include "bands.h"

gboolean
selection_exists (const Job *job)
{
  return !gimp_selection_is_empty (
    gimp_item_get_image (GIMP_ITEM (job->drawable)));
}

/* What mix_band works with. */
typedef struct
{
  const Job *job;
  const Babl *format;
  GeglBuffer *selection; /* in image coordinates */
  GeglBuffer *before;
  GeglBuffer *after;
} Mix;

/* bands: before, after, mask. */
static void
mix_band (gpointer data, const GeglRectangle *area, float *const *bands)
{
  const Mix *mix = data;
  GeglRectangle in_image = *area;
  gsize n_pixels = (gsize) area->width * area->height;

  in_image.x += mix->job->offset_x;
  in_image.y += mix->job->offset_y;
  gegl_buffer_get (mix->selection, &in_image, 1.0, babl_format ("Y float"),
                   bands[2], GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  if (mix->before)
    gegl_buffer_get (mix->before, area, 1.0, mix->format, bands[0],
                     GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  gegl_buffer_get (mix->after, area, 1.0, mix->format, bands[1],
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);

  smooth_mix_pixels (babl_format_get_n_components (mix->format), n_pixels,
                     bands[2], bands[0], bands[1]);

  gegl_buffer_set (mix->after, area, 0, mix->format, bands[1],
                   GEGL_AUTO_ROWSTRIDE);
}

gboolean
selection_mix (const Job *job,
               const Babl *format,
               GeglBuffer *before,
               GeglBuffer *after,
               GError **error)
{
  GimpImage *image = gimp_item_get_image (GIMP_ITEM (job->drawable));
  g_autoptr (GeglBuffer) selection =
    gimp_drawable_get_buffer (GIMP_DRAWABLE (gimp_image_get_selection (image)));
  Mix mix = { job, format, selection, before, after };
  int n = babl_format_get_n_components (format);

  return bands_walk (&job->region, (int[]) { n, n, 1 }, job->breath, mix_band,
                     &mix, error);
}
