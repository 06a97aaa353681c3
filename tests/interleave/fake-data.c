/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-gimp.h"

#include <string.h>

FakeGimp *fake_gimp;

FakeItem *
fake_item_new (FakeKind kind, int width, int height)
{
  FakeItem *item = g_new0 (FakeItem, 1);

  item->kind = kind;
  item->width = width;
  item->height = height;
  item->is_visible = TRUE;
  item->opacity = 100.0;
  item->mode = GIMP_LAYER_MODE_NORMAL;
  item->applies_mask = TRUE;
  return item;
}

void
fake_item_free (FakeItem *item)
{
  g_free (item->name);
  g_clear_pointer (&item->pixels, g_bytes_unref);
  g_clear_pointer (&item->shadow, g_bytes_unref);
  g_free (item);
}

static FakeItem *
item_copy (const FakeItem *item)
{
  FakeItem *copy = g_new (FakeItem, 1);

  *copy = *item;
  copy->name = g_strdup (item->name);
  copy->pixels = item->pixels ? g_bytes_ref (item->pixels) : NULL;
  copy->shadow = item->shadow ? g_bytes_ref (item->shadow) : NULL;
  return copy;
}

FakeImage *
fake_image_copy (const FakeImage *image)
{
  FakeImage *copy = g_new (FakeImage, 1);

  *copy = *image;
  copy->items =
    g_ptr_array_new_with_free_func ((GDestroyNotify) fake_item_free);
  for (guint i = 0; i < image->items->len; i++)
    g_ptr_array_add (copy->items, item_copy (image->items->pdata[i]));
  return copy;
}

void
fake_image_free (FakeImage *image)
{
  g_ptr_array_unref (image->items);
  g_free (image);
}

int
fake_image_index (const FakeImage *image, int id)
{
  for (guint i = 0; i < image->items->len; i++)
    if (((FakeItem *) image->items->pdata[i])->id == id)
      return (int) i;
  return -1;
}

FakeItem *
fake_image_find (const FakeImage *image, int id)
{
  int index = id == 0 ? -1 : fake_image_index (image, id);

  return index < 0 ? NULL : image->items->pdata[index];
}

/* Returns the type of a precision's samples, as babl's names of formats have
 * it. */
static const char *
type_name (GimpPrecision precision)
{
  switch (precision)
    {
    case GIMP_PRECISION_U16_LINEAR:
      return "u16";
    case GIMP_PRECISION_FLOAT_LINEAR:
      return "float";
    default:
      return "u8";
    }
}

const Babl *
fake_format (const FakeImage *image, FakeKind kind, gboolean alpha)
{
  gboolean is_curved = image->precision == GIMP_PRECISION_U8_NON_LINEAR;
  gboolean is_grey = image->base_type == GIMP_GRAY;
  const char *type = type_name (image->precision);
  const char *model;
  g_autofree char *name = NULL;

  if (kind == FAKE_MASK || kind == FAKE_SELECTION)
    return babl_format (g_strcmp0 (type, "u8") == 0 ? "Y u8" : "Y float");

  if (kind == FAKE_CHANNEL)
    model = is_curved ? "Y'" : "Y";
  else if (is_grey)
    model = is_curved ? (alpha ? "Y'A" : "Y'") : (alpha ? "YA" : "Y");
  else
    model =
      is_curved ? (alpha ? "R'G'B'A" : "R'G'B'") : (alpha ? "RGBA" : "RGB");
  name = g_strdup_printf ("%s %s", model, type);
  return babl_format_with_space (name, is_grey ? NULL : image->space);
}

gsize
fake_item_size (const FakeItem *item)
{
  return (gsize) item->width * item->height
         * babl_format_get_bytes_per_pixel (item->format);
}

void
fake_item_set_pixels (FakeItem *item, guint8 *pixels)
{
  g_clear_pointer (&item->pixels, g_bytes_unref);
  item->pixels = g_bytes_new_take (pixels, fake_item_size (item));
}

void
fake_item_convert (FakeItem *item, const Babl *format)
{
  const Babl *from = item->format;
  g_autoptr (GBytes) old = g_bytes_ref (item->pixels);
  guint8 *pixels;

  item->format = format;
  pixels = g_malloc (fake_item_size (item));
  babl_process (babl_fish (from, format), g_bytes_get_data (old, NULL), pixels,
                (glong) item->width * item->height);
  fake_item_set_pixels (item, pixels);
}

FakeGimp *
fake_gimp_new (FakeImage *image)
{
  FakeGimp *gimp = g_new0 (FakeGimp, 1);

  gimp->image = image;
  gimp->undo =
    g_ptr_array_new_with_free_func ((GDestroyNotify) fake_image_free);
  gimp->next_id = FAKE_IMAGE_ID + 1;
  for (guint i = 0; i < image->items->len; i++)
    gimp->next_id =
      MAX (gimp->next_id, ((FakeItem *) image->items->pdata[i])->id + 1);

  gimp->first_new_id = gimp->next_id;
  return gimp;
}

void
fake_gimp_free (FakeGimp *gimp)
{
  fake_image_free (gimp->image);
  g_ptr_array_unref (gimp->undo);
  g_free (gimp);
}

void
fake_push_undo (FakeGimp *gimp)
{
  if (gimp->group_depth == 0)
    g_ptr_array_add (gimp->undo, fake_image_copy (gimp->image));
}

/* Undo replaces item by an older copy of it, before. Gives before the present
 * shadow buffer of item, since Undo does not change shadow buffers. */
static void
keep_shadow (const FakeItem *item, FakeItem *before)
{
  g_clear_pointer (&before->shadow, g_bytes_unref);
  before->shadow = item->shadow ? g_bytes_ref (item->shadow) : NULL;
  before->shadow_format = item->shadow_format;
  before->shadow_width = item->shadow_width;
  before->shadow_height = item->shadow_height;
}

/* Takes back one undo step. Like GIMP, does nothing while an undo group is
 * open, and does not remove items that are not in the image yet. */
void
fake_undo (FakeGimp *gimp)
{
  FakeImage *before;

  if (gimp->group_depth > 0 || gimp->undo->len == 0)
    return;

  before = g_ptr_array_steal_index (gimp->undo, gimp->undo->len - 1);
  for (guint i = 0; i < gimp->image->items->len; i++)
    {
      FakeItem *item = gimp->image->items->pdata[i];

      FakeItem *old = fake_image_find (before, item->id);

      if (old != NULL)
        keep_shadow (item, old);
      else if (!item->is_attached)
        g_ptr_array_add (before->items, item_copy (item));
    }
  fake_image_free (gimp->image);
  gimp->image = before;
}
