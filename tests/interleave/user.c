/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "user.h"

#include "user-items.h"
#include "user-pixels.h"

static const char *const NAMES[USER_N_ACTIONS] = {
  "paint",
  "paint other",
  "select",
  "select all",
  "select none",
  "feather",
  "undo",
  "lock content",
  "lock group",
  "lock place",
  "lock visibility",
  "lock alpha",
  "delete",
  "close",
  "precision",
  "base type",
  "profile",
  "resize",
  "move",
  "add mask",
  "remove mask",
  "toggle mask",
  "paint mask",
  "hide",
  "opacity",
  "mode",
  "rename",
  "reorder",
  "components",
  "cancel",
};

const char *
user_action_name (UserAction action)
{
  return NAMES[action];
}

/* Returns a random one of the drawables that are to be smoothed; NULL if it has
 * been deleted. */
static FakeItem *
pick_target (FakeGimp *gimp, const UserTargets *targets, GRand *rand)
{
  int id = targets->ids[g_rand_int_range (rand, 0, targets->n)];

  return fake_image_find (gimp->image, id);
}

static gboolean
is_target (const UserTargets *targets, int id)
{
  for (int i = 0; i < targets->n; i++)
    if (targets->ids[i] == id)
      return TRUE;
  return FALSE;
}

static void
pick_rectangle (const FakeImage *image, GRand *rand, GeglRectangle *area)
{
  area->x = g_rand_int_range (rand, 0, image->width - 4);
  area->y = g_rand_int_range (rand, 0, image->height - 4);
  area->width = g_rand_int_range (rand, 3, image->width - area->x + 1);
  area->height = g_rand_int_range (rand, 3, image->height - area->y + 1);
}

static void
act_on_selection (FakeGimp *gimp, UserAction action, GRand *rand)
{
  FakeImage *image = gimp->image;
  GeglRectangle area = { 0, 0, image->width, image->height };
  gboolean exists = fake_selection_bounds (image, &area);

  fake_push_undo (gimp);
  if (action == USER_SELECT)
    pick_rectangle (image, rand, &area);
  if (action == USER_SELECT_ALL)
    area = (GeglRectangle) { 0, 0, image->width, image->height };
  if (action == USER_SELECT_NONE)
    area.width = 0;
  if (action == USER_SELECT_FEATHER && !exists)
    area = (GeglRectangle) { 0, 0, image->width, image->height };
  user_select_rectangle (image, &area, action == USER_SELECT_FEATHER, rand);
}

/* Converts the pixels of all items to the precision and base type of the
 * image. */
static void
convert_items (FakeImage *image)
{
  for (guint i = 0; i < image->items->len; i++)
    {
      FakeItem *item = image->items->pdata[i];

      if (item->is_attached || item->kind == FAKE_SELECTION)
        fake_item_convert (item,
                           fake_format (image, item->kind,
                                        babl_format_has_alpha (item->format)));
    }
}

static void
assign_profile (FakeImage *image)
{
  const Babl *other = babl_space ("ProPhoto");

  if (image->base_type == GIMP_GRAY)
    return;
  image->space = image->space == other ? NULL : other;
  for (guint i = 0; i < image->items->len; i++)
    {
      FakeItem *item = image->items->pdata[i];

      if (item->kind == FAKE_LAYER || item->kind == FAKE_GROUP)
        item->format =
          fake_format (image, item->kind, babl_format_has_alpha (item->format));
    }
}

static void
act_on_image (FakeGimp *gimp, UserAction action, GRand *rand)
{
  FakeImage *image = gimp->image;

  fake_push_undo (gimp);
  switch (action)
    {
    case USER_PRECISION:
      image->precision = image->precision == GIMP_PRECISION_U16_LINEAR
                           ? GIMP_PRECISION_U8_NON_LINEAR
                           : GIMP_PRECISION_U16_LINEAR;
      convert_items (image);
      break;
    case USER_BASE_TYPE:
      image->base_type = image->base_type == GIMP_RGB ? GIMP_GRAY : GIMP_RGB;
      convert_items (image);
      break;
    case USER_PROFILE:
      assign_profile (image);
      break;
    default:
      for (int i = 0; i < 5; i++)
        image->components[i] = g_rand_int_range (rand, 0, 3) > 0;
    }
}

static FakeItem *
pick_other (FakeGimp *gimp, const UserTargets *targets)
{
  for (guint i = 0; i < gimp->image->items->len; i++)
    {
      FakeItem *item = gimp->image->items->pdata[i];

      if (item->kind == FAKE_LAYER && item->is_attached
          && item->id < gimp->first_new_id && !is_target (targets, item->id))
        return item;
    }
  return NULL;
}

void
user_act (FakeGimp *gimp,
          const UserTargets *targets,
          UserAction action,
          guint32 seed)
{
  GRand *rand = g_rand_new_with_seed (seed);
  FakeItem *item;

  if (!gimp->image->is_open || action == USER_CANCEL)
    {
      g_rand_free (rand);
      return;
    }
  item = action == USER_PAINT_OTHER ? pick_other (gimp, targets)
                                    : pick_target (gimp, targets, rand);
  if (action == USER_UNDO)
    fake_undo (gimp);
  else if (action == USER_CLOSE)
    gimp->image->is_open = FALSE;
  else if (action >= USER_SELECT && action <= USER_SELECT_FEATHER)
    act_on_selection (gimp, action, rand);
  else if (action == USER_COMPONENTS
           || (action >= USER_PRECISION && action <= USER_PROFILE))
    act_on_image (gimp, action, rand);
  else if (item != NULL)
    user_act_on_item (gimp, item, action, rand);
  g_rand_free (rand);
}
