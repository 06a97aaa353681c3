/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks, one function each, in the order in which a person would want to
 * hear about them.
 */
#include "checks.h"

#include "components.h"
#include "i18n.h"

/* Sets error to format, in which %s is item's name. Returns FALSE. */
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

/* Whether item, the layer whose mask it is, or a group around it is locked:
 * GIMP refuses to merge into any of them. */
static gboolean
is_locked (GimpItem *item)
{
  if (GIMP_IS_LAYER_MASK (item) && !gimp_item_get_lock_content (item))
    item = GIMP_ITEM (gimp_layer_from_mask (GIMP_LAYER_MASK (item)));

  for (; item; item = gimp_item_get_parent (item))
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

  if (gimp_image_get_floating_sel (image))
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

  if (gimp_item_is_group (item))
    return refuse (item,
                   _ ("'%s' is a layer group. Choose the layers inside it "
                      "instead."),
                   error);

  if (is_locked (item))
    return refuse (item,
                   _ ("The pixels of '%s' are locked. Unlock them "
                      "first."),
                   error);

  return TRUE;
}

gboolean
checks_drawables (GimpImage *image, GimpDrawable **drawables, GError **error)
{
  SmoothRect region;

  if (!drawables || !drawables[0])
    return refuse_image (_ ("No layer is chosen. Choose at least one."), error);

  if (!check_image (image, error))
    return FALSE;

  for (int i = 0; drawables[i]; i++)
    {
      if (!check_drawable (image, GIMP_ITEM (drawables[i]), error)
          || !checks_region (drawables[i], &region, error))
        return FALSE;

      for (int k = 0; k < i; k++)
        if (drawables[k] == drawables[i])
          return refuse (GIMP_ITEM (drawables[i]), _ ("'%s' is given twice."),
                         error);
    }

  return TRUE;
}

gboolean
checks_has_filters (GimpDrawable *drawable)
{
  g_autofree GimpDrawableFilter **filters =
    gimp_drawable_get_filters (drawable);

  for (int i = 0; filters && filters[i]; i++)
    if (gimp_drawable_filter_get_visible (filters[i]))
      return TRUE;

  return FALSE;
}

/* GIMP hides no layer whose visibility is locked, and tells nobody. */
static gboolean
check_separable (GimpDrawable *drawable, GError **error)
{
  GimpItem *item = GIMP_ITEM (drawable);

  /* a detail layer makes up for the pixels below it, not for what filters
   * make of them */
  if (checks_has_filters (drawable))
    return refuse (item,
                   _ ("'%s' carries filters, which its structure and "
                      "detail cannot share. Merge them first."),
                   error);

  if (gimp_item_get_visible (item) && gimp_item_get_lock_visibility (item))
    return refuse (item,
                   _ ("The visibility of '%s' is locked, but it has to be "
                      "hidden when it is separated. Unlock it first."),
                   error);

  return TRUE;
}

/* A smoothed layer of which nothing may change would be no result. */
static gboolean
check_components (GimpDrawable *drawable, GError **error)
{
  int n_components;

  if (!GIMP_IS_LAYER (drawable)
      || components_count_active (drawable, &n_components) > 0)
    return TRUE;

  return refuse (GIMP_ITEM (drawable),
                 _ ("Nothing of '%s' may change: all colours are switched off "
                    "in the Channels dialog. Switch one on first."),
                 error);
}

static gboolean
check_result (GimpDrawable *drawable, ResultKind result, GError **error)
{
  if (result != RESULT_REPLACE && !GIMP_IS_LAYER (drawable))
    return refuse (GIMP_ITEM (drawable),
                   _ ("'%s' is not a layer: its result can only replace "
                      "it."),
                   error);

  if (result == RESULT_SEPARATE && !check_separable (drawable, error))
    return FALSE;

  return result_kind_is_edge_map (result) || check_components (drawable, error);
}

gboolean
checks_result (GimpDrawable **drawables, ResultKind result, GError **error)
{
  for (int i = 0; drawables[i]; i++)
    if (!check_result (drawables[i], result, error))
      return FALSE;

  return TRUE;
}

gboolean
checks_region (GimpDrawable *drawable, SmoothRect *region, GError **error)
{
  if (gimp_drawable_mask_intersect (drawable, &region->x, &region->y,
                                    &region->width, &region->height))
    return TRUE;

  return refuse (GIMP_ITEM (drawable), _ ("The selection lies outside '%s'."),
                 error);
}
