/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "active-components.h"

#include <string.h>

#include "for-each-band.h"

int
active_components_count (GimpDrawable *drawable, int *n_components)
{
  gboolean is_grey = gimp_drawable_is_gray (drawable);
  GimpImage *image = gimp_item_get_image (GIMP_ITEM (drawable));
  int n = 0;

  *n_components = is_grey ? 1 : 3;
  for (int i = 0; i < *n_components; i++)
    n += gimp_image_get_component_active (image, is_grey ? GIMP_CHANNEL_GRAY
                                                         : GIMP_CHANNEL_RED + i)
           ? 1
           : 0;
  return n;
}

/* Returns whether component i of the snapshot's format is active. */
static gboolean
is_active (const DrawableSnapshot *snapshot, int i)
{
  int n = babl_format_get_n_components (snapshot->format);
  gboolean is_alpha = babl_format_has_alpha (snapshot->format) && i == n - 1;

  return snapshot->traits.changes_component[is_alpha ? 3 : i];
}

static gboolean
is_all_active (const DrawableSnapshot *snapshot)
{
  for (int i = 0; i < babl_format_get_n_components (snapshot->format); i++)
    if (!is_active (snapshot, i))
      return FALSE;
  return TRUE;
}

/* The argument data of restore_band: a snapshot, and the store whose inactive
 * components get the samples from before the smoothing. */
typedef struct
{
  const DrawableSnapshot *snapshot;
  PixelStore *pixels;
} Restoring;

/* Copies the samples of the inactive components of n_pixels pixels from the
 * buffer before to the buffer pixels. Both buffers are in the snapshot's
 * format. */
static void
restore_samples (const DrawableSnapshot *snapshot,
                 gsize n_pixels,
                 const guint8 *before,
                 guint8 *pixels)
{
  int n = babl_format_get_n_components (snapshot->format);
  gsize n_bytes = (gsize) babl_format_get_bytes_per_pixel (snapshot->format);
  gsize size = n_bytes / (gsize) n;

  for (int i = 0; i < n; i++)
    for (gsize k = 0; k < n_pixels && !is_active (snapshot, i); k++)
      {
        gsize offset = k * n_bytes + (gsize) i * size;

        memcpy (pixels + offset, before + offset, size);
      }
}

/* The function that active_components_restore calls for each band of rows:
 * gives the inactive components of the band the samples from before the
 * smoothing. The first two of the buffers hold pixels in the snapshot's format
 * instead of floats: those before and those after the smoothing. */
static gboolean
restore_band (gpointer data,
              const SmoothRect *area,
              float *const *buffers,
              GError **error)
{
  const Restoring *restoring = data;
  const DrawableSnapshot *snapshot = restoring->snapshot;
  gsize n_pixels = (gsize) area->width * (gsize) area->height;

  if (!pixel_store_read (snapshot->before, area, snapshot->format, buffers[0],
                         error)
      || !pixel_store_read (restoring->pixels, area, snapshot->format,
                            buffers[1], error))
    return FALSE;
  restore_samples (snapshot, n_pixels, (const guint8 *) buffers[0],
                   (guint8 *) buffers[1]);
  return pixel_store_write (restoring->pixels, area, snapshot->format,
                            buffers[1], error);
}

gboolean
active_components_restore (const DrawableSnapshot *snapshot,
                           PixelStore *pixels,
                           GError **error)
{
  Restoring restoring = { snapshot, pixels };
  int n_bytes = babl_format_get_bytes_per_pixel (snapshot->format);
  int n_floats = (n_bytes + (int) sizeof (float) - 1) / (int) sizeof (float);

  return is_all_active (snapshot)
         || for_each_band (&snapshot->region, (int[]) { n_floats, n_floats, 1 },
                           snapshot->yield, restore_band, &restoring, error);
}

PixelStore *
active_components_apply (const DrawableSnapshot *snapshot, GError **error)
{
  g_autoptr (PixelStore) pixels = NULL;

  if (is_all_active (snapshot))
    return pixel_store_ref (snapshot->smoothed);
  pixels = pixel_store_new (snapshot->pool, &snapshot->region, snapshot->format,
                            error);
  return pixels != NULL
             && pixel_store_copy (snapshot->smoothed, pixels, &snapshot->region,
                                  error)
             && active_components_restore (snapshot, pixels, error)
           ? g_steal_pointer (&pixels)
           : NULL;
}
