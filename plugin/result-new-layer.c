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
  const DrawableJob *job = result->job;
  g_autoptr (PixelStore) pixels = active_components_apply (job, error);

  if (pixels == NULL)
    return FALSE;
  result->layer = layer_copy_new (job, _ ("Smoothed %s"), error);
  return result->layer != NULL
         && result_item_fill (job, GIMP_DRAWABLE (result->layer), pixels,
                              &job->region, error)
         && selection_mask_add (job, result->layer, error);
}

const ResultMethods result_new_layer = {
  .prepare = prepare,
  .apply = result_item_apply_layer,
  .revert = result_item_revert_layer,
};
