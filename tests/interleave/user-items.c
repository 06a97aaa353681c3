/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "user-items.h"

#include <string.h>

#include "user-pixels.h"

static void
resize (FakeItem *item, int width, int height)
{
  gsize size = (gsize) babl_format_get_bytes_per_pixel (item->format);
  const guint8 *old = g_bytes_get_data (item->pixels, NULL);
  guint8 *pixels = g_malloc0 ((gsize) width * height * size);

  for (int y = 0; y < MIN (height, item->height); y++)
    memcpy (pixels + (gsize) y * width * size,
            old + (gsize) y * item->width * size,
            MIN (width, item->width) * size);
  item->width = width;
  item->height = height;
  fake_item_set_pixels (item, pixels);
}

void
user_add_mask (FakeGimp *gimp, FakeItem *item, GRand *rand)
{
  FakeItem *mask;

  if (item->mask || item->kind != FAKE_LAYER)
    return;
  mask = fake_item_new (FAKE_MASK, item->width, item->height);
  mask->id = 1000000 + (int) (g_rand_int (rand) % 1000000);
  mask->name = g_strdup ("user's mask");
  mask->is_attached = TRUE;
  mask->format = fake_format (gimp->image, FAKE_MASK, FALSE);
  mask->x = item->x, mask->y = item->y;
  user_fill_noise (mask, rand);
  item->mask = mask->id;
  item->applies_mask = TRUE;
  g_ptr_array_add (gimp->image->items, mask);
}

static void
delete_item (FakeImage *image, FakeItem *item)
{
  FakeItem *mask = fake_image_find (image, item->mask);

  for (guint i = 0; i < image->items->len; i++)
    if (((FakeItem *) image->items->pdata[i])->mask == item->id)
      ((FakeItem *) image->items->pdata[i])->mask = 0;
  if (image->selected == item->id)
    image->selected = 0;
  if (mask != NULL)
    g_ptr_array_remove (image->items, mask);
  g_ptr_array_remove (image->items, item);
}

static void
move (FakeImage *image, FakeItem *item, GRand *rand)
{
  FakeItem *mask = fake_image_find (image, item->mask);

  if (item->locks_position || item->kind != FAKE_LAYER)
    return;
  item->x += g_rand_int_range (rand, -3, 4);
  item->y += g_rand_int_range (rand, -3, 4);
  if (mask != NULL)
    mask->x = item->x, mask->y = item->y;
}

static void
resize_with_mask (FakeImage *image, FakeItem *item, GRand *rand)
{
  FakeItem *mask = fake_image_find (image, item->mask);
  int width = g_rand_int_range (rand, 8, 70);
  int height = g_rand_int_range (rand, 8, 50);

  if (item->kind != FAKE_LAYER)
    return;
  resize (item, width, height);
  if (mask != NULL)
    resize (mask, width, height);
}

/* Moves item to the top of the stack, or of its group if it is in one. */
static void
reorder (FakeImage *image, FakeItem *item)
{
  guint index = (guint) fake_image_index (image, item->id);

  if (item->kind == FAKE_MASK)
    return;
  g_ptr_array_steal_index (image->items, index);
  g_ptr_array_insert (image->items, 0, item);
}

static gboolean
is_locked (const FakeImage *image, const FakeItem *item)
{
  for (; item; item = fake_image_find (image, item->parent))
    if (item->locks_content)
      return TRUE;
  return FALSE;
}

/* Does one of the actions on an item's own locks, or on the lock of its
 * group. */
static void
toggle_lock (FakeImage *image, FakeItem *item, UserAction action)
{
  FakeItem *parent = fake_image_find (image, item->parent);

  switch (action)
    {
    case USER_LOCK_CONTENT:
      item->locks_content = !item->locks_content;
      break;
    case USER_LOCK_GROUP:
      if (parent != NULL)
        parent->locks_content = !parent->locks_content;
      break;
    case USER_LOCK_POSITION:
      item->locks_position = !item->locks_position;
      break;
    case USER_LOCK_VISIBILITY:
      item->locks_visibility = !item->locks_visibility;
      break;
    case USER_LOCK_ALPHA:
      item->locks_alpha = !item->locks_alpha;
      break;
    default:
      break;
    }
}

void
user_act_on_item (FakeGimp *gimp,
                  FakeItem *item,
                  UserAction action,
                  GRand *rand)
{
  FakeImage *image = gimp->image;
  FakeItem *mask = fake_image_find (image, item->mask);

  fake_push_undo (gimp);
  switch (action)
    {
    case USER_PAINT:
    case USER_PAINT_OTHER:
      if (!is_locked (image, item))
        user_paint_block (item, rand);
      break;
    case USER_DELETE:
      delete_item (image, item);
      break;
    case USER_RESIZE:
      resize_with_mask (image, item, rand);
      break;
    case USER_MOVE:
      move (image, item, rand);
      break;
    case USER_ADD_MASK:
      user_add_mask (gimp, item, rand);
      break;
    case USER_REMOVE_MASK:
      if (mask != NULL)
        delete_item (image, mask);
      break;
    case USER_TOGGLE_MASK:
      item->applies_mask = !item->applies_mask;
      break;
    case USER_PAINT_MASK:
      if (mask != NULL)
        user_paint_block (mask, rand);
      break;
    case USER_HIDE:
      if (!item->locks_visibility)
        item->is_visible = !item->is_visible;
      break;
    case USER_OPACITY:
      item->opacity = g_rand_int_range (rand, 1, 100);
      break;
    case USER_MODE:
      item->mode = item->mode == GIMP_LAYER_MODE_NORMAL
                     ? GIMP_LAYER_MODE_MULTIPLY
                     : GIMP_LAYER_MODE_NORMAL;
      break;
    case USER_RENAME:
      g_free (item->name);
      item->name = g_strdup_printf ("renamed %u", g_rand_int (rand) % 1000);
      break;
    case USER_REORDER:
      reorder (image, item);
      break;
    default:
      toggle_lock (image, item, action);
      break;
    }
}
