/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result "separate": a group of layers that looks as the layer did. The
 * image's layers then are, from top to bottom,
 *
 *    group      with the layer's mode, opacity and mask; it holds
 *      detail     one detail layer or several, which detail-layer.c makes, the
 *                 finest detail below, the coarsest above
 *      smoothed   the smoothed layer, in mode normal
 *    layer      the layer itself, unchanged but hidden
 *
 * The group is not pass-through, so GIMP blends the detail layers with nothing
 * but the smoothed layer.
 */
#include "result-methods.h"

#include "active-components.h"
#include "common-errors.h"
#include "detail-layer.h"
#include "float-format.h"
#include "i18n.h"
#include "layer-copy.h"
#include "result-items.h"
#include "selection-mix.h"

/* Returns the pixels of the smoothed layer, or of one of its further stages
 * (smooth/engine.h), for the whole drawable. computed: what the engine has
 * computed for the snapshot's region; there the pixels are mixed by the
 * selection. Around it they are the drawable's pixels from before. Transfer
 * full; NULL with error after a failure. */
static PixelStore *
mix_stage (const DrawableSnapshot *snapshot,
           const PixelStore *computed,
           GError **error)
{
  g_autoptr (PixelStore) mixed =
    pixel_store_new (snapshot->pool, &snapshot->whole, snapshot->format, error);
  const Babl *linear =
    float_format_get (snapshot->format, ENCODING_LINEAR,
                      babl_format_has_alpha (snapshot->format));
  return mixed != NULL
             && pixel_store_copy (snapshot->before, mixed, &snapshot->whole,
                                  error)
             && pixel_store_copy (computed, mixed, &snapshot->region, error)
             && (snapshot->selection == NULL
                 || selection_mix (snapshot, linear, snapshot->before, mixed,
                                   error))
             && active_components_restore (snapshot, mixed, error)
           ? g_steal_pointer (&mixed)
           : NULL;
}

static gboolean
prepare_smoothed (Result *result, PixelStore *smoothed, GError **error)
{
  const DrawableSnapshot *snapshot = result->snapshot;

  result->layer = result_item_new_layer (
    snapshot, _ ("Smoothed %s"), gimp_drawable_type (snapshot->drawable),
    GIMP_LAYER_MODE_NORMAL);
  if (result->layer == NULL)
    return common_error_refuse (error);
  return result_item_fill (snapshot, GIMP_DRAWABLE (result->layer), smoothed,
                           &snapshot->whole, error);
}

/* Makes the detail layers. What the group shows when number i of them lies on
 * top is stage i + 1, and with the last one the drawable from before. */
static gboolean
prepare_details (Result *result, PixelStore *smoothed, GError **error)
{
  const DrawableSnapshot *snapshot = result->snapshot;
  PixelStore *shown[SMOOTH_MAX_DETAILS] = { NULL };
  const int n = snapshot->n_details;
  gboolean is_done = TRUE;

  for (int i = 0; i < n - 1 && is_done; i++)
    {
      shown[i] = mix_stage (snapshot, snapshot->stages[i + 1], error);
      is_done = shown[i] != NULL;
    }
  shown[n - 1] = pixel_store_ref (snapshot->before);
  is_done = is_done
            && detail_layers_new (snapshot, smoothed, shown, result->details,
                                  &result->n_unheld, error);
  for (int i = 0; i < n; i++)
    pixel_store_unref (shown[i]);
  return is_done;
}

/* Makes the group. Returns FALSE if GIMP refuses. */
static gboolean
prepare_group (Result *result)
{
  GimpLayer *layer = GIMP_LAYER (result->snapshot->drawable);
  g_autofree char *name =
    result_item_name (result->snapshot, _ ("Separated %s"));

  result->group = GIMP_LAYER (
    gimp_group_layer_new (gimp_item_get_image (GIMP_ITEM (layer)), name));
  return result->group != NULL && layer_copy_appearance (layer, result->group);
}

/* Copies the layer's mask. The copy cannot be given to the group yet: a group
 * has no size as long as no layer is in it. */
static gboolean
prepare_mask (Result *result, GError **error)
{
  const DrawableSnapshot *snapshot = result->snapshot;

  if (gimp_layer_get_mask (GIMP_LAYER (snapshot->drawable)) == NULL)
    return TRUE;
  result->group_mask = layer_copy_mask (snapshot, error);
  return result->group_mask != NULL;
}

static gboolean
prepare (Result *result, GError **error)
{
  g_autoptr (PixelStore) smoothed =
    mix_stage (result->snapshot, result->snapshot->smoothed, error);
  return smoothed != NULL && prepare_smoothed (result, smoothed, error)
         && prepare_details (result, smoothed, error)
         && (prepare_group (result) || common_error_refuse (error))
         && prepare_mask (result, error);
}

/* Hides item. Returns FALSE if GIMP refuses; GIMP's own function returns TRUE
 * for a layer whose visibility is locked, and goes on showing it. */
static gboolean
hide (GimpItem *item)
{
  return gimp_item_set_visible (item, FALSE) && !gimp_item_get_visible (item);
}

/* Inserts the smoothed layer into the group, and the detail layers above it. */
static gboolean
fill_group (Result *result, GimpImage *image)
{
  gboolean is_done =
    gimp_image_insert_layer (image, result->layer, result->group, 0);

  for (int i = 0; i < result->snapshot->n_details && is_done; i++)
    is_done =
      gimp_image_insert_layer (image, result->details[i], result->group, 0);
  return is_done;
}

static gboolean
apply (Result *result)
{
  GimpLayer *layer = GIMP_LAYER (result->snapshot->drawable);
  GimpImage *image = gimp_item_get_image (GIMP_ITEM (layer));

  return result_item_insert_above (result->snapshot, result->group)
         && fill_group (result, image)
         && (result->group_mask == NULL
             || (gimp_layer_add_mask (result->group, result->group_mask)
                 && layer_copy_mask_flags (layer, result->group)))
         && hide (GIMP_ITEM (layer));
}

static void
revert (Result *result)
{
  GimpItem *layer = GIMP_ITEM (result->snapshot->drawable);
  GimpImage *image = gimp_item_get_image (layer);

  gimp_item_set_visible (layer, result->snapshot->traits.is_visible);
  if (gimp_image_get_item_position (image, GIMP_ITEM (result->group)) >= 0)
    gimp_image_remove_layer (image, result->group);
}

const ResultMethods result_separate = {
  .prepare = prepare,
  .apply = apply,
  .revert = revert,
};
