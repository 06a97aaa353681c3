/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layer-copy.h"

#include "common-errors.h"
#include "result-items.h"

/* Returns whether the parasite called name holds the text, link or path that
 * GIMP draws a layer from. GIMP attaches it when it saves an image. A plain
 * layer with such a parasite would be a text layer when the image is loaded
 * again. */
static gboolean
is_source_parasite (const char *name)
{
  return g_str_has_prefix (name, "gimp-") && g_str_has_suffix (name, "-layer");
}

gboolean
layer_copy_appearance (GimpLayer *from, GimpLayer *to)
{
  GimpLayerMode mode = gimp_layer_get_mode (from);
  GimpLayerColorSpace blend = gimp_layer_get_blend_space (from);
  GimpLayerColorSpace composite = gimp_layer_get_composite_space (from);
  GimpLayerCompositeMode composite_mode = gimp_layer_get_composite_mode (from);
  double opacity = gimp_layer_get_opacity (from);
  gboolean is_visible = gimp_item_get_visible (GIMP_ITEM (from));

  return gimp_layer_set_mode (to, mode)
         && gimp_layer_set_blend_space (to, blend)
         && gimp_layer_set_composite_space (to, composite)
         && gimp_layer_set_composite_mode (to, composite_mode)
         && gimp_layer_set_opacity (to, opacity)
         && gimp_item_set_visible (GIMP_ITEM (to), is_visible)
         && gimp_layer_get_mode (to) == mode
         && gimp_layer_get_blend_space (to) == blend
         && gimp_layer_get_composite_space (to) == composite
         && gimp_layer_get_composite_mode (to) == composite_mode
         && gimp_layer_get_opacity (to) == opacity
         && gimp_item_get_visible (GIMP_ITEM (to)) == is_visible;
}

gboolean
layer_copy_mask_flags (GimpLayer *from, GimpLayer *to)
{
  gboolean applies = gimp_layer_get_apply_mask (from);
  gboolean edits = gimp_layer_get_edit_mask (from);
  gboolean shows = gimp_layer_get_show_mask (from);

  return gimp_layer_set_apply_mask (to, applies)
         && gimp_layer_set_edit_mask (to, edits)
         && gimp_layer_set_show_mask (to, shows)
         && gimp_layer_get_apply_mask (to) == applies
         && gimp_layer_get_edit_mask (to) == edits
         && gimp_layer_get_show_mask (to) == shows;
}

GimpLayerMask *
layer_copy_mask (const DrawableSnapshot *snapshot, GError **error)
{
  GimpLayer *layer = GIMP_LAYER (snapshot->drawable);
  GimpDrawable *from = GIMP_DRAWABLE (gimp_layer_get_mask (layer));
  GimpLayerMask *mask = gimp_layer_create_mask (layer, GIMP_ADD_MASK_WHITE);
  g_autoptr (GeglBuffer) buffer = NULL;
  g_autoptr (PixelStore) pixels = NULL;
  BufferTransfer transfer = { .drawable = from, .yield = snapshot->yield };

  if (from == NULL || mask == NULL)
    {
      common_error_refuse (error);
      return NULL;
    }
  transfer.buffer = buffer = gimp_drawable_get_buffer (from);
  pixels = buffer_transfer_snapshot (&transfer, &snapshot->whole,
                                     snapshot->pool, error);
  if (pixels != NULL
      && result_item_fill (snapshot, GIMP_DRAWABLE (mask), pixels,
                           &snapshot->whole, error))
    return mask;
  gimp_item_delete (GIMP_ITEM (mask));
  return NULL;
}

static gboolean
copy_locks (GimpLayer *from, GimpLayer *to)
{
  GimpItem *item = GIMP_ITEM (from);
  GimpItem *copy = GIMP_ITEM (to);
  gboolean alpha = gimp_layer_get_lock_alpha (from);
  gboolean position = gimp_item_get_lock_position (item);
  gboolean visibility = gimp_item_get_lock_visibility (item);

  return gimp_layer_set_lock_alpha (to, alpha)
         && gimp_item_set_lock_position (copy, position)
         && gimp_item_set_lock_visibility (copy, visibility)
         && gimp_layer_get_lock_alpha (to) == alpha
         && gimp_item_get_lock_position (copy) == position
         && gimp_item_get_lock_visibility (copy) == visibility;
}

static gboolean
copy_parasites (GimpItem *from, GimpItem *to)
{
  g_auto (GStrv) names = gimp_item_get_parasite_list (from);
  gboolean is_copied = TRUE;

  for (char **name = names; name != NULL && *name != NULL && is_copied; name++)
    if (!is_source_parasite (*name))
      {
        GimpParasite *parasite = gimp_item_get_parasite (from, *name);

        is_copied =
          parasite != NULL && gimp_item_attach_parasite (to, parasite);
        gimp_parasite_free (parasite);
      }
  return is_copied;
}

static void
copy_config (GObject *from, GObject *to)
{
  guint n;
  g_autofree GParamSpec **specs =
    g_object_class_list_properties (G_OBJECT_GET_CLASS (from), &n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_value_init (&value, specs[i]->value_type);
      g_object_get_property (from, specs[i]->name, &value);
      g_object_set_property (to, specs[i]->name, &value);
    }
}

static gboolean
copy_filter (GimpDrawableFilter *from, GimpLayer *to)
{
  g_autofree char *name = gimp_drawable_filter_get_name (from);
  g_autofree char *operation = gimp_drawable_filter_get_operation_name (from);
  GimpDrawableFilter *copy =
    gimp_drawable_filter_new (GIMP_DRAWABLE (to), operation, name);

  if (copy == NULL)
    return FALSE;

  copy_config (G_OBJECT (gimp_drawable_filter_get_config (from)),
               G_OBJECT (gimp_drawable_filter_get_config (copy)));
  gimp_drawable_filter_set_opacity (copy,
                                    gimp_drawable_filter_get_opacity (from));
  gimp_drawable_filter_set_blend_mode (
    copy, gimp_drawable_filter_get_blend_mode (from));
  gimp_drawable_append_filter (GIMP_DRAWABLE (to), copy);
  return gimp_drawable_filter_set_visible (
    copy, gimp_drawable_filter_get_visible (from));
}

/* Copies the layer's filters. GIMP lists them from the top downwards, and puts
 * a new one on top, so they are copied from the bottom upwards. */
static gboolean
copy_filters (GimpLayer *from, GimpLayer *to)
{
  g_autofree GimpDrawableFilter **filters =
    gimp_drawable_get_filters (GIMP_DRAWABLE (from));
  gboolean is_copied = TRUE;
  int n = 0;

  while (filters != NULL && filters[n] != NULL)
    n++;
  for (int i = n - 1; i >= 0 && is_copied; i--)
    is_copied = copy_filter (filters[i], to);
  return is_copied;
}

static gboolean
copy_mask (const DrawableSnapshot *snapshot, GimpLayer *to, GError **error)
{
  GimpLayer *from = GIMP_LAYER (snapshot->drawable);
  GimpLayerMask *mask;

  if (gimp_layer_get_mask (from) == NULL)
    return TRUE;
  mask = layer_copy_mask (snapshot, error);
  if (mask == NULL)
    return FALSE;
  return (gimp_layer_add_mask (to, mask) && layer_copy_mask_flags (from, to))
         || common_error_refuse (error);
}

/* Copies everything but pixels and mask. Returns FALSE if GIMP refuses. Locks
 * come last, since they would keep other properties from being set. */
static gboolean
copy_properties (GimpLayer *from, GimpLayer *to)
{
  GimpItem *from_item = GIMP_ITEM (from);
  GimpItem *to_item = GIMP_ITEM (to);

  return gimp_item_set_color_tag (to_item, gimp_item_get_color_tag (from_item))
         && copy_parasites (from_item, to_item) && copy_filters (from, to)
         && layer_copy_appearance (from, to) && copy_locks (from, to);
}

/* Returns a plain copy of a layer that GIMP draws from a text, link or path. */
static GimpLayer *
plain_copy_new (const DrawableSnapshot *snapshot,
                const char *name_format,
                GError **error)
{
  GimpLayer *layer = result_item_new_layer (
    snapshot, name_format, gimp_drawable_type (snapshot->drawable),
    GIMP_LAYER_MODE_NORMAL);

  if (layer == NULL)
    {
      common_error_refuse (error);
      return NULL;
    }
  if (result_item_fill (snapshot, GIMP_DRAWABLE (layer), snapshot->before,
                        &snapshot->whole, error)
      && copy_mask (snapshot, layer, error)
      && (copy_properties (GIMP_LAYER (snapshot->drawable), layer)
          || common_error_refuse (error)))
    return layer;
  gimp_item_delete (GIMP_ITEM (layer));
  return NULL;
}

GimpLayer *
layer_copy_new (const DrawableSnapshot *snapshot,
                const char *name_format,
                GError **error)
{
  g_autofree char *name = NULL;
  GimpLayer *layer;

  /* libgimp has a class for each kind of layer that GIMP draws from a text,
   * link or path; only a plain layer is of the class GimpLayer itself. A plain
   * layer is copied by GIMP, whose copy is the most complete: it also has the
   * masks and inputs of the layer's filters, which libgimp cannot read. */
  if (G_OBJECT_TYPE (snapshot->drawable) != GIMP_TYPE_LAYER)
    return plain_copy_new (snapshot, name_format, error);
  layer = gimp_layer_new_from_drawable (
    snapshot->drawable, gimp_item_get_image (GIMP_ITEM (snapshot->drawable)));
  name = result_item_name (snapshot, name_format);
  if (layer == NULL || !gimp_item_set_name (GIMP_ITEM (layer), name))
    {
      common_error_refuse (error);
      if (layer != NULL)
        gimp_item_delete (GIMP_ITEM (layer));
      return NULL;
    }
  return layer;
}
