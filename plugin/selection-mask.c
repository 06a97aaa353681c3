/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "selection-mask.h"

#include "common-errors.h"
#include "result-items.h"
#include "selection-mix.h"

/* Multiplies the values of the mask from by those of the selection, and writes
 * the products into the mask into. */
static gboolean
select_mask (const DrawableSnapshot *snapshot,
             GimpDrawable *from,
             GimpDrawable *into,
             GError **error)
{
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (from);
  const BufferTransfer transfer = { .drawable = from, .buffer = buffer };
  g_autoptr (PixelStore) before = buffer_transfer_snapshot (
    &transfer, &snapshot->region, snapshot->pool, error);
  g_autoptr (PixelStore) after =
    before != NULL ? pixel_store_new (snapshot->pool, &snapshot->whole,
                                      pixel_store_get_format (before), error)
                   : NULL;
  return before != NULL && after != NULL
         && pixel_store_copy (before, after, &snapshot->region, error)
         && selection_mix (snapshot, babl_format ("Y float"), NULL, after,
                           error)
         && result_item_fill (snapshot, into, after, &snapshot->whole, error);
}

/* Fills a mask that is not applied with the selection, and applies it. */
static gboolean
replace_mask (const DrawableSnapshot *snapshot,
              GimpLayer *layer,
              GimpLayerMask *mask,
              GError **error)
{
  GimpLayerMask *white = gimp_layer_create_mask (layer, GIMP_ADD_MASK_WHITE);
  gboolean is_done;

  if (white == NULL)
    return common_error_refuse (error);
  is_done =
    select_mask (snapshot, GIMP_DRAWABLE (white), GIMP_DRAWABLE (mask), error);
  gimp_item_delete (GIMP_ITEM (white));
  return is_done
         && ((gimp_layer_set_apply_mask (layer, TRUE)
              && gimp_layer_get_apply_mask (layer))
             || common_error_refuse (error));
}

/* Gives layer a mask that holds the selection. Returns FALSE if GIMP
 * refuses. */
static gboolean
add_selection_mask (GimpLayer *layer)
{
  GimpLayerMask *mask = gimp_layer_create_mask (layer, GIMP_ADD_MASK_SELECTION);

  return mask != NULL && gimp_layer_add_mask (layer, mask)
         && gimp_layer_set_edit_mask (layer, FALSE);
}

gboolean
selection_mask_add (const DrawableSnapshot *snapshot,
                    GimpLayer *layer,
                    GError **error)
{
  GimpLayerMask *mask = gimp_layer_get_mask (layer);

  if (snapshot->selection == NULL)
    return TRUE;
  if (mask == NULL)
    return add_selection_mask (layer) || common_error_refuse (error);
  if (!gimp_layer_set_show_mask (layer, FALSE))
    return common_error_refuse (error);
  return gimp_layer_get_apply_mask (layer)
           ? select_mask (snapshot, GIMP_DRAWABLE (mask), GIMP_DRAWABLE (mask),
                          error)
           : replace_mask (snapshot, layer, mask, error);
}
