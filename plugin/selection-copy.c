/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GIMP tells nobody that the selection has changed. Its bounds are asked for at
 * each look, its pixels are compared piece by piece, round and round.
 */
#include "selection-copy.h"

#include <string.h>

#include "transfer.h"

/* What is quickly asked for. */
typedef struct
{
  gboolean exists;
  int bounds[4];
  int offset_x, offset_y; /* of the drawable */
} Place;

struct _SelectionCopy
{
  GimpDrawable *drawable;
  int width, height;
  Place place; /* of what is copied, or compared */
  int x, y;    /* next piece */
  gboolean has_begun;
  PixelStore *next; /* being copied; NULL: none */
  PixelPool *pool;
  GError *error; /* of the last look */
  /* In the drawable's coordinates; NULL: no selection. Set by the main thread
   * under the lock, read by both. */
  GMutex lock;
  PixelStore *now;
};

SelectionCopy *
selection_copy_new (GimpDrawable *drawable, PixelPool *pool)
{
  SelectionCopy *mask = g_new0 (SelectionCopy, 1);

  mask->drawable = drawable;
  mask->pool = pixel_pool_ref (pool);
  mask->width = gimp_drawable_get_width (drawable);
  mask->height = gimp_drawable_get_height (drawable);
  g_mutex_init (&mask->lock);

  return mask;
}

void
selection_copy_free (SelectionCopy *mask)
{
  if (!mask)
    return;

  g_clear_pointer (&mask->next, pixel_store_unref);
  g_clear_pointer (&mask->now, pixel_store_unref);
  g_clear_pointer (&mask->pool, pixel_pool_unref);
  g_clear_error (&mask->error);
  g_mutex_clear (&mask->lock);
  g_free (mask);
}

static GimpImage *
get_image (const SelectionCopy *mask)
{
  return gimp_item_get_image (GIMP_ITEM (mask->drawable));
}

static void
find_place (const SelectionCopy *mask, Place *place)
{
  *place = (Place) { 0 };
  gimp_selection_bounds (get_image (mask), &place->exists, &place->bounds[0],
                         &place->bounds[1], &place->bounds[2],
                         &place->bounds[3]);
  gimp_drawable_get_offsets (mask->drawable, &place->offset_x,
                             &place->offset_y);
}

static gboolean
is_same_place (const Place *one, const Place *other)
{
  return one->exists == other->exists && one->offset_x == other->offset_x
         && one->offset_y == other->offset_y
         && memcmp (one->bounds, other->bounds, sizeof one->bounds) == 0;
}

/* Lets the reader have it; store: transfer full. */
static void
show (SelectionCopy *mask, PixelStore *store)
{
  PixelStore *old;

  g_mutex_lock (&mask->lock);
  old = mask->now;
  mask->now = store;
  g_mutex_unlock (&mask->lock);
  pixel_store_unref (old);
}

/* Begins a copy. */
static void
start (SelectionCopy *mask, GeglBuffer *from)
{
  const SmoothRect whole = { 0, 0, mask->width, mask->height };

  g_clear_pointer (&mask->next, pixel_store_unref);
  mask->next = pixel_store_new (mask->pool, &whole,
                                gegl_buffer_get_format (from), &mask->error);
  mask->x = mask->y = 0;
}

/* Goes to the next piece; FALSE behind the last. */
static gboolean
advance (SelectionCopy *mask)
{
  mask->x += TRANSFER_WIDTH_PX;
  if (mask->x >= mask->width)
    {
      mask->x = 0;
      mask->y += TRANSFER_HEIGHT_PX;
    }
  if (mask->y < mask->height)
    return TRUE;
  mask->y = 0;

  return FALSE;
}

/* Copies or compares the next piece. TRUE when there is another copy. */
static gboolean
take_piece (SelectionCopy *mask, GeglBuffer *from)
{
  const SmoothRect rect = { mask->x, mask->y,
                            MIN (TRANSFER_WIDTH_PX, mask->width - mask->x),
                            MIN (TRANSFER_HEIGHT_PX, mask->height - mask->y) };
  Transfer transfer = { .buffer = from,
                        .offset_x = mask->place.offset_x,
                        .offset_y = mask->place.offset_y };
  gboolean is_same;

  if (!mask->next)
    {
      transfer.store = mask->now;
      if (!transfer_compare (&transfer, &rect, &is_same, &mask->error))
        return FALSE;
      if (is_same)
        advance (mask);
      else
        start (mask, from);
      return FALSE;
    }

  transfer.store = mask->next;
  if (!transfer_get (&transfer, &rect, &mask->error) || advance (mask))
    return FALSE;
  show (mask, g_steal_pointer (&mask->next));

  return TRUE;
}

gboolean
selection_copy_look (SelectionCopy *mask, gint64 n_us)
{
  gint64 end = g_get_monotonic_time () + n_us;
  g_autoptr (GeglBuffer) from = NULL;
  gboolean is_new, has_changed = FALSE;
  Place place;

  g_clear_error (&mask->error);
  find_place (mask, &place);
  is_new = !mask->has_begun || !is_same_place (&place, &mask->place);
  mask->has_begun = TRUE;
  mask->place = place;
  if (!place.exists)
    {
      has_changed = mask->now != NULL;
      g_clear_pointer (&mask->next, pixel_store_unref);
      show (mask, NULL);
      return has_changed;
    }

  from = gimp_drawable_get_buffer (
    GIMP_DRAWABLE (gimp_image_get_selection (get_image (mask))));
  if (is_new)
    start (mask, from);
  while (!mask->error && !has_changed && g_get_monotonic_time () < end)
    {
      has_changed = take_piece (mask, from);
      if (!mask->next && mask->x == 0 && mask->y == 0)
        break;
    }
  /* the next look begins anew */
  if (mask->error)
    {
      g_clear_pointer (&mask->next, pixel_store_unref);
      mask->has_begun = FALSE;
    }

  return has_changed;
}

const GError *
selection_copy_get_error (const SelectionCopy *mask)
{
  return mask->error;
}

gboolean
selection_copy_is_busy (const SelectionCopy *mask)
{
  return mask->next != NULL;
}

gboolean
selection_copy_exists (gpointer data)
{
  SelectionCopy *mask = data;
  gboolean exists;

  g_mutex_lock (&mask->lock);
  exists = mask->now != NULL;
  g_mutex_unlock (&mask->lock);

  return exists;
}

gboolean
selection_copy_read (gpointer data, const SmoothRect *rect, float *pixels, GError **error)
{
  SelectionCopy *mask = data;
  g_autoptr (PixelStore) now = NULL;

  g_mutex_lock (&mask->lock);
  if (mask->now)
    now = pixel_store_ref (mask->now);
  g_mutex_unlock (&mask->lock);

  if (now)
    return pixel_store_read (now, rect, babl_format ("Y float"), pixels, error);

  for (gsize i = 0; i < (gsize) rect->width * (gsize) rect->height; i++)
    pixels[i] = 1;

  return TRUE;
}
