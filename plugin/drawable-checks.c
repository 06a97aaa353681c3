/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawable-checks.h"

#include "active-components.h"
#include "detail-layer.h"
#include "filter-operation.h"
#include "i18n.h"
#include "newer-gimp.h"

/* Sets error to format, in which "%s" is replaced by the item's name. Returns
 * FALSE. */
static gboolean
refuse (GimpItem *item, const char *format, GError **error)
{
  g_autofree char *name = gimp_item_get_name (item);
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *text = g_strjoinv (name, parts);

  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED, text);
  return FALSE;
}

static gboolean
refuse_image (const char *text, GError **error)
{
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED, text);
  return FALSE;
}

/* Returns whether GIMP refuses to merge into item: because its pixels are
 * locked, or those of the layer whose mask it is, or those of a group around
 * it. */
static gboolean
is_locked (GimpItem *item)
{
  if (GIMP_IS_LAYER_MASK (item) && !gimp_item_get_lock_content (item))
    item = GIMP_ITEM (gimp_layer_from_mask (GIMP_LAYER_MASK (item)));

  for (; item != NULL; item = gimp_item_get_parent (item))
    if (gimp_item_get_lock_content (item))
      return TRUE;
  return FALSE;
}

static gboolean
check_image (GimpImage *image, GError **error)
{
  if (gimp_image_get_base_type (image) == GIMP_INDEXED)
    return refuse_image (_ ("The image has indexed colours. Convert it with "
                            "Image > Mode > RGB first."),
                         error);

  if (gimp_image_get_floating_sel (image) != NULL)
    return refuse_image (_ ("The image has a floating selection. Anchor it or "
                            "make it a layer first."),
                         error);
  return TRUE;
}

static gboolean
check_drawable (GimpImage *image, GimpItem *item, GError **error)
{
  if (gimp_item_get_image (item) != image)
    return refuse (item, _ ("'%s' belongs to another image."), error);

  if (GIMP_IS_SELECTION (item))
    return refuse_image (_ ("The selection itself cannot be smoothed. Save it "
                            "to a channel first."),
                         error);

  if (is_locked (item))
    return refuse (item,
                   _ ("The pixels of '%s' are locked. Unlock them "
                      "first."),
                   error);
  return TRUE;
}

gboolean
drawable_checks_all (GimpImage *image, GimpDrawable **drawables, GError **error)
{
  SmoothRect region;

  if (drawables == NULL || drawables[0] == NULL)
    return refuse_image (_ ("No layer is chosen. Choose at least one."), error);

  if (!check_image (image, error))
    return FALSE;

  for (int i = 0; drawables[i] != NULL; i++)
    {
      if (!check_drawable (image, GIMP_ITEM (drawables[i]), error)
          || !drawable_find_region (drawables[i], &region, error))
        return FALSE;

      for (int k = 0; k < i; k++)
        if (drawables[k] == drawables[i])
          return refuse (GIMP_ITEM (drawables[i]), _ ("'%s' is given twice."),
                         error);
    }
  return TRUE;
}

gboolean
drawable_has_visible_filters (GimpDrawable *drawable)
{
  g_autofree GimpDrawableFilter **filters =
    gimp_drawable_get_filters (drawable);

  for (int i = 0; filters != NULL && filters[i] != NULL; i++)
    if (gimp_drawable_filter_get_visible (filters[i]))
      return TRUE;
  return FALSE;
}

/* Returns whether the layer can be separated into a smoothed layer and a detail
 * layer. */
static gboolean
check_separable (GimpDrawable *drawable, GError **error)
{
  GimpItem *item = GIMP_ITEM (drawable);

  /* Otherwise a second call, with the detail layer still selected, would put a
   * group into the group. */
  if (detail_layer_is (item))
    return refuse (item,
                   _ ("'%s' is a detail layer that this filter has made. "
                      "Choose the smoothed layer below it, or another "
                      "output."),
                   error);

  /* The detail layer is computed from the layer's own pixels, and would not fit
   * what the filters make of them. */
  if (drawable_has_visible_filters (drawable))
    return refuse (item,
                   _ ("'%s' carries filters, which its structure and "
                      "detail cannot share. Merge them first."),
                   error);

  /* The layer must be hidden afterwards, but GIMP's function that hides a layer
   * does nothing and returns TRUE if the visibility is locked. */
  if (gimp_item_get_visible (item) && gimp_item_get_lock_visibility (item))
    return refuse (item,
                   _ ("The visibility of '%s' is locked, but it has to be "
                      "hidden when it is separated. Unlock it first."),
                   error);
  return TRUE;
}

/* Returns whether any colour component of a layer is active. If none is,
 * smoothing would not change the layer. */
static gboolean
check_components (GimpDrawable *drawable, GError **error)
{
  int n_components;

  if (!GIMP_IS_LAYER (drawable)
      || active_components_count (drawable, &n_components) > 0)
    return TRUE;
  return refuse (GIMP_ITEM (drawable),
                 _ ("Nothing of '%s' may change: all colours are switched off "
                    "in the Channels dialog. Switch one on first."),
                 error);
}

/* Returns whether the result can be made of a group. GIMP 3.0 ignores the
 * filters of a group that passes its layers through. */
static gboolean
check_group (GimpDrawable *group, ResultKind kind, GError **error)
{
  if (kind != RESULT_FILTER)
    return refuse (GIMP_ITEM (group),
                   _ ("'%s' is a layer group. Choose the layers inside it "
                      "instead."),
                   error);

  if (gimp_layer_get_mode (GIMP_LAYER (group)) == GIMP_LAYER_MODE_PASS_THROUGH)
    return refuse (GIMP_ITEM (group),
                   _ ("'%s' is a group that passes its layers through, which "
                      "takes no filter. Set its mode to Normal first."),
                   error);
  return TRUE;
}

static gboolean
check_result (GimpDrawable *drawable, ResultKind kind, GError **error)
{
  if (gimp_item_is_group (GIMP_ITEM (drawable))
      && !check_group (drawable, kind, error))
    return FALSE;

  if (kind == RESULT_FILTER && !GIMP_IS_LAYER (drawable))
    return refuse (GIMP_ITEM (drawable),
                   _ ("'%s' is not a layer, and takes no filter. Choose "
                      "another output."),
                   error);

  if (kind == RESULT_REPLACE
      && newer_gimp_needs_rasterizing (GIMP_ITEM (drawable)))
    return refuse (GIMP_ITEM (drawable),
                   _ ("GIMP draws '%s' from a file or a path, so its pixels "
                      "cannot be replaced. Choose Layer > Rasterize first, or "
                      "another output."),
                   error);

  if (kind != RESULT_REPLACE && !GIMP_IS_LAYER (drawable))
    return refuse (GIMP_ITEM (drawable),
                   _ ("'%s' is not a layer: its result can only replace "
                      "it."),
                   error);

  if (kind == RESULT_SEPARATE && !check_separable (drawable, error))
    return FALSE;
  return result_kind_is_edge_map (kind) || check_components (drawable, error);
}

gboolean
drawable_checks_result (GimpDrawable **drawables,
                        ResultKind kind,
                        GError **error)
{
  for (int i = 0; drawables[i] != NULL; i++)
    if (!check_result (drawables[i], kind, error))
      return FALSE;
  return kind != RESULT_FILTER || filter_operation_check (drawables[0], error);
}

gboolean
drawable_find_region (GimpDrawable *drawable,
                      SmoothRect *region,
                      GError **error)
{
  if (gimp_drawable_mask_intersect (drawable, &region->x, &region->y,
                                    &region->width, &region->height))
    return TRUE;
  return refuse (GIMP_ITEM (drawable), _ ("The selection lies outside '%s'."),
                 error);
}
