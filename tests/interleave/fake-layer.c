/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libgimp's functions that make layers, groups, masks and channels. */
#include "fake-gimp.h"

#include <string.h>

/* Returns a new item that is not in the image yet; its pixels are zeros. */
static FakeItem *
item_new (
  FakeKind kind, const char *name, int width, int height, gboolean alpha)
{
  FakeItem *item = fake_item_new (kind, width, height);

  item->id = fake_gimp->next_id++;
  item->name = g_strdup (name);
  item->format = fake_format (fake_gimp->image, kind, alpha);
  fake_item_set_pixels (item, g_malloc0 (fake_item_size (item)));
  g_ptr_array_add (fake_gimp->image->items, item);
  return item;
}

GimpLayer *
gimp_layer_new (GimpImage *image,
                const gchar *name,
                gint width,
                gint height,
                GimpImageType type,
                gdouble opacity,
                GimpLayerMode mode)
{
  gboolean is_grey = type == GIMP_GRAY_IMAGE || type == GIMP_GRAYA_IMAGE;
  FakeItem *item;

  (void) image;
  if (!fake_call () || !fake_gimp->image->is_open || width <= 0 || height <= 0
      || is_grey != (fake_gimp->image->base_type == GIMP_GRAY))
    return NULL;
  item = item_new (FAKE_LAYER, name, width, height,
                   type == GIMP_RGBA_IMAGE || type == GIMP_GRAYA_IMAGE);
  item->opacity = opacity;
  item->mode = mode;
  return fake_object (item);
}

GimpGroupLayer *
gimp_group_layer_new (GimpImage *image, const gchar *name)
{
  (void) image;
  return fake_call () && fake_gimp->image->is_open
           ? fake_object (item_new (FAKE_GROUP, name, 1, 1, TRUE))
           : NULL;
}

GimpChannel *
gimp_channel_new (GimpImage *image,
                  const gchar *name,
                  gint width,
                  gint height,
                  gdouble opacity,
                  GeglColor *color)
{
  FakeItem *item;

  (void) image;
  (void) color;
  if (!fake_call () || !fake_gimp->image->is_open || width <= 0 || height <= 0)
    return NULL;
  item = item_new (FAKE_CHANNEL, name, width, height, FALSE);
  item->opacity = opacity;
  return fake_object (item);
}

GimpLayer *
gimp_layer_new_from_drawable (GimpDrawable *drawable, GimpImage *image)
{
  const FakeItem *from = fake_get (drawable);
  const FakeItem *from_mask;
  FakeItem *item, *mask;

  (void) image;
  if (from == NULL || from->kind == FAKE_GROUP)
    return NULL;

  from_mask = fake_image_find (fake_gimp->image, from->mask);
  item = item_new (FAKE_LAYER, from->name, from->width, from->height,
                   babl_format_has_alpha (from->format));
  fake_item_set_pixels (item, g_memdup2 (g_bytes_get_data (from->pixels, NULL),
                                         fake_item_size (from)));
  item->x = from->x, item->y = from->y;
  item->mode = from->mode, item->opacity = from->opacity;
  item->blend_space = from->blend_space;
  item->composite_space = from->composite_space;
  item->composite_mode = from->composite_mode;
  item->is_visible = from->is_visible;
  item->locks_alpha = from->locks_alpha;
  if (from_mask != NULL)
    {
      mask = item_new (FAKE_MASK, "mask", from->width, from->height, FALSE);
      mask->x = from->x, mask->y = from->y;
      fake_item_set_pixels (
        mask, g_memdup2 (g_bytes_get_data (from_mask->pixels, NULL),
                         fake_item_size (from_mask)));
      item->mask = mask->id;
      item->applies_mask = from->applies_mask;
    }
  return fake_object (item);
}

gboolean
gimp_layer_set_offsets (GimpLayer *layer, gint x, gint y)
{
  FakeItem *item = fake_get (layer);

  if (item == NULL)
    return FALSE;
  item->x = x;
  item->y = y;
  return TRUE;
}

GimpLayerMask *
gimp_layer_get_mask (GimpLayer *layer)
{
  const FakeItem *item = fake_get (layer);

  return item != NULL
           ? fake_object (fake_image_find (fake_gimp->image, item->mask))
           : NULL;
}

GimpLayer *
gimp_layer_from_mask (GimpLayerMask *mask)
{
  const FakeItem *item = fake_get (mask);
  GPtrArray *items = fake_gimp->image->items;

  for (guint i = 0; item && i < items->len; i++)
    if (((FakeItem *) items->pdata[i])->mask == item->id)
      return fake_object (items->pdata[i]);
  return NULL;
}

/* Returns the pixels for a new mask: the selection's values if of_selection,
 * otherwise white. Free with g_free. */
static guint8 *
mask_pixels (const FakeItem *mask, gboolean of_selection)
{
  gsize size = fake_item_size (mask);
  guint8 *bytes = g_malloc (size);
  g_autoptr (GeglBuffer) from = NULL;
  GeglRectangle bounds;

  if (!of_selection || !fake_selection_bounds (fake_gimp->image, &bounds))
    {
      const float one = 1;

      for (gsize i = 0; i < size; i += sizeof one)
        if (babl_format_get_bytes_per_pixel (mask->format) == 1)
          memset (bytes + i, 0xff, MIN (sizeof one, size - i));
        else
          memcpy (bytes + i, &one, sizeof one);
      return bytes;
    }
  from = gimp_drawable_get_buffer (
    GIMP_DRAWABLE (gimp_image_get_selection (fake_image_object ())));
  gegl_buffer_get (
    from, GEGL_RECTANGLE (mask->x, mask->y, mask->width, mask->height), 1.0,
    mask->format, bytes, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  return bytes;
}

GimpLayerMask *
gimp_layer_create_mask (GimpLayer *layer, GimpAddMaskType type)
{
  const FakeItem *item = fake_get (layer);
  FakeItem *mask;
  gboolean is_quiet = fake_gimp->is_quiet;

  if (item == NULL)
    return NULL;

  fake_gimp->is_quiet = TRUE;
  mask = item_new (FAKE_MASK, "mask", item->width, item->height, FALSE);
  mask->x = item->x, mask->y = item->y;
  fake_item_set_pixels (mask,
                        mask_pixels (mask, type == GIMP_ADD_MASK_SELECTION));
  fake_gimp->is_quiet = is_quiet;
  return fake_object (mask);
}

gboolean
gimp_layer_add_mask (GimpLayer *layer, GimpLayerMask *mask)
{
  FakeItem *item = fake_get (layer);
  FakeItem *found = fake_get (mask);

  if (item == NULL || found == NULL || item->mask
      || (item->kind == FAKE_LAYER
          && (item->width != found->width || item->height != found->height)))
    return FALSE;
  if (item->is_attached)
    fake_push_undo (fake_gimp);
  item->mask = found->id;
  found->is_attached = item->is_attached;
  return TRUE;
}

gboolean
gimp_layer_remove_mask (GimpLayer *layer, GimpMaskApplyMode mode)
{
  FakeItem *item = fake_get (layer);

  (void) mode;
  if (item == NULL || !item->mask)
    return FALSE;
  if (item->is_attached)
    fake_push_undo (fake_gimp);
  g_ptr_array_remove (fake_gimp->image->items,
                      fake_image_find (fake_gimp->image, item->mask));
  item->mask = 0;
  return TRUE;
}

#define DEFINE_PROPERTY(Type, name, field)                                     \
  Type gimp_layer_get_##name (GimpLayer *layer)                                \
  {                                                                            \
    const FakeItem *item = fake_get (layer);                                   \
                                                                               \
    return item != NULL ? (Type) item->field : (Type) 0;                       \
  }                                                                            \
  gboolean gimp_layer_set_##name (GimpLayer *layer, Type value)                \
  {                                                                            \
    FakeItem *item = fake_get (layer);                                         \
                                                                               \
    if (item != NULL)                                                          \
      item->field = value;                                                     \
    return item != NULL;                                                       \
  }
DEFINE_PROPERTY (gboolean, apply_mask, applies_mask)
DEFINE_PROPERTY (gboolean, edit_mask, edits_mask)
DEFINE_PROPERTY (gboolean, show_mask, shows_mask)
DEFINE_PROPERTY (gboolean, lock_alpha, locks_alpha)
DEFINE_PROPERTY (GimpLayerMode, mode, mode)
DEFINE_PROPERTY (GimpLayerColorSpace, blend_space, blend_space)
DEFINE_PROPERTY (GimpLayerColorSpace, composite_space, composite_space)
DEFINE_PROPERTY (GimpLayerCompositeMode, composite_mode, composite_mode)
DEFINE_PROPERTY (gdouble, opacity, opacity)
