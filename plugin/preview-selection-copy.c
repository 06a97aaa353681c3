/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GIMP does not tell a plug-in that the selection has changed. So each poll
 * asks for the bounding rectangle of the selection, and compares some more of
 * its pixels with the copy, piece by piece; after the last piece it begins
 * again with the first. If anything differs, a new copy is made, piece by piece
 * as well.
 */
#include "preview-selection-copy.h"

#include <string.h>

#include "buffer-transfer.h"
#include "common-errors.h"

/* What GIMP tells about the selection without sending its pixels: whether it
 * exists and its bounding rectangle; and where the drawable lies. */
typedef struct
{
  gboolean exists;
  int bounds[4];
  int offset_x, offset_y; /* the drawable's place in the image */
} Place;

struct _SelectionCopy
{
  GimpDrawable *drawable; /* borrowed from libgimp */
  int width, height;      /* the drawable's size */
  PixelPool *pool;
  Place place;        /* what GIMP told at the last poll */
  gboolean has_place; /* FALSE before the first poll and after an error */
  int x, y;           /* where the next piece to compare or to copy begins */
  PixelStore *next;   /* the new copy; NULL: none is being made */
  GError *error;      /* why the last poll could not copy; NULL: it could */
  /* The last complete copy, in the drawable's coordinates; NULL: nothing is
   * selected. The preview's thread reads it, so the main thread, which alone
   * sets it, holds the lock to do so. */
  GMutex lock;
  PixelStore *now;
};

SelectionCopy *
selection_copy_new (GimpDrawable *drawable, PixelPool *pool)
{
  SelectionCopy *copy = g_new0 (SelectionCopy, 1);

  copy->drawable = drawable;
  copy->pool = pixel_pool_ref (pool);
  copy->width = gimp_drawable_get_width (drawable);
  copy->height = gimp_drawable_get_height (drawable);
  g_mutex_init (&copy->lock);
  return copy;
}

void
selection_copy_free (SelectionCopy *copy)
{
  if (copy == NULL)
    return;
  g_clear_pointer (&copy->next, pixel_store_unref);
  g_clear_pointer (&copy->now, pixel_store_unref);
  g_clear_pointer (&copy->pool, pixel_pool_unref);
  g_clear_error (&copy->error);
  g_mutex_clear (&copy->lock);
  g_free (copy);
}

static GimpImage *
get_image (const SelectionCopy *copy)
{
  return gimp_item_get_image (GIMP_ITEM (copy->drawable));
}

static void
find_place (const SelectionCopy *copy, Place *place)
{
  *place = (Place) { 0 };
  gimp_selection_bounds (get_image (copy), &place->exists, &place->bounds[0],
                         &place->bounds[1], &place->bounds[2],
                         &place->bounds[3]);
  gimp_drawable_get_offsets (copy->drawable, &place->offset_x,
                             &place->offset_y);
}

static gboolean
is_same_place (const Place *one, const Place *other)
{
  return one->exists == other->exists && one->offset_x == other->offset_x
         && one->offset_y == other->offset_y
         && memcmp (one->bounds, other->bounds, sizeof one->bounds) == 0;
}

/* Makes store, which is transfer full, the copy that the preview reads. */
static void
publish (SelectionCopy *copy, PixelStore *store)
{
  PixelStore *old;

  g_mutex_lock (&copy->lock);
  old = copy->now;
  copy->now = store;
  g_mutex_unlock (&copy->lock);
  pixel_store_unref (old);
}

/* Begins a new copy of the selection, whose pixels are in buffer. */
static void
start_copying (SelectionCopy *copy, GeglBuffer *buffer)
{
  const SmoothRect whole = { 0, 0, copy->width, copy->height };

  g_clear_pointer (&copy->next, pixel_store_unref);
  copy->next = pixel_store_new (copy->pool, &whole,
                                gegl_buffer_get_format (buffer), &copy->error);
  copy->x = copy->y = 0;
}

/* Moves copy->x and copy->y on to the next piece of the drawable and returns
 * TRUE; after the last piece moves them back to the first one and returns
 * FALSE. */
static gboolean
advance (SelectionCopy *copy)
{
  copy->x += BUFFER_TRANSFER_WIDTH_PX;
  if (copy->x >= copy->width)
    {
      copy->x = 0;
      copy->y += BUFFER_TRANSFER_HEIGHT_PX;
    }
  if (copy->y < copy->height)
    return TRUE;
  copy->y = 0;
  return FALSE;
}

static BufferTransfer
get_transfer (const SelectionCopy *copy, GeglBuffer *buffer, PixelStore *store)
{
  return (BufferTransfer) { .buffer = buffer,
                            .offset_x = copy->place.offset_x,
                            .offset_y = copy->place.offset_y,
                            .store = store };
}

static SmoothRect
get_piece (const SelectionCopy *copy)
{
  return (SmoothRect) {
    copy->x, copy->y, MIN (BUFFER_TRANSFER_WIDTH_PX, copy->width - copy->x),
    MIN (BUFFER_TRANSFER_HEIGHT_PX, copy->height - copy->y)
  };
}

/* Compares the next piece of the copy with buffer, and begins a new copy if
 * they differ. */
static void
compare_piece (SelectionCopy *copy, GeglBuffer *buffer)
{
  const BufferTransfer transfer = get_transfer (copy, buffer, copy->now);
  const SmoothRect piece = get_piece (copy);
  gboolean is_same;

  if (!buffer_transfer_compare (&transfer, &piece, &is_same, &copy->error))
    return;
  if (is_same)
    advance (copy);
  else
    start_copying (copy, buffer);
}

/* Copies the next piece. Returns TRUE when the new copy is complete. */
static gboolean
copy_piece (SelectionCopy *copy, GeglBuffer *buffer)
{
  const BufferTransfer transfer = get_transfer (copy, buffer, copy->next);
  const SmoothRect piece = get_piece (copy);

  if (!buffer_transfer_read (&transfer, &piece, &copy->error) || advance (copy))
    return FALSE;
  publish (copy, g_steal_pointer (&copy->next));
  return TRUE;
}

/* Copies or compares pieces of the selection until the time end, or until all
 * pieces have been compared, or until a new copy is complete. Returns whether a
 * new copy is complete. */
static gboolean
work_until (SelectionCopy *copy, GeglBuffer *buffer, gint64 end)
{
  while (copy->error == NULL && g_get_monotonic_time () < end)
    {
      if (copy->next != NULL)
        {
          if (copy_piece (copy, buffer))
            return TRUE;
        }
      else
        compare_piece (copy, buffer);
      if (copy->next == NULL && copy->x == 0 && copy->y == 0)
        return FALSE;
    }
  return FALSE;
}

/* Drops the copy, since nothing is selected. Returns TRUE if something was
 * selected at the last poll. */
static gboolean
drop_selection (SelectionCopy *copy)
{
  gboolean has_changed = copy->now != NULL;

  g_clear_pointer (&copy->next, pixel_store_unref);
  publish (copy, NULL);
  return has_changed;
}

gboolean
selection_copy_poll (SelectionCopy *copy, gint64 n_us)
{
  gint64 end = g_get_monotonic_time () + n_us;
  g_autoptr (GeglBuffer) buffer = NULL;
  gboolean is_new, has_changed;
  Place place;

  g_clear_error (&copy->error);
  find_place (copy, &place);
  is_new = !copy->has_place || !is_same_place (&place, &copy->place);
  copy->has_place = TRUE;
  copy->place = place;
  if (!place.exists)
    return drop_selection (copy);
  buffer = gimp_drawable_get_buffer (
    GIMP_DRAWABLE (gimp_image_get_selection (get_image (copy))));
  if (buffer == NULL)
    common_error_set_gone (&copy->error);
  else if (is_new)
    start_copying (copy, buffer);
  has_changed = work_until (copy, buffer, end);
  if (copy->error != NULL)
    {
      g_clear_pointer (&copy->next, pixel_store_unref);
      copy->has_place = FALSE;
    }
  return has_changed;
}

const GError *
selection_copy_get_error (const SelectionCopy *copy)
{
  return copy->error;
}

gboolean
selection_copy_is_copying (const SelectionCopy *copy)
{
  return copy->next != NULL;
}

gboolean
selection_copy_exists (gpointer data)
{
  SelectionCopy *copy = data;
  gboolean exists;

  g_mutex_lock (&copy->lock);
  exists = copy->now != NULL;
  g_mutex_unlock (&copy->lock);
  return exists;
}

gboolean
selection_copy_read (gpointer data,
                     const SmoothRect *rect,
                     float *pixels,
                     GError **error)
{
  SelectionCopy *copy = data;
  g_autoptr (PixelStore) now = NULL;

  g_mutex_lock (&copy->lock);
  if (copy->now != NULL)
    now = pixel_store_ref (copy->now);
  g_mutex_unlock (&copy->lock);
  if (now != NULL)
    return pixel_store_read (now, rect, babl_format ("Y float"), pixels, error);
  for (gsize i = 0; i < (gsize) rect->width * (gsize) rect->height; i++)
    pixels[i] = 1;
  return TRUE;
}
