/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copying goes in pieces of whole tiles of GEGL's, so that what the other
 * thread reads is never in a tile that is still written.
 */
#include "copy.h"

#include <string.h>

#include "checks.h"
#include "mask.h"
#include "test-points.h"

#define PIECE_WIDTH_PX 1024
#define PIECE_HEIGHT_PX 128
/* A piece takes 1 to 3 ms. */
#define SLICE_US 12000

struct _Copy
{
  int n_refs;
  GimpDrawable *drawable;
  const Babl *format; /* its own */
  SmoothRect region;
  int width, height;
  DrawableIo io;
  SmoothStore store;
  Mask *mask;
  /* While it is copied: */
  guint idle;
  GeglBuffer *from;
  gboolean has_mask;
  int x, n_ready;
  gboolean is_lost;
  CopyFunc func;
  gpointer data;
};

static void
end_copying (Copy *copy)
{
  g_clear_handle_id (&copy->idle, g_source_remove);
  g_clear_object (&copy->from);
}

static void
copy_piece (Copy *copy)
{
  GeglRectangle area = { copy->x, copy->n_ready,
                         MIN (PIECE_WIDTH_PX, copy->width - copy->x),
                         MIN (PIECE_HEIGHT_PX, copy->height - copy->n_ready) };

  gegl_buffer_copy (copy->from, &area, GEGL_ABYSS_NONE, copy->io.before, &area);
  copy->x += area.width;
  if (copy->x == copy->width)
    {
      copy->x = 0;
      copy->n_ready += area.height;
    }
}

/* GIMP kills a plug-in that asks for the pixels of a drawable that is gone. */
static gboolean
has_drawable (const Copy *copy)
{
  return gimp_item_is_valid (GIMP_ITEM (copy->drawable));
}

static void
copy_slice (Copy *copy)
{
  gint64 start = g_get_monotonic_time ();

  copy->is_lost = !has_drawable (copy);
  /* Rows are only looked at together with their selection. */
  if (!copy->is_lost && !copy->has_mask)
    {
      mask_look (copy->mask, SLICE_US);
      copy->has_mask = !mask_is_busy (copy->mask);
    }
  while (!copy->is_lost && copy->has_mask && !copy_is_whole (copy)
         && g_get_monotonic_time () - start < SLICE_US)
    copy_piece (copy);

  if (copy->is_lost || copy_is_whole (copy))
    end_copying (copy);
  if (copy_is_whole (copy))
    test_point (TEST_POINT_COPIED);
  if (copy->func)
    copy->func (copy->data, copy);
}

static gboolean
on_idle (gpointer data)
{
  Copy *copy = copy_ref (data);
  gboolean goes_on;

  copy_slice (copy);
  goes_on = copy->idle != 0;
  copy_unref (copy);

  return goes_on ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static GeglBuffer *
plain_buffer_new (const Copy *copy, const Babl *format)
{
  return gegl_buffer_new (GEGL_RECTANGLE (0, 0, copy->width, copy->height),
                          format);
}

Copy *
copy_new (GimpDrawable *drawable, CopyFunc func, gpointer data)
{
  Copy *copy = g_new0 (Copy, 1);

  copy->n_refs = 1;
  copy->drawable = drawable;
  copy->format = gimp_drawable_get_format (drawable);
  copy->width = gimp_drawable_get_width (drawable);
  copy->height = gimp_drawable_get_height (drawable);
  checks_region (drawable, &copy->region, NULL);
  copy->func = func;
  copy->data = data;

  drawable_io_init (&copy->io, drawable);
  copy->from = gimp_drawable_get_buffer (drawable);
  copy->io.before = plain_buffer_new (copy, copy->format);
  copy->io.smoothed = plain_buffer_new (copy, copy->format);
  copy->io.edges = plain_buffer_new (copy, copy->io.edges_format);
  copy->store = drawable_io_store (&copy->io);
  copy->mask = mask_new (drawable);
  copy->idle = g_idle_add (on_idle, copy);

  return copy;
}

Copy *
copy_ref (Copy *copy)
{
  copy->n_refs++;

  return copy;
}

void
copy_unref (Copy *copy)
{
  if (!copy || --copy->n_refs > 0)
    return;

  end_copying (copy);
  g_clear_object (&copy->io.before);
  g_clear_object (&copy->io.smoothed);
  g_clear_object (&copy->io.edges);
  mask_free (copy->mask);
  g_free (copy);
}

void
copy_forget (Copy *copy)
{
  copy->func = NULL;
}

void
copy_describe (Copy *copy, SmoothPicture *picture)
{
  *picture = (SmoothPicture) {
    .source = drawable_io_source (&copy->io),
    .read_mask = mask_read,
    .has_mask = mask_exists,
    .is_limited = drawable_io_is_limited (copy->format),
    .mask_data = copy->mask,
    .store = &copy->store,
    .n_ready = copy->n_ready,
    .destroy = (GDestroyNotify) copy_unref,
    .destroy_data = copy_ref (copy),
  };
}

gboolean
copy_look_at_mask (Copy *copy)
{
  return copy_is_whole (copy) && has_drawable (copy)
         && mask_look (copy->mask, SLICE_US);
}

gboolean
copy_is_following (const Copy *copy)
{
  return mask_is_busy (copy->mask);
}

int
copy_get_n_ready (const Copy *copy)
{
  return copy->n_ready;
}

gboolean
copy_is_whole (const Copy *copy)
{
  return copy->n_ready == copy->height;
}

gboolean
copy_is_lost (const Copy *copy)
{
  return copy->is_lost;
}

const DrawableIo *
copy_get_buffers (const Copy *copy)
{
  return &copy->io;
}

const SmoothRect *
copy_get_region (const Copy *copy)
{
  return &copy->region;
}

static gboolean
is_same_kind (const Copy *copy)
{
  return gimp_drawable_get_format (copy->drawable) == copy->format
         && gimp_drawable_get_width (copy->drawable) == copy->width
         && gimp_drawable_get_height (copy->drawable) == copy->height;
}

static gboolean
is_same_piece (GeglBuffer *one,
               GeglBuffer *other,
               const GeglRectangle *area,
               guint8 *const scratch[2])
{
  const Babl *format = gegl_buffer_get_format (one);
  gsize size = (gsize) area->width * area->height
               * babl_format_get_bytes_per_pixel (format);

  gegl_buffer_get (one, area, 1.0, format, scratch[0], GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  gegl_buffer_get (other, area, 1.0, format, scratch[1], GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);

  return memcmp (scratch[0], scratch[1], size) == 0;
}

/* Pixel by pixel: the copy is here, and no hash would be surer. */
static gboolean
has_same_pixels (Copy *copy, Breath *breath)
{
  g_autoptr (GeglBuffer) now = gimp_drawable_get_buffer (copy->drawable);
  gsize size = (gsize) PIECE_WIDTH_PX * PIECE_HEIGHT_PX
               * babl_format_get_bytes_per_pixel (copy->format);
  guint8 *scratch[2] = { g_malloc (size), g_malloc (size) };
  gboolean is_same = TRUE;

  for (int y = 0; is_same && y < copy->height; y += PIECE_HEIGHT_PX)
    for (int x = 0; is_same && x < copy->width; x += PIECE_WIDTH_PX)
      {
        const GeglRectangle area = { x, y,
                                     MIN (PIECE_WIDTH_PX, copy->width - x),
                                     MIN (PIECE_HEIGHT_PX, copy->height - y) };

        is_same = breath_take (breath) && has_drawable (copy)
                  && is_same_piece (now, copy->io.before, &area, scratch);
      }

  g_free (scratch[0]);
  g_free (scratch[1]);

  return is_same;
}

gboolean
copy_is_current (Copy *copy, Breath *breath)
{
  while (!copy->is_lost && !copy_is_whole (copy))
    {
      copy_slice (copy);
      if (!breath_take (breath))
        return FALSE;
    }

  return has_drawable (copy) && is_same_kind (copy)
         && has_same_pixels (copy, breath);
}
