/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GIMP tells nobody that the selection has changed. Its bounds are asked for at
 * each look, its pixels are compared piece by piece, round and round.
 */
#include "mask.h"

#include <string.h>

#define PIECE_WIDTH_PX 1024
#define PIECE_HEIGHT_PX 128

/* What is quickly asked for. */
typedef struct
{
  gboolean exists;
  int bounds[4];
  int offset_x, offset_y; /* of the drawable */
} Place;

struct _Mask
{
  GimpDrawable *drawable;
  int width, height;
  Place place; /* of what is copied, or compared */
  int x, y;    /* next piece */
  gboolean has_begun;
  GeglBuffer *next; /* being copied; NULL: none */
  /* In the drawable's coordinates; NULL: no selection. Set by the main thread
   * under the lock, read by both. */
  GMutex lock;
  GeglBuffer *now;
};

Mask *
mask_new (GimpDrawable *drawable)
{
  Mask *mask = g_new0 (Mask, 1);

  mask->drawable = drawable;
  mask->width = gimp_drawable_get_width (drawable);
  mask->height = gimp_drawable_get_height (drawable);
  g_mutex_init (&mask->lock);

  return mask;
}

void
mask_free (Mask *mask)
{
  if (!mask)
    return;

  g_clear_object (&mask->next);
  g_clear_object (&mask->now);
  g_mutex_clear (&mask->lock);
  g_free (mask);
}

static GimpImage *
get_image (const Mask *mask)
{
  return gimp_item_get_image (GIMP_ITEM (mask->drawable));
}

static void
find_place (const Mask *mask, Place *place)
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

/* Lets the reader have it; buffer: transfer full. */
static void
show (Mask *mask, GeglBuffer *buffer)
{
  GeglBuffer *old;

  g_mutex_lock (&mask->lock);
  old = mask->now;
  mask->now = buffer;
  g_mutex_unlock (&mask->lock);
  g_clear_object (&old);
}

/* Begins a copy. */
static void
start (Mask *mask, GeglBuffer *from)
{
  g_clear_object (&mask->next);
  mask->next =
    gegl_buffer_new (GEGL_RECTANGLE (0, 0, mask->width, mask->height),
                     gegl_buffer_get_format (from));
  mask->x = mask->y = 0;
}

/* Goes to the next piece; FALSE behind the last. */
static gboolean
advance (Mask *mask)
{
  mask->x += PIECE_WIDTH_PX;
  if (mask->x >= mask->width)
    {
      mask->x = 0;
      mask->y += PIECE_HEIGHT_PX;
    }
  if (mask->y < mask->height)
    return TRUE;
  mask->y = 0;

  return FALSE;
}

static gboolean
is_same_piece (const Mask *mask,
               GeglBuffer *from,
               const GeglRectangle *area,
               const GeglRectangle *in_image)
{
  const Babl *format = gegl_buffer_get_format (mask->now);
  gsize size = (gsize) area->width * area->height
               * babl_format_get_bytes_per_pixel (format);
  g_autofree guint8 *one = g_malloc (size);
  g_autofree guint8 *other = g_malloc (size);

  gegl_buffer_get (mask->now, area, 1.0, format, one, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  gegl_buffer_get (from, in_image, 1.0, format, other, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);

  return memcmp (one, other, size) == 0;
}

/* Copies or compares the next piece. TRUE when there is another copy. */
static gboolean
take_piece (Mask *mask, GeglBuffer *from)
{
  const GeglRectangle area = { mask->x, mask->y,
                               MIN (PIECE_WIDTH_PX, mask->width - mask->x),
                               MIN (PIECE_HEIGHT_PX, mask->height - mask->y) };
  const GeglRectangle in_image = { area.x + mask->place.offset_x,
                                   area.y + mask->place.offset_y, area.width,
                                   area.height };

  if (!mask->next)
    {
      if (is_same_piece (mask, from, &area, &in_image))
        advance (mask);
      else
        start (mask, from);
      return FALSE;
    }

  gegl_buffer_copy (from, &in_image, GEGL_ABYSS_NONE, mask->next, &area);
  if (advance (mask))
    return FALSE;
  show (mask, g_steal_pointer (&mask->next));

  return TRUE;
}

gboolean
mask_look (Mask *mask, gint64 n_us)
{
  gint64 end = g_get_monotonic_time () + n_us;
  g_autoptr (GeglBuffer) from = NULL;
  gboolean is_new, has_changed = FALSE;
  Place place;

  find_place (mask, &place);
  is_new = !mask->has_begun || !is_same_place (&place, &mask->place);
  mask->has_begun = TRUE;
  mask->place = place;
  if (!place.exists)
    {
      has_changed = mask->now != NULL;
      g_clear_object (&mask->next);
      show (mask, NULL);
      return has_changed;
    }

  from = gimp_drawable_get_buffer (
    GIMP_DRAWABLE (gimp_image_get_selection (get_image (mask))));
  if (is_new)
    start (mask, from);
  do
    has_changed = take_piece (mask, from);
  while (!has_changed && (mask->next || mask->x > 0 || mask->y > 0)
         && g_get_monotonic_time () < end);

  return has_changed;
}

gboolean
mask_is_busy (const Mask *mask)
{
  return mask->next != NULL;
}

gboolean
mask_exists (gpointer data)
{
  Mask *mask = data;
  gboolean exists;

  g_mutex_lock (&mask->lock);
  exists = mask->now != NULL;
  g_mutex_unlock (&mask->lock);

  return exists;
}

gboolean
mask_read (gpointer data,
           const SmoothRect *rect,
           float *pixels,
           GError **error G_GNUC_UNUSED)
{
  Mask *mask = data;
  g_autoptr (GeglBuffer) now = NULL;

  g_mutex_lock (&mask->lock);
  if (mask->now)
    now = g_object_ref (mask->now);
  g_mutex_unlock (&mask->lock);

  if (now)
    gegl_buffer_get (
      now, GEGL_RECTANGLE (rect->x, rect->y, rect->width, rect->height), 1.0,
      babl_format ("Y float"), pixels, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  else
    for (gsize i = 0; i < (gsize) rect->width * rect->height; i++)
      pixels[i] = 1;

  return TRUE;
}
