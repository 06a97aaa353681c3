/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "user.h"

#include <string.h>

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

/* The item that an action is about, or NULL. */
static FakeItem *
pick_target (FakeGimp *gimp, const UserTargets *targets, GRand *rand)
{
  int id = targets->ids[g_rand_int_range (rand, 0, targets->n)];

  return fake_state_find (gimp->now, id);
}

static gboolean
is_target (const UserTargets *targets, int id)
{
  for (int i = 0; i < targets->n; i++)
    if (targets->ids[i] == id)
      return TRUE;

  return FALSE;
}

/* A random colour in format. */
static void
pick_colour (const Babl *format, GRand *rand, guint8 *pixel)
{
  guint8 colour[4];

  for (int c = 0; c < 4; c++)
    colour[c] = (guint8) g_rand_int_range (rand, 40, 256);
  babl_process (babl_fish (babl_format_with_space (
                             "R'G'B'A u8", babl_format_get_space (format)),
                           format),
                colour, pixel, 1);
}

static void
fill_noise (FakeItem *item, GRand *rand)
{
  gsize size = (gsize) babl_format_get_bytes_per_pixel (item->format);
  gsize n = (gsize) item->width * item->height;
  guint8 *pixels = g_malloc (n * size);

  for (gsize i = 0; i < n; i++)
    pick_colour (item->format, rand, pixels + i * size);
  fake_item_set_pixels (item, pixels);
}

static void
paint_block (FakeItem *item, GRand *rand)
{
  gsize size = (gsize) babl_format_get_bytes_per_pixel (item->format);
  int x0 = g_rand_int_range (rand, 0, item->width);
  int y0 = g_rand_int_range (rand, 0, item->height);
  int side = g_rand_int_range (rand, 1, 12);
  int x1 = MIN (x0 + side, item->width);
  int y1 = MIN (y0 + side, item->height);
  guint8 *pixels =
    g_memdup2 (g_bytes_get_data (item->pixels, NULL), fake_item_size (item));

  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++)
      pick_colour (item->format, rand,
                   pixels + ((gsize) y * item->width + x) * size);
  fake_item_set_pixels (item, pixels);
}

static FakeItem *
get_selection (const FakeState *state)
{
  for (guint i = 0; i < state->items->len; i++)
    if (((FakeItem *) state->items->pdata[i])->kind == FAKE_SELECTION)
      return state->items->pdata[i];

  return NULL;
}

/* Selects a rectangle; the coverage is full, or by chance where feathered. */
static void
select_rectangle (FakeState *state,
                  const GeglRectangle *area,
                  gboolean is_feathered,
                  GRand *rand)
{
  FakeItem *selection = get_selection (state);
  gsize size = (gsize) babl_format_get_bytes_per_pixel (selection->format);
  guint8 *pixels = g_malloc0 (fake_item_size (selection));

  for (int y = area->y; y < area->y + area->height; y++)
    for (int x = area->x; x < area->x + area->width; x++)
      {
        guint8 *place = pixels + ((gsize) y * selection->width + x) * size;
        int value = is_feathered ? g_rand_int_range (rand, 1, 256) : 255;
        float share = (float) value / 255;

        if (size == 1)
          *place = (guint8) value;
        else
          memcpy (place, &share, sizeof share);
      }
  fake_item_set_pixels (selection, pixels);
}

static void
pick_rectangle (const FakeState *state, GRand *rand, GeglRectangle *area)
{
  area->x = g_rand_int_range (rand, 0, state->width - 4);
  area->y = g_rand_int_range (rand, 0, state->height - 4);
  area->width = g_rand_int_range (rand, 3, state->width - area->x + 1);
  area->height = g_rand_int_range (rand, 3, state->height - area->y + 1);
}

static void
act_on_selection (FakeGimp *gimp, UserAction action, GRand *rand)
{
  FakeState *state = gimp->now;
  GeglRectangle area = { 0, 0, state->width, state->height };
  gboolean exists = fake_selection_bounds (state, &area);

  fake_push_undo (gimp);
  if (action == USER_SELECT)
    pick_rectangle (state, rand, &area);
  if (action == USER_SELECT_ALL)
    area = (GeglRectangle){ 0, 0, state->width, state->height };
  if (action == USER_SELECT_NONE)
    area.width = 0;
  if (action == USER_SELECT_FEATHER && !exists)
    area = (GeglRectangle){ 0, 0, state->width, state->height };
  select_rectangle (state, &area, action == USER_SELECT_FEATHER, rand);
}

/* Every item of the image in the format that it now has to have. */
static void
convert_items (FakeState *state)
{
  for (guint i = 0; i < state->items->len; i++)
    {
      FakeItem *item = state->items->pdata[i];

      if (item->is_attached || item->kind == FAKE_SELECTION)
        fake_item_convert (item,
                           fake_format (state, item->kind,
                                        babl_format_has_alpha (item->format)));
    }
}

static void
assign_profile (FakeState *state)
{
  const Babl *other = babl_space ("ProPhoto");

  if (state->base_type == GIMP_GRAY)
    return;
  state->space = state->space == other ? NULL : other;
  for (guint i = 0; i < state->items->len; i++)
    {
      FakeItem *item = state->items->pdata[i];

      if (item->kind == FAKE_LAYER || item->kind == FAKE_GROUP)
        item->format =
          fake_format (state, item->kind, babl_format_has_alpha (item->format));
    }
}

static void
act_on_image (FakeGimp *gimp, UserAction action, GRand *rand)
{
  FakeState *state = gimp->now;

  fake_push_undo (gimp);
  switch (action)
    {
    case USER_PRECISION:
      state->precision = state->precision == GIMP_PRECISION_U16_LINEAR
                           ? GIMP_PRECISION_U8_NON_LINEAR
                           : GIMP_PRECISION_U16_LINEAR;
      convert_items (state);
      break;
    case USER_BASE_TYPE:
      state->base_type = state->base_type == GIMP_RGB ? GIMP_GRAY : GIMP_RGB;
      convert_items (state);
      break;
    case USER_PROFILE:
      assign_profile (state);
      break;
    default:
      for (int i = 0; i < 5; i++)
        state->components[i] = g_rand_int_range (rand, 0, 3) > 0;
    }
}

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

static void
add_mask (FakeGimp *gimp, FakeItem *item, GRand *rand)
{
  FakeItem *mask;

  if (item->mask || item->kind != FAKE_LAYER)
    return;
  mask = fake_item_new (FAKE_MASK, item->width, item->height);
  mask->id = 1000000 + (int) (g_rand_int (rand) % 1000000);
  mask->name = g_strdup ("user's mask");
  mask->is_attached = TRUE;
  mask->format = fake_format (gimp->now, FAKE_MASK, FALSE);
  mask->x = item->x, mask->y = item->y;
  fill_noise (mask, rand);
  item->mask = mask->id;
  item->applies_mask = TRUE;
  g_ptr_array_add (gimp->now->items, mask);
}

static void
delete_item (FakeState *state, FakeItem *item)
{
  FakeItem *mask = fake_state_find (state, item->mask);

  for (guint i = 0; i < state->items->len; i++)
    if (((FakeItem *) state->items->pdata[i])->mask == item->id)
      ((FakeItem *) state->items->pdata[i])->mask = 0;
  if (state->selected == item->id)
    state->selected = 0;
  if (mask)
    g_ptr_array_remove (state->items, mask);
  g_ptr_array_remove (state->items, item);
}

static void
move (FakeState *state, FakeItem *item, GRand *rand)
{
  FakeItem *mask = fake_state_find (state, item->mask);

  if (item->locks_position || item->kind != FAKE_LAYER)
    return;
  item->x += g_rand_int_range (rand, -3, 4);
  item->y += g_rand_int_range (rand, -3, 4);
  if (mask)
    mask->x = item->x, mask->y = item->y;
}

static void
resize_with_mask (FakeState *state, FakeItem *item, GRand *rand)
{
  FakeItem *mask = fake_state_find (state, item->mask);
  int width = g_rand_int_range (rand, 8, 70);
  int height = g_rand_int_range (rand, 8, 50);

  if (item->kind != FAKE_LAYER)
    return;
  resize (item, width, height);
  if (mask)
    resize (mask, width, height);
}

/* To the top of its folder. */
static void
reorder (FakeState *state, FakeItem *item)
{
  guint index = (guint) fake_state_index (state, item->id);

  if (item->kind == FAKE_MASK)
    return;
  g_ptr_array_steal_index (state->items, index);
  g_ptr_array_insert (state->items, 0, item);
}

static gboolean
is_locked (const FakeState *state, const FakeItem *item)
{
  for (; item; item = fake_state_find (state, item->parent))
    if (item->locks_content)
      return TRUE;

  return FALSE;
}

static void
act_on_item (FakeGimp *gimp, FakeItem *item, UserAction action, GRand *rand)
{
  FakeState *state = gimp->now;
  FakeItem *mask = fake_state_find (state, item->mask);
  FakeItem *parent = fake_state_find (state, item->parent);

  fake_push_undo (gimp);
  switch (action)
    {
    case USER_PAINT:
    case USER_PAINT_OTHER:
      if (!is_locked (state, item))
        paint_block (item, rand);
      break;
    case USER_LOCK_CONTENT:
      item->locks_content = !item->locks_content;
      break;
    case USER_LOCK_GROUP:
      if (parent)
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
    case USER_DELETE:
      delete_item (state, item);
      break;
    case USER_RESIZE:
      resize_with_mask (state, item, rand);
      break;
    case USER_MOVE:
      move (state, item, rand);
      break;
    case USER_ADD_MASK:
      add_mask (gimp, item, rand);
      break;
    case USER_REMOVE_MASK:
      if (mask)
        delete_item (state, mask);
      break;
    case USER_TOGGLE_MASK:
      item->applies_mask = !item->applies_mask;
      break;
    case USER_PAINT_MASK:
      if (mask)
        paint_block (mask, rand);
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
      reorder (state, item);
      break;
    default:
      break;
    }
}

static FakeItem *
pick_other (FakeGimp *gimp, const UserTargets *targets)
{
  for (guint i = 0; i < gimp->now->items->len; i++)
    {
      FakeItem *item = gimp->now->items->pdata[i];

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

  if (!gimp->now->is_open || action == USER_CANCEL)
    {
      g_rand_free (rand);
      return;
    }
  item = action == USER_PAINT_OTHER ? pick_other (gimp, targets)
                                    : pick_target (gimp, targets, rand);
  if (action == USER_UNDO)
    fake_undo (gimp);
  else if (action == USER_CLOSE)
    gimp->now->is_open = FALSE;
  else if (action >= USER_SELECT && action <= USER_SELECT_FEATHER)
    act_on_selection (gimp, action, rand);
  else if (action == USER_COMPONENTS
           || (action >= USER_PRECISION && action <= USER_PROFILE))
    act_on_image (gimp, action, rand);
  else if (item)
    act_on_item (gimp, item, action, rand);
  g_rand_free (rand);
}

static FakeItem *
add_item (FakeState *state, FakeKind kind, const char *name, GRand *rand)
{
  gboolean is_layer = kind == FAKE_LAYER;
  FakeItem *item = fake_item_new (
    kind, is_layer ? g_rand_int_range (rand, 12, 65) : state->width,
    is_layer ? g_rand_int_range (rand, 12, 49) : state->height);

  item->id = FAKE_IMAGE_ID + 1 + (int) state->items->len;
  item->name = g_strdup (name);
  item->is_attached = TRUE;
  if (is_layer)
    {
      item->x = g_rand_int_range (rand, -6, 7);
      item->y = g_rand_int_range (rand, -6, 7);
    }
  item->format = fake_format (state, kind, is_layer && g_rand_boolean (rand));
  if (kind == FAKE_SELECTION)
    fake_item_set_pixels (item, g_malloc0 (fake_item_size (item)));
  else
    fill_noise (item, rand);
  g_ptr_array_add (state->items, item);

  return item;
}

FakeState *
user_make_image (GRand *rand)
{
  const GimpPrecision precisions[] = { GIMP_PRECISION_U8_NON_LINEAR,
                                       GIMP_PRECISION_U8_NON_LINEAR,
                                       GIMP_PRECISION_U16_LINEAR,
                                       GIMP_PRECISION_FLOAT_LINEAR };
  FakeState *state = g_new0 (FakeState, 1);
  FakeGimp gimp = { .now = state };
  FakeItem *group, *layer;

  state->is_open = TRUE;
  state->width = g_rand_int_range (rand, 24, 65);
  state->height = g_rand_int_range (rand, 16, 49);
  state->precision = precisions[g_rand_int_range (rand, 0, 4)];
  state->base_type = g_rand_int_range (rand, 0, 4) > 0 ? GIMP_RGB : GIMP_GRAY;
  for (int i = 0; i < 5; i++)
    state->components[i] = TRUE;
  state->items =
    g_ptr_array_new_with_free_func ((GDestroyNotify) fake_item_free);
  gimp.group_depth = 1; /* nothing to undo */
  gimp.undo = NULL;

  layer = add_item (state, FAKE_LAYER, "top", rand);
  if (g_rand_int_range (rand, 0, 3) == 0)
    {
      add_mask (&gimp, layer, rand);
      ((FakeItem *) state->items->pdata[state->items->len - 1])->id = 100;
      layer->mask = 100;
      layer->applies_mask = g_rand_boolean (rand);
    }
  group = add_item (state, FAKE_GROUP, "group", rand);
  add_item (state, FAKE_LAYER, "inside", rand)->parent = group->id;
  add_item (state, FAKE_LAYER, "middle", rand);
  add_item (state, FAKE_LAYER, "back", rand);
  add_item (state, FAKE_CHANNEL, "channel", rand);
  add_item (state, FAKE_SELECTION, "selection", rand);
  state->selected = layer->id;
  if (g_rand_boolean (rand))
    {
      GeglRectangle area = { state->width / 4, state->height / 4,
                             state->width / 2, state->height / 2 };

      select_rectangle (state, &area, g_rand_boolean (rand), rand);
    }

  return state;
}

void
user_choose_targets (const FakeState *state,
                     GRand *rand,
                     gboolean masks_too,
                     UserTargets *targets)
{
  int n = MAX (1, g_rand_int_range (rand, -2, USER_MAX_TARGETS + 1));
  guint at = (guint) g_rand_int_range (rand, 0, (gint32) state->items->len);

  memset (targets, 0, sizeof *targets);
  for (guint i = 0; i < state->items->len && targets->n < n; i++)
    {
      const FakeItem *item = state->items->pdata[(at + i) % state->items->len];

      if (item->kind == FAKE_LAYER
          || (masks_too
              && (item->kind == FAKE_MASK || item->kind == FAKE_CHANNEL)))
        targets->ids[targets->n++] = item->id;
    }
}
