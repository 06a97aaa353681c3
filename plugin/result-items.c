/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "result-items.h"

char *
result_item_name (const DrawableSnapshot *snapshot, const char *name_format)
{
  g_autofree char *name = gimp_item_get_name (GIMP_ITEM (snapshot->drawable));
  g_auto (GStrv) parts = g_strsplit (name_format, "%s", 2);

  return g_strjoinv (name, parts);
}

GimpLayer *
result_item_new_layer (const DrawableSnapshot *snapshot,
                       const char *name_format,
                       GimpImageType type,
                       GimpLayerMode mode)
{
  g_autofree char *name = result_item_name (snapshot, name_format);
  GimpLayer *layer = gimp_layer_new (
    gimp_item_get_image (GIMP_ITEM (snapshot->drawable)), name,
    snapshot->whole.width, snapshot->whole.height, type, 100.0, mode);

  if (layer != NULL
      && !gimp_layer_set_offsets (layer, snapshot->offset_x,
                                  snapshot->offset_y))
    {
      gimp_item_delete (GIMP_ITEM (layer));
      return NULL;
    }
  return layer;
}

gboolean
result_item_fill (const DrawableSnapshot *snapshot,
                  GimpDrawable *item,
                  PixelStore *pixels,
                  const SmoothRect *rect,
                  GError **error)
{
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (item);
  const BufferTransfer transfer = { .drawable = item,
                                    .buffer = buffer,
                                    .store = pixels,
                                    .yield = snapshot->yield };
  return buffer_transfer_write (&transfer, rect, error);
}

gboolean
result_item_insert_above (const DrawableSnapshot *snapshot, GimpLayer *layer)
{
  GimpItem *below = GIMP_ITEM (snapshot->drawable);
  GimpImage *image = gimp_item_get_image (below);

  return gimp_image_insert_layer (image, layer,
                                  GIMP_LAYER (gimp_item_get_parent (below)),
                                  gimp_image_get_item_position (image, below));
}

gboolean
result_item_apply_layer (Result *result)
{
  return result_item_insert_above (result->snapshot, result->layer);
}

void
result_item_revert_layer (Result *result)
{
  GimpImage *image =
    gimp_item_get_image (GIMP_ITEM (result->snapshot->drawable));

  gimp_image_remove_layer (image, result->layer);
}
