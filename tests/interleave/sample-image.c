/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample-image.h"

#include <string.h>

#include "user-items.h"
#include "user-pixels.h"

static FakeItem *
add_item (FakeImage *image, FakeKind kind, const char *name, GRand *rand)
{
  gboolean is_layer = kind == FAKE_LAYER;
  FakeItem *item = fake_item_new (
    kind, is_layer ? g_rand_int_range (rand, 12, 65) : image->width,
    is_layer ? g_rand_int_range (rand, 12, 49) : image->height);

  item->id = FAKE_IMAGE_ID + 1 + (int) image->items->len;
  item->name = g_strdup (name);
  item->is_attached = TRUE;
  if (is_layer)
    {
      item->x = g_rand_int_range (rand, -6, 7);
      item->y = g_rand_int_range (rand, -6, 7);
    }
  item->format = fake_format (image, kind, is_layer && g_rand_boolean (rand));
  if (kind == FAKE_SELECTION)
    fake_item_set_pixels (item, g_malloc0 (fake_item_size (item)));
  else
    user_fill_noise (item, rand);
  g_ptr_array_add (image->items, item);
  return item;
}

FakeImage *
sample_image_new (GRand *rand)
{
  const GimpPrecision precisions[] = { GIMP_PRECISION_U8_NON_LINEAR,
                                       GIMP_PRECISION_U8_NON_LINEAR,
                                       GIMP_PRECISION_U16_LINEAR,
                                       GIMP_PRECISION_FLOAT_LINEAR };
  FakeImage *image = g_new0 (FakeImage, 1);
  FakeGimp gimp = { .image = image };
  FakeItem *group, *layer;

  image->is_open = TRUE;
  image->width = g_rand_int_range (rand, 24, 65);
  image->height = g_rand_int_range (rand, 16, 49);
  image->precision = precisions[g_rand_int_range (rand, 0, 4)];
  image->base_type = g_rand_int_range (rand, 0, 4) > 0 ? GIMP_RGB : GIMP_GRAY;
  for (int i = 0; i < 5; i++)
    image->components[i] = TRUE;
  image->items =
    g_ptr_array_new_with_free_func ((GDestroyNotify) fake_item_free);
  /* user_add_mask must make no undo step here. It makes none while an undo
   * group is open, so one is said to be open. */
  gimp.group_depth = 1;
  gimp.undo = NULL;

  layer = add_item (image, FAKE_LAYER, "top", rand);
  if (g_rand_int_range (rand, 0, 3) == 0)
    {
      user_add_mask (&gimp, layer, rand);
      ((FakeItem *) image->items->pdata[image->items->len - 1])->id = 100;
      layer->mask = 100;
      layer->applies_mask = g_rand_boolean (rand);
    }
  group = add_item (image, FAKE_GROUP, "group", rand);
  add_item (image, FAKE_LAYER, "inside", rand)->parent = group->id;
  add_item (image, FAKE_LAYER, "middle", rand);
  add_item (image, FAKE_LAYER, "back", rand);
  add_item (image, FAKE_CHANNEL, "channel", rand);
  add_item (image, FAKE_SELECTION, "selection", rand);
  image->selected = layer->id;
  if (g_rand_boolean (rand))
    {
      GeglRectangle area = { image->width / 4, image->height / 4,
                             image->width / 2, image->height / 2 };

      user_select_rectangle (image, &area, g_rand_boolean (rand), rand);
    }
  return image;
}

void
sample_image_choose_targets (const FakeImage *image,
                             GRand *rand,
                             gboolean masks_too,
                             UserTargets *targets)
{
  int n = MAX (1, g_rand_int_range (rand, -2, USER_MAX_TARGETS + 1));
  guint at = (guint) g_rand_int_range (rand, 0, (gint32) image->items->len);

  memset (targets, 0, sizeof *targets);
  for (guint i = 0; i < image->items->len && targets->n < n; i++)
    {
      const FakeItem *item = image->items->pdata[(at + i) % image->items->len];

      if (item->kind == FAKE_LAYER
          || (masks_too
              && (item->kind == FAKE_MASK || item->kind == FAKE_CHANNEL)))
        targets->ids[targets->n++] = item->id;
    }
}
