/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows are copied in pieces. What the other thread reads are rows whose
 * pieces are all there.
 */
#include "drawable-copy.h"

#include "checks.h"
#include "failure.h"
#include "selection-copy.h"
#include "test-points.h"
#include "transfer.h"

/* A piece takes 1 to 3 ms. */
#define SLICE_US 12000

struct _DrawableCopy
{
  int n_refs;
  GimpDrawable *drawable;
  const Babl *format; /* its own */
  SmoothRect region;
  int width, height;
  DrawableIo io;
  SmoothResultStore store;
  SelectionCopy *mask;
  /* While it is copied: */
  guint idle;
  GeglBuffer *from;
  gboolean has_mask;
  int x, n_ready;
  GError *error;
  DrawableCopyFunc func;
  gpointer data;
};

static void
end_copying (DrawableCopy *copy)
{
  g_clear_handle_id (&copy->idle, g_source_remove);
  g_clear_object (&copy->from);
}

static void
copy_piece (DrawableCopy *copy)
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
has_drawable (const DrawableCopy *copy)
{
  return gimp_item_is_valid (GIMP_ITEM (copy->drawable));
}

/* As selection_copy_look; the drawable exists. */
static gboolean
look_at_mask (DrawableCopy *copy)
{
  gboolean has_changed = selection_copy_look (copy->mask, SLICE_US);
  const GError *error = selection_copy_get_error (copy->mask);

  if (error && !copy->error)
    copy->error = g_error_copy (error);

  return has_changed;
}

static void
copy_slice (DrawableCopy *copy)
{
  gint64 start = g_get_monotonic_time ();

  if (!copy->error && !has_drawable (copy))
    failure_set_gone (&copy->error);
  /* Rows are only looked at together with their selection. */
  if (!copy->error && !copy->has_mask)
    {
      look_at_mask (copy);
      copy->has_mask = !selection_copy_is_busy (copy->mask);
    }
  while (!copy->error && copy->has_mask && !drawable_copy_is_whole (copy)
         && g_get_monotonic_time () - start < SLICE_US)
    copy_piece (copy);

  if (copy->error || drawable_copy_is_whole (copy))
    end_copying (copy);
  if (drawable_copy_is_whole (copy))
    test_point (TEST_POINT_COPIED);
  if (copy->func)
    copy->func (copy->data, copy);
}

static gboolean
on_idle (gpointer data)
{
  DrawableCopy *copy = drawable_copy_ref (data);
  gboolean goes_on;

  copy_slice (copy);
  goes_on = copy->idle != 0;
  drawable_copy_unref (copy);

  return goes_on ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static PixelStore *
store_new (const DrawableCopy *copy,
           PixelPool *pool,
           const Babl *format,
           GError **error)
{
  const SmoothRect whole = { 0, 0, copy->width, copy->height };

  return pixel_store_new (pool, &whole, format, error);
}

static gboolean
init_stores (DrawableCopy *copy, PixelPool *pool, GError **error)
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

DrawableCopy *
drawable_copy_new (GimpDrawable *drawable,
          PixelPool *pool,
          DrawableCopyFunc func,
          gpointer data,
          GError **error)
{
  const Babl *format = gimp_drawable_get_format (drawable);
  DrawableCopy *copy;

  if (!format)
    {
      failure_set_gone (error);
      return NULL;
    }

  copy = g_new0 (DrawableCopy, 1);
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
      drawable_copy_unref (copy);
      return NULL;
    }

  copy->from = gimp_drawable_get_buffer (drawable);
  copy->mask = selection_copy_new (drawable, pool);
  copy->idle = g_idle_add (on_idle, copy);

  return copy;
}

DrawableCopy *
drawable_copy_ref (DrawableCopy *copy)
{
  copy->n_refs++;

  return copy;
}

void
drawable_copy_unref (DrawableCopy *copy)
{
  if (!copy || --copy->n_refs > 0)
    return;

  end_copying (copy);
  g_clear_pointer (&copy->io.before, pixel_store_unref);
  g_clear_pointer (&copy->io.smoothed, pixel_store_unref);
  g_clear_pointer (&copy->io.edges, pixel_store_unref);
  selection_copy_free (copy->mask);
  g_clear_error (&copy->error);
  g_free (copy);
}

void
drawable_copy_forget (DrawableCopy *copy)
{
  copy->func = NULL;
}

void
drawable_copy_describe (DrawableCopy *copy, SmoothPicture *picture)
{
  *picture = (SmoothPicture) {
    .source = drawable_io_source (&copy->io),
    .read_mask = selection_copy_read,
    .has_mask = selection_copy_exists,
    .is_limited = drawable_io_is_limited (copy->format),
    .mask_data = copy->mask,
    .region = copy->region,
    .store = &copy->store,
    .n_ready = copy->n_ready,
    .destroy = (GDestroyNotify) drawable_copy_unref,
    .destroy_data = drawable_copy_ref (copy),
  };
}

gboolean
drawable_copy_look_at_mask (DrawableCopy *copy)
{
  return drawable_copy_is_whole (copy) && has_drawable (copy) && look_at_mask (copy);
}

gboolean
drawable_copy_is_following (const DrawableCopy *copy)
{
  return selection_copy_is_busy (copy->mask);
}

int
drawable_copy_get_n_ready (const DrawableCopy *copy)
{
  return copy->n_ready;
}

gboolean
drawable_copy_is_whole (const DrawableCopy *copy)
{
  return copy->n_ready == copy->height;
}

const GError *
drawable_copy_get_error (const DrawableCopy *copy)
{
  return copy->error;
}

const DrawableIo *
drawable_copy_get_stores (const DrawableCopy *copy)
{
  return &copy->io;
}

const SmoothRect *
drawable_copy_get_region (const DrawableCopy *copy)
{
  return &copy->region;
}

gboolean
drawable_copy_update_region (DrawableCopy *copy)
{
  SmoothRect region;

  if (!has_drawable (copy) || !checks_region (copy->drawable, &region, NULL)
      || memcmp (&region, &copy->region, sizeof region) == 0)
    return FALSE;

  copy->region = region;

  return TRUE;
}

static gboolean
is_same_kind (const DrawableCopy *copy)
{
  return gimp_drawable_get_format (copy->drawable) == copy->format
         && gimp_drawable_get_width (copy->drawable) == copy->width
         && gimp_drawable_get_height (copy->drawable) == copy->height;
}

/* Pixel by pixel: the copy is here, and no hash would be surer. */
static gboolean
has_same_pixels (DrawableCopy *copy, MainLoopYield *breath)
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
drawable_copy_is_current (DrawableCopy *copy, MainLoopYield *breath)
{
  while (!copy->error && !drawable_copy_is_whole (copy))
    {
      copy_slice (copy);
      if (!main_loop_yield (breath))
        return FALSE;
    }

  return !copy->error && has_drawable (copy) && is_same_kind (copy)
         && has_same_pixels (copy, breath);
}
