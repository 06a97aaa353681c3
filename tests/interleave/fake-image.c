/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libgimp's functions about the image, its stack of items and undo groups, and
 * some others.
 */
#include "fake-gimp.h"

#include <libgimp/gimpui.h>

static FakeImage *
get_image (gpointer image)
{
  return fake_call () && image && fake_gimp->image->is_open ? fake_gimp->image
                                                            : NULL;
}

gboolean
gimp_image_is_valid (GimpImage *image)
{
  return get_image (image) != NULL;
}

gint
gimp_image_get_width (GimpImage *image)
{
  const FakeImage *fake = get_image (image);

  return fake != NULL ? fake->width : 0;
}

gint
gimp_image_get_height (GimpImage *image)
{
  const FakeImage *fake = get_image (image);

  return fake != NULL ? fake->height : 0;
}

GimpImageBaseType
gimp_image_get_base_type (GimpImage *image)
{
  const FakeImage *fake = get_image (image);

  return fake != NULL ? fake->base_type : GIMP_RGB;
}

GimpPrecision
gimp_image_get_precision (GimpImage *image)
{
  const FakeImage *fake = get_image (image);

  return fake != NULL ? fake->precision : 0;
}

gboolean
gimp_image_get_component_active (GimpImage *image, GimpChannelType component)
{
  const FakeImage *fake = get_image (image);

  if (fake == NULL)
    return FALSE;
  switch (component)
    {
    case GIMP_CHANNEL_GRAY:
      return fake->components[3];
    case GIMP_CHANNEL_ALPHA:
      return fake->components[4];
    default:
      return fake->components[component - GIMP_CHANNEL_RED];
    }
}

GimpLayer *
gimp_image_get_floating_sel (GimpImage *image)
{
  get_image (image);
  return NULL;
}

GimpSelection *
gimp_image_get_selection (GimpImage *image)
{
  const FakeImage *fake = get_image (image);

  for (guint i = 0; fake && i < fake->items->len; i++)
    if (((FakeItem *) fake->items->pdata[i])->kind == FAKE_SELECTION)
      return fake_object (fake->items->pdata[i]);
  return NULL;
}

gboolean
gimp_selection_is_empty (GimpImage *image)
{
  const FakeImage *fake = get_image (image);
  GeglRectangle bounds;

  return fake != NULL && !fake_selection_bounds (fake, &bounds);
}

gboolean
gimp_selection_bounds (
  GimpImage *image, gboolean *non_empty, gint *x1, gint *y1, gint *x2, gint *y2)
{
  const FakeImage *fake = get_image (image);
  GeglRectangle bounds = { 0 };

  *non_empty = fake && fake_selection_bounds (fake, &bounds);
  if (fake != NULL && !*non_empty)
    bounds = (GeglRectangle) { 0, 0, fake->width, fake->height };
  *x1 = bounds.x, *y1 = bounds.y;
  *x2 = bounds.x + bounds.width, *y2 = bounds.y + bounds.height;
  return fake != NULL;
}

/* Returns whether item is one of those among which an item of this kind has its
 * position: those in the group parent, either its channels or its layers and
 * groups. */
static gboolean
is_sibling (const FakeItem *item, FakeKind kind, int parent)
{
  gboolean is_channel = kind == FAKE_CHANNEL;

  return item->is_attached && item->parent == parent
         && (is_channel ? item->kind == FAKE_CHANNEL
                        : item->kind == FAKE_LAYER || item->kind == FAKE_GROUP);
}

gint
gimp_image_get_item_position (GimpImage *image, GimpItem *item)
{
  const FakeItem *found = fake_get (item);
  GPtrArray *items = fake_gimp->image->items;
  int position = 0;

  (void) image;
  if (found == NULL)
    return -1;
  for (guint i = 0; items->pdata[i] != found; i++)
    position += is_sibling (items->pdata[i], found->kind, found->parent);
  return position;
}

/* Appends a number to the item's name if another item has the same name, as
 * GIMP does. */
static void
make_name_unique (FakeItem *item)
{
  g_autofree char *base = g_strdup (item->name);
  GPtrArray *items = fake_gimp->image->items;
  int number = 0;

  for (guint i = 0; i < items->len; i++)
    {
      const FakeItem *other = items->pdata[i];

      if (other == item || !other->is_attached || other->kind == FAKE_MASK
          || g_strcmp0 (other->name, item->name) != 0)
        continue;
      g_free (item->name);
      item->name = g_strdup_printf ("%s #%d", base, ++number);
      i = (guint) -1;
    }
}

static gboolean
insert (FakeItem *item, int parent, int position)
{
  FakeGimp *gimp = fake_gimp;
  GPtrArray *items = gimp->image->items;
  FakeItem *mask;
  guint i = 0;

  if (item == NULL || item->is_attached)
    return FALSE;

  fake_push_undo (gimp);
  gimp->n_merges += parent < gimp->first_new_id;
  g_ptr_array_steal_index (items,
                           (guint) fake_image_index (gimp->image, item->id));
  for (; i < items->len; i++)
    if (is_sibling (items->pdata[i], item->kind, parent) && position-- == 0)
      break;
  g_ptr_array_insert (items, (int) i, item);
  make_name_unique (item);
  item->parent = parent;
  item->is_attached = TRUE;
  mask = fake_image_find (gimp->image, item->mask);
  if (mask != NULL)
    mask->is_attached = TRUE;
  gimp->image->selected = item->id;
  return TRUE;
}

gboolean
gimp_image_insert_layer (GimpImage *image,
                         GimpLayer *layer,
                         GimpLayer *parent,
                         gint position)
{
  const FakeItem *group = parent != NULL ? fake_get (parent) : NULL;

  if (!get_image (image)
      || (parent
          && (group == NULL || group->kind != FAKE_GROUP
              || group->locks_content)))
    return FALSE;
  return insert (fake_get (layer), group != NULL ? group->id : 0,
                 MAX (position, 0));
}

gboolean
gimp_image_insert_channel (GimpImage *image,
                           GimpChannel *channel,
                           GimpChannel *parent,
                           gint position)
{
  (void) parent;
  return get_image (image) && insert (fake_get (channel), 0, MAX (position, 0));
}

/* Removes an item, its mask, and, if it is a group, the items in it. */
static void
remove_item (FakeImage *fake, FakeItem *item)
{
  int id = item->id;
  FakeItem *mask = fake_image_find (fake, item->mask);

  if (mask != NULL)
    g_ptr_array_remove (fake->items, mask);
  g_ptr_array_remove (fake->items, item);
  for (guint i = fake->items->len; i-- > 0;)
    if (i < fake->items->len
        && ((FakeItem *) fake->items->pdata[i])->parent == id)
      remove_item (fake, fake->items->pdata[i]);
  if (fake->selected == id)
    fake->selected = 0;
}

gboolean
gimp_image_remove_layer (GimpImage *image, GimpLayer *layer)
{
  FakeImage *fake = get_image (image);
  FakeItem *item = fake_get (layer);

  if (fake == NULL || item == NULL || !item->is_attached)
    return FALSE;
  fake_push_undo (fake_gimp);
  remove_item (fake, item);
  return TRUE;
}

gboolean
gimp_image_remove_channel (GimpImage *image, GimpChannel *channel)
{
  return gimp_image_remove_layer (image, (GimpLayer *) channel);
}

/* Returns an array with the selected item, if that is a channel (is_channel) or
 * a layer (not is_channel). The array ends with NULL. */
static gpointer
get_selected (GimpImage *image, gboolean is_channel)
{
  const FakeImage *fake = get_image (image);
  FakeItem *item = fake != NULL ? fake_image_find (fake, fake->selected) : NULL;
  gpointer *items = g_new0 (gpointer, 2);

  if (item != NULL && (item->kind == FAKE_CHANNEL) == is_channel)
    items[0] = fake_object (item);
  return items;
}

static gboolean
set_selected (GimpImage *image, const gpointer *items)
{
  FakeImage *fake = get_image (image);
  FakeItem *item = items && items[0] ? fake_get (items[0]) : NULL;

  if (fake == NULL || (items && items[0] && item == NULL))
    return FALSE;
  fake->selected = item != NULL ? item->id : 0;
  return TRUE;
}

GimpLayer **
gimp_image_get_selected_layers (GimpImage *image)
{
  return get_selected (image, FALSE);
}

GimpChannel **
gimp_image_get_selected_channels (GimpImage *image)
{
  return get_selected (image, TRUE);
}

gboolean
gimp_image_set_selected_layers (GimpImage *image, const GimpLayer **layers)
{
  return set_selected (image, (const gpointer *) layers);
}

gboolean
gimp_image_set_selected_channels (GimpImage *image,
                                  const GimpChannel **channels)
{
  return set_selected (image, (const gpointer *) channels);
}

gboolean
gimp_image_undo_group_start (GimpImage *image)
{
  if (!get_image (image))
    return FALSE;
  fake_push_undo (fake_gimp);
  fake_gimp->group_depth++;
  return TRUE;
}

gboolean
gimp_image_undo_group_end (GimpImage *image)
{
  if (!get_image (image) || fake_gimp->group_depth == 0)
    return FALSE;
  fake_gimp->group_depth--;
  return TRUE;
}

gsize
gimp_core_object_array_get_length (GObject **array)
{
  gsize n = 0;

  while (array && array[n])
    n++;
  return n;
}

gboolean
gimp_progress_init (const gchar *message)
{
  (void) message;
  return fake_call ();
}

gboolean
gimp_progress_update (gdouble fraction)
{
  (void) fraction;
  return fake_call ();
}

gboolean
gimp_progress_end (void)
{
  return fake_call ();
}

gint
gimp_get_num_processors (void)
{
  return 1;
}

const gchar *
gimp_get_progname (void)
{
  return "/fake/structure-smooth";
}

gboolean
gimp_message (const gchar *message)
{
  (void) message;
  return TRUE;
}
