/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result "new-layer": a smoothed copy of the layer, above the layer. */
#include "result-methods.h"

#include "active-components.h"
#include "i18n.h"
#include "layer-copy.h"
#include "result-items.h"
#include "selection-mask.h"

static gboolean
prepare (Result *result, GError **error)
{
  const DrawableSnapshot *snapshot = result->snapshot;
  g_autoptr (PixelStore) pixels = active_components_apply (snapshot, error);

  if (pixels == NULL)
    return FALSE;
  result->layer = layer_copy_new (snapshot, _ ("Smoothed %s"), error);
  return result->layer != NULL
         && result_item_fill (snapshot, GIMP_DRAWABLE (result->layer), pixels,
                              &snapshot->region, error)
         && selection_mask_add (snapshot, result->layer, error);
}

const ResultMethods result_new_layer = {
  .prepare = prepare,
  .apply = result_item_apply_layer,
  .revert = result_item_revert_layer,
};
