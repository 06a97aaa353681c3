/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "selection-mask.h"

#include "results.h"
#include "selection.h"

/* Fills a mask with what the selection lets through of another one. */
static gboolean
select_mask (const DrawableJob *job,
             GimpDrawable *from,
             GimpDrawable *into,
             GError **error)
{
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (from);
  const Transfer transfer = { .drawable = from, .buffer = buffer };
  g_autoptr (PixelStore) before =
    transfer_snapshot (&transfer, &job->region, job->pool, error);
  /* zeros */
  g_autoptr (PixelStore) after =
    before ? pixel_store_new (job->pool, &job->whole,
                              pixel_store_get_format (before), error)
           : NULL;

  return before && after
         && pixel_store_copy (before, after, &job->region, error)
         && selection_mix (job, babl_format ("Y float"), NULL, after, error)
         && result_fill (job, into, after, &job->whole, error);
}

/* Puts the selection into a mask that is switched off, and switches it on. */
static gboolean
replace_mask (const DrawableJob *job,
              GimpLayer *layer,
              GimpLayerMask *mask,
              GError **error)
{
  GimpLayerMask *white = gimp_layer_create_mask (layer, GIMP_ADD_MASK_WHITE);
  gboolean is_done;

  if (!white)
    return result_refused (error);

  is_done =
    select_mask (job, GIMP_DRAWABLE (white), GIMP_DRAWABLE (mask), error);
  gimp_item_delete (GIMP_ITEM (white));

  return is_done
         && ((gimp_layer_set_apply_mask (layer, TRUE)
              && gimp_layer_get_apply_mask (layer))
             || result_refused (error));
}

static gboolean
add_selection_mask (GimpLayer *layer, GError **error)
{
  GimpLayerMask *mask = gimp_layer_create_mask (layer, GIMP_ADD_MASK_SELECTION);

  return (mask && gimp_layer_add_mask (layer, mask)
          && gimp_layer_set_edit_mask (layer, FALSE))
         || result_refused (error);
}

gboolean
selection_mask_add (const DrawableJob *job, GimpLayer *layer, GError **error)
{
  GimpLayerMask *mask = gimp_layer_get_mask (layer);

  if (!job->selection)
    return TRUE;

  if (mask && !gimp_layer_set_show_mask (layer, FALSE))
    return result_refused (error);

  if (!mask)
    return add_selection_mask (layer, error);

  return gimp_layer_get_apply_mask (layer)
           ? select_mask (job, GIMP_DRAWABLE (mask), GIMP_DRAWABLE (mask),
                          error)
           : replace_mask (job, layer, mask, error);
}
