/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result "edge-map": the edge map as a layer above the drawable. */
#include "result-methods.h"

#include "common-errors.h"
#include "i18n.h"
#include "result-items.h"
#include "selection-mask.h"

static gboolean
prepare (Result *result, GError **error)
{
  const DrawableSnapshot *snapshot = result->snapshot;
  GimpImageType type = gimp_drawable_is_gray (snapshot->drawable)
                         ? GIMP_GRAY_IMAGE
                         : GIMP_RGB_IMAGE;

  result->layer = result_item_new_layer (snapshot, _ ("Edges of %s"), type,
                                         GIMP_LAYER_MODE_NORMAL);
  if (result->layer == NULL)
    return common_error_refuse (error);
  return result_item_fill (snapshot, GIMP_DRAWABLE (result->layer),
                           snapshot->edges, &snapshot->region, error)
         && selection_mask_add (snapshot, result->layer, error);
}

const ResultMethods result_edge_layer = {
  .prepare = prepare,
  .apply = result_item_apply_layer,
  .revert = result_item_revert_layer,
};
