/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libgimp's functions about pixels of drawables, the shadow buffer, and the
 * selection. */
#include "fake-gimp.h"

#include <string.h>

GeglBuffer *
gimp_drawable_get_buffer (GimpDrawable *drawable)
{
  const FakeItem *item = fake_get (drawable);

  return item != NULL && item->kind != FAKE_GROUP
           ? fake_buffer_new (item, FALSE)
           : NULL;
}

/* Makes a new shadow buffer of zeros, unless there is one of the item's size
 * and format. */
static void
ensure_shadow (FakeItem *item)
{
  if (item->shadow && item->shadow_format == item->format
      && item->shadow_width == item->width
      && item->shadow_height == item->height)
    return;

  g_clear_pointer (&item->shadow, g_bytes_unref);
  item->shadow =
    g_bytes_new_take (g_malloc0 (fake_item_size (item)), fake_item_size (item));
  item->shadow_format = item->format;
  item->shadow_width = item->width;
  item->shadow_height = item->height;
}

GeglBuffer *
gimp_drawable_get_shadow_buffer (GimpDrawable *drawable)
{
  FakeItem *item = fake_get (drawable);

  if (item == NULL || item->kind == FAKE_GROUP)
    return NULL;
  ensure_shadow (item);
  return fake_buffer_new (item, TRUE);
}

gboolean
gimp_drawable_free_shadow (GimpDrawable *drawable)
{
  FakeItem *item = fake_get (drawable);

  if (item != NULL)
    g_clear_pointer (&item->shadow, g_bytes_unref);
  return item != NULL;
}

/* Returns the image's selection. Unlike fake_get () this is no call of libgimp,
 * before which the user may act. */
static const FakeItem *
find_selection (const FakeImage *image)
{
  for (guint i = 0; i < image->items->len; i++)
    if (((FakeItem *) image->items->pdata[i])->kind == FAKE_SELECTION)
      return image->items->pdata[i];
  g_assert_not_reached ();
}

gboolean
fake_selection_bounds (const FakeImage *image, GeglRectangle *bounds)
{
  const FakeItem *selection = find_selection (image);
  const guint8 *bytes;
  gsize n_bytes;
  int x0 = G_MAXINT, y0 = G_MAXINT, x1 = -1, y1 = -1;

  bytes = g_bytes_get_data (selection->pixels, NULL);
  n_bytes = (gsize) babl_format_get_bytes_per_pixel (selection->format);
  for (int y = 0; y < selection->height; y++)
    for (int x = 0; x < selection->width; x++)
      for (gsize b = 0; b < n_bytes; b++)
        if (bytes[((gsize) y * selection->width + x) * n_bytes + b])
          {
            x0 = MIN (x0, x), x1 = MAX (x1, x);
            y0 = MIN (y0, y), y1 = MAX (y1, y);
          }
  if (x1 < 0)
    return FALSE;
  *bounds = (GeglRectangle) { x0, y0, x1 - x0 + 1, y1 - y0 + 1 };
  return TRUE;
}

gboolean
fake_intersect (const FakeImage *image,
                const FakeItem *item,
                GeglRectangle *area)
{
  GeglRectangle bounds;

  *area = (GeglRectangle) { 0, 0, item->width, item->height };
  if (item->kind == FAKE_SELECTION || !fake_selection_bounds (image, &bounds))
    return TRUE;
  bounds.x -= item->x;
  bounds.y -= item->y;
  return gegl_rectangle_intersect (area, area, &bounds);
}

gboolean
gimp_drawable_mask_intersect (
  GimpDrawable *drawable, gint *x, gint *y, gint *width, gint *height)
{
  const FakeItem *item = fake_get (drawable);
  GeglRectangle area = { 0 };

  if (item == NULL || !fake_intersect (fake_gimp->image, item, &area))
    return FALSE;
  *x = area.x, *y = area.y, *width = area.width, *height = area.height;
  return TRUE;
}

/* Returns whether merging a shadow buffer changes this component of item. In a
 * layer it does not change components that are inactive, or alpha if that is
 * locked. The components are numbered: red, green, blue or grey first, then
 * alpha. */
static gboolean
changes_component (const FakeItem *item, int component)
{
  const gboolean *active = fake_gimp->image->components;
  int n = babl_format_get_n_components (item->format);
  gboolean is_alpha =
    babl_format_has_alpha (item->format) && component == n - 1;

  if (item->kind != FAKE_LAYER)
    return TRUE;
  if (is_alpha)
    return active[4] && !item->locks_alpha;
  return active[n <= 2 ? 3 : component];
}

/* Mixes a pixel of the shadow buffer into pixel, in linear light. share: how
 * much of the result is shadow's; 1 replaces pixel. */
static void
mix_pixel (const FakeItem *item,
           double share,
           const guint8 *shadow,
           guint8 *pixel)
{
  const Babl *format = item->format;
  int n = babl_format_get_n_components (format);
  gsize size = (gsize) babl_format_get_bytes_per_pixel (format);
  const Babl *linear = babl_format_with_space (n == 1   ? "Y float"
                                               : n == 2 ? "YA float"
                                               : n == 3 ? "RGB float"
                                                        : "RGBA float",
                                               babl_format_get_space (format));
  float before[4], after[4];
  guint8 mixed[32];

  if (share <= 0)
    return;
  memcpy (mixed, shadow, size);
  if (share < 1)
    {
      babl_process (babl_fish (format, linear), pixel, before, 1);
      babl_process (babl_fish (format, linear), shadow, after, 1);
      for (int c = 0; c < n; c++)
        after[c] = (float) (before[c] + (after[c] - before[c]) * share);
      babl_process (babl_fish (linear, format), after, mixed, 1);
    }
  for (int c = 0; c < n; c++)
    if (changes_component (item, c))
      memcpy (pixel + c * size / n, mixed + c * size / n, size / n);
}

static gboolean
is_locked (const FakeItem *item)
{
  for (; item; item = fake_image_find (fake_gimp->image, item->parent))
    if (item->locks_content)
      return TRUE;
  return FALSE;
}

static double
selection_at (const FakeItem *selection, int x, int y)
{
  const guint8 *bytes = g_bytes_get_data (selection->pixels, NULL);
  gsize size = (gsize) babl_format_get_bytes_per_pixel (selection->format);
  const guint8 *place = bytes + ((gsize) y * selection->width + x) * size;
  float value;

  if (size == 1)
    return *place / 255.0;
  memcpy (&value, place, sizeof value);
  return value;
}

gboolean
gimp_drawable_merge_shadow (GimpDrawable *drawable, gboolean undo)
{
  FakeItem *item = fake_get (drawable);
  const FakeItem *selection;
  GeglRectangle area, bounds;
  gboolean is_selected;
  gsize size;
  guint8 *pixels;

  if (item == NULL || !item->is_attached || item->kind == FAKE_GROUP
      || is_locked (item))
    return FALSE;
  if (!fake_intersect (fake_gimp->image, item, &area))
    return TRUE;

  ensure_shadow (item);
  if (undo)
    fake_push_undo (fake_gimp);
  else
    fake_gimp->wrote_behind = TRUE;
  fake_gimp->n_merges++;
  is_selected = fake_selection_bounds (fake_gimp->image, &bounds);
  selection = find_selection (fake_gimp->image);
  size = (gsize) babl_format_get_bytes_per_pixel (item->format);
  pixels =
    g_memdup2 (g_bytes_get_data (item->pixels, NULL), fake_item_size (item));
  for (int y = area.y; y < area.y + area.height; y++)
    for (int x = area.x; x < area.x + area.width; x++)
      {
        gsize at = ((gsize) y * item->width + x) * size;

        mix_pixel (item,
                   is_selected
                     ? selection_at (selection, x + item->x, y + item->y)
                     : 1.0,
                   (const guint8 *) g_bytes_get_data (item->shadow, NULL) + at,
                   pixels + at);
      }
  fake_item_set_pixels (item, pixels);
  return TRUE;
}

gboolean
gimp_drawable_update (
  GimpDrawable *drawable, gint x, gint y, gint width, gint height)
{
  (void) x;
  (void) y;
  (void) width;
  (void) height;
  return fake_get (drawable) != NULL;
}

const Babl *
gimp_drawable_get_format (GimpDrawable *drawable)
{
  const FakeItem *item = fake_get (drawable);

  return item != NULL ? item->format : NULL;
}

gint
gimp_drawable_get_width (GimpDrawable *drawable)
{
  const FakeItem *item = fake_get (drawable);

  return item != NULL ? item->width : 0;
}

gint
gimp_drawable_get_height (GimpDrawable *drawable)
{
  const FakeItem *item = fake_get (drawable);

  return item != NULL ? item->height : 0;
}

gboolean
gimp_drawable_get_offsets (GimpDrawable *drawable, gint *x, gint *y)
{
  const FakeItem *item = fake_get (drawable);

  *x = item != NULL ? item->x : 0;
  *y = item != NULL ? item->y : 0;
  return item != NULL;
}

gboolean
gimp_drawable_has_alpha (GimpDrawable *drawable)
{
  const FakeItem *item = fake_get (drawable);

  return item != NULL && babl_format_has_alpha (item->format);
}

gboolean
gimp_drawable_is_gray (GimpDrawable *drawable)
{
  const FakeItem *item = fake_get (drawable);

  return item != NULL && babl_format_get_n_components (item->format) <= 2;
}

gboolean
gimp_drawable_is_rgb (GimpDrawable *drawable)
{
  const FakeItem *item = fake_get (drawable);

  return item != NULL && babl_format_get_n_components (item->format) > 2;
}

GimpImageType
gimp_drawable_type (GimpDrawable *drawable)
{
  const FakeItem *item = fake_get (drawable);
  gboolean alpha = item && babl_format_has_alpha (item->format);

  if (item == NULL)
    return (GimpImageType) -1;
  if (babl_format_get_n_components (item->format) <= 2)
    return alpha ? GIMP_GRAYA_IMAGE : GIMP_GRAY_IMAGE;
  return alpha ? GIMP_RGBA_IMAGE : GIMP_RGB_IMAGE;
}
