/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare.h"

#include <string.h>

static gboolean
has_same_pixels (const FakeItem *one, const FakeItem *other, int *n_different)
{
  const guint8 *a = g_bytes_get_data (one->pixels, NULL);
  const guint8 *b = g_bytes_get_data (other->pixels, NULL);
  gsize size = (gsize) babl_format_get_bytes_per_pixel (one->format);

  *n_different = 0;
  for (gsize i = 0; i < (gsize) one->width * one->height; i++)
    *n_different += memcmp (a + i * size, b + i * size, size) != 0;
  return *n_different == 0;
}

static gboolean
has_same_appearance (const FakeItem *one, const FakeItem *other)
{
  return one->is_visible == other->is_visible
         && one->locks_content == other->locks_content
         && one->locks_position == other->locks_position
         && one->locks_visibility == other->locks_visibility
         && one->locks_alpha == other->locks_alpha && one->mode == other->mode
         && one->blend_space == other->blend_space
         && one->composite_space == other->composite_space
         && one->composite_mode == other->composite_mode
         && one->opacity == other->opacity
         && (!one->mask
             || (one->applies_mask == other->applies_mask
                 && one->edits_mask == other->edits_mask
                 && one->shows_mask == other->shows_mask));
}

/* Returns what differs between two items, as a word; NULL: they differ in
 * pixels or name at most.
 */
static const char *
compare_items (const FakeImage *got,
               const FakeImage *wanted,
               const FakeItem *one,
               const FakeItem *other,
               int first_new_id)
{
  if (one->kind != other->kind)
    return "kind";
  if ((one->id < first_new_id || other->id < first_new_id)
      && one->id != other->id)
    return "order";
  if (fake_image_index (got, one->parent)
      != fake_image_index (wanted, other->parent))
    return "group";
  if (one->kind == FAKE_GROUP)
    return has_same_appearance (one, other) ? NULL : "properties";
  if (one->format != other->format)
    return "format";
  if (one->x != other->x || one->y != other->y || one->width != other->width
      || one->height != other->height)
    return "place";
  if ((one->mask == 0) != (other->mask == 0))
    return "mask";
  return has_same_appearance (one, other) ? NULL : "properties";
}

/* Returns the items that are in the image, without the masks. Free with
 * g_ptr_array_unref. */
static GPtrArray *
attached_items (const FakeImage *image)
{
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < image->items->len; i++)
    {
      FakeItem *item = image->items->pdata[i];

      /* Masks are left out here: they are compared together with their
       * layers. */
      if (item->is_attached && item->kind != FAKE_MASK)
        g_ptr_array_add (items, item);
    }
  return items;
}

static char *
item_difference (const FakeImage *got,
                 const FakeImage *wanted,
                 const FakeItem *one,
                 const FakeItem *other,
                 int first_new_id,
                 gboolean any_name)
{
  const char *what = compare_items (got, wanted, one, other, first_new_id);
  int n = 0;

  if (what == NULL && g_strcmp0 (one->name, other->name) != 0
      && !(any_name && one->id >= first_new_id))
    what = "name";
  if (what != NULL)
    return g_strdup_printf ("%s of '%s' (wanted '%s')", what, one->name,
                            other->name);
  if (one->kind != FAKE_GROUP && !has_same_pixels (one, other, &n))
    return g_strdup_printf ("%d pixels of '%s'", n, one->name);
  if (one->mask && one->kind != FAKE_CHANNEL)
    return item_difference (got, wanted, fake_image_find (got, one->mask),
                            fake_image_find (wanted, other->mask), first_new_id,
                            TRUE);
  return NULL;
}

char *
compare_images (const FakeImage *got,
                const FakeImage *wanted,
                int first_new_id,
                gboolean any_name)
{
  g_autoptr (GPtrArray) ones = attached_items (got);
  g_autoptr (GPtrArray) others = attached_items (wanted);

  if (got->is_open != wanted->is_open)
    return g_strdup ("the image is closed, or not");
  if (!got->is_open)
    return NULL;
  if (got->precision != wanted->precision || got->base_type != wanted->base_type
      || got->space != wanted->space)
    return g_strdup ("precision, base type or profile");
  if (memcmp (got->components, wanted->components, sizeof got->components) != 0)
    return g_strdup ("active components");
  if (ones->len != others->len)
    return g_strdup_printf ("%u items instead of %u", ones->len, others->len);
  for (guint i = 0; i < ones->len; i++)
    {
      char *what = item_difference (got, wanted, ones->pdata[i],
                                    others->pdata[i], first_new_id, any_name);

      if (what != NULL)
        return what;
    }
  if (got->selected != wanted->selected)
    return g_strdup ("the selected layer");
  return NULL;
}

static const guint8 *
pixel_of (const FakeImage *image, const FakeItem *like, gsize at)
{
  const FakeItem *item = fake_image_find (image, like->id);

  if (item == NULL || item->format != like->format || item->width != like->width
      || item->height != like->height)
    return NULL;
  return (const guint8 *) g_bytes_get_data (item->pixels, NULL)
         + at * babl_format_get_bytes_per_pixel (item->format);
}

static gboolean
is_within (const FakeImage *image, const FakeItem *like, int x, int y)
{
  const FakeItem *item = fake_image_find (image, like->id);
  GeglRectangle area;

  return item != NULL && fake_intersect (image, item, &area) && x >= area.x
         && y >= area.y && x < area.x + area.width && y < area.y + area.height;
}

/* Returns whether pixel (x, y) of item can be explained. states are the images
 * after the user's actions alone, as wanted (may be NULL), and at the start.
 * The pixel must equal that of one of them, or be smoothed. It counts as
 * smoothed if may_change is set, it is not zero, and it lies within the
 * selection of the user's image or of the start. */
static gboolean
is_harmless_pixel (const FakeImage *const states[3],
                   const FakeItem *item,
                   int x,
                   int y,
                   gboolean may_change)
{
  gsize size = (gsize) babl_format_get_bytes_per_pixel (item->format);
  gsize at = (gsize) y * item->width + x;
  const guint8 *here =
    (const guint8 *) g_bytes_get_data (item->pixels, NULL) + at * size;
  gboolean is_zero = TRUE;

  for (int i = 0; i < 3; i++)
    {
      const guint8 *there = states[i] ? pixel_of (states[i], item, at) : NULL;

      if (there != NULL && memcmp (here, there, size) == 0)
        return TRUE;
    }
  for (gsize b = 0; b < size; b++)
    is_zero = is_zero && here[b] == 0;
  return may_change && !is_zero
         && ((states[2] && is_within (states[2], item, x, y))
             || is_within (states[0], item, x, y));
}

gboolean
compare_is_harmless (const FakeImage *got,
                     const FakeImage *by_user,
                     const FakeImage *wanted,
                     const FakeImage *start,
                     const UserTargets *targets)
{
  const FakeImage *const states[3] = { by_user, wanted, start };

  for (guint i = 0; i < by_user->items->len && got->is_open; i++)
    {
      const FakeItem *user = by_user->items->pdata[i];
      const FakeItem *item = fake_image_find (got, user->id);
      gboolean may_change = FALSE;

      if (item == NULL || user->kind == FAKE_GROUP
          || user->kind == FAKE_SELECTION)
        continue;
      for (int k = 0; k < targets->n; k++)
        may_change = may_change || targets->ids[k] == item->id;
      for (int y = 0; y < item->height; y++)
        for (int x = 0; x < item->width; x++)
          if (!is_harmless_pixel (states, item, x, y, may_change))
            return FALSE;
    }
  return TRUE;
}
