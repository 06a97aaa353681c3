/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows are copied in pieces. What the other thread reads are rows whose
 * pieces are all there.
 */
#include "copy.h"

#include "checks.h"
#include "failure.h"
#include "mask.h"
#include "test-points.h"
#include "transfer.h"

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
  GError *error;
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
  const SmoothRect rect = {
    copy->x, copy->n_ready, MIN (TRANSFER_WIDTH_PX, copy->width - copy->x),
    MIN (TRANSFER_HEIGHT_PX, copy->height - copy->n_ready)
  };
  const Transfer transfer = { .drawable = copy->drawable,
                              .buffer = copy->from,
                              .store = copy->io.before };

  if (!transfer_get (&transfer, &rect, &copy->error))
    return;

  copy->x += rect.width;
  if (copy->x == copy->width)
    {
      copy->x = 0;
      copy->n_ready += rect.height;
    }
}

static gboolean
has_drawable (const Copy *copy)
{
  return gimp_item_is_valid (GIMP_ITEM (copy->drawable));
}

/* As mask_look; the drawable exists. */
static gboolean
look_at_mask (Copy *copy)
{
  gboolean has_changed = mask_look (copy->mask, SLICE_US);
  const GError *error = mask_get_error (copy->mask);

  if (error && !copy->error)
    copy->error = g_error_copy (error);

  return has_changed;
}

static void
copy_slice (Copy *copy)
{
  gint64 start = g_get_monotonic_time ();

  if (!copy->error && !has_drawable (copy))
    failure_set_gone (&copy->error);
  /* Rows are only looked at together with their selection. */
  if (!copy->error && !copy->has_mask)
    {
      look_at_mask (copy);
      copy->has_mask = !mask_is_busy (copy->mask);
    }
  while (!copy->error && copy->has_mask && !copy_is_whole (copy)
         && g_get_monotonic_time () - start < SLICE_US)
    copy_piece (copy);

  if (copy->error || copy_is_whole (copy))
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

static PixelStore *
store_new (const Copy *copy,
           PixelPool *pool,
           const Babl *format,
           GError **error)
{
  const SmoothRect whole = { 0, 0, copy->width, copy->height };

  return pixel_store_new (pool, &whole, format, error);
}

static gboolean
init_stores (Copy *copy, PixelPool *pool, GError **error)
{
  DrawableIo *io = &copy->io;

  drawable_io_init (io, copy->drawable, copy->format);
  io->before = store_new (copy, pool, copy->format, error);
  if (io->before)
    io->smoothed = store_new (copy, pool, copy->format, error);
  if (io->smoothed)
    io->edges = store_new (copy, pool, io->edges_format, error);
  copy->store = drawable_io_store (io);

  return io->edges != NULL;
}

Copy *
copy_new (GimpDrawable *drawable,
          PixelPool *pool,
          CopyFunc func,
          gpointer data,
          GError **error)
{
  const Babl *format = gimp_drawable_get_format (drawable);
  Copy *copy;

  if (!format)
    {
      failure_set_gone (error);
      return NULL;
    }

  copy = g_new0 (Copy, 1);
  copy->n_refs = 1;
  copy->drawable = drawable;
  copy->format = format;
  copy->width = gimp_drawable_get_width (drawable);
  copy->height = gimp_drawable_get_height (drawable);
  checks_region (drawable, &copy->region, NULL);
  copy->func = func;
  copy->data = data;
  if (!init_stores (copy, pool, error))
    {
      copy_unref (copy);
      return NULL;
    }

  copy->from = gimp_drawable_get_buffer (drawable);
  copy->mask = mask_new (drawable, pool);
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
  g_clear_pointer (&copy->io.before, pixel_store_unref);
  g_clear_pointer (&copy->io.smoothed, pixel_store_unref);
  g_clear_pointer (&copy->io.edges, pixel_store_unref);
  mask_free (copy->mask);
  g_clear_error (&copy->error);
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
    .region = copy->region,
    .store = &copy->store,
    .n_ready = copy->n_ready,
    .destroy = (GDestroyNotify) copy_unref,
    .destroy_data = copy_ref (copy),
  };
}

gboolean
copy_look_at_mask (Copy *copy)
{
  return copy_is_whole (copy) && has_drawable (copy) && look_at_mask (copy);
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

const GError *
copy_get_error (const Copy *copy)
{
  return copy->error;
}

const DrawableIo *
copy_get_stores (const Copy *copy)
{
  return &copy->io;
}

const SmoothRect *
copy_get_region (const Copy *copy)
{
  return &copy->region;
}

gboolean
copy_update_region (Copy *copy)
{
  SmoothRect region;

  if (!has_drawable (copy) || !checks_region (copy->drawable, &region, NULL)
      || memcmp (&region, &copy->region, sizeof region) == 0)
    return FALSE;

  copy->region = region;

  return TRUE;
}

static gboolean
is_same_kind (const Copy *copy)
{
  return gimp_drawable_get_format (copy->drawable) == copy->format
         && gimp_drawable_get_width (copy->drawable) == copy->width
         && gimp_drawable_get_height (copy->drawable) == copy->height;
}

/* Pixel by pixel: the copy is here, and no hash would be surer. */
static gboolean
has_same_pixels (Copy *copy, Breath *breath)
{
  g_autoptr (GeglBuffer) now = gimp_drawable_get_buffer (copy->drawable);
  const Transfer transfer = { .drawable = copy->drawable,
                              .buffer = now,
                              .store = copy->io.before,
                              .breath = breath };
  const SmoothRect whole = { 0, 0, copy->width, copy->height };
  gboolean is_same;

  return transfer_compare (&transfer, &whole, &is_same, NULL) && is_same;
}

gboolean
copy_is_current (Copy *copy, Breath *breath)
{
  while (!copy->error && !copy_is_whole (copy))
    {
      copy_slice (copy);
      if (!breath_take (breath))
        return FALSE;
    }

  return !copy->error && has_drawable (copy) && is_same_kind (copy)
         && has_same_pixels (copy, breath);
}
