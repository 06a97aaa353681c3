/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows are copied piece by piece, and count as ready when all of their pieces
 * have been copied. The preview's thread reads only rows that are ready.
 */
#include "preview-drawable-copy.h"

#include <string.h>

#include "buffer-transfer.h"
#include "common-errors.h"
#include "drawable-checks.h"
#include "preview-selection-copy.h"
#include "test-points.h"

/* After this time, in microseconds, a call of the idle function begins no new
 * piece. The piece that it has begun takes 1 to 3 ms more. */
#define SLICE_US 12000

struct _DrawableCopy
{
  int n_refs;
  PixelPool *pool; /* an owned reference */
  GimpDrawable *drawable;
  const Babl *format;
  int width, height;
  SmoothRect region;
  EngineIo io; /* the copy owns the stores of io */
  SmoothResultStore store;
  SelectionCopy *selection;
  /* The fields below are used while the drawable is copied. */
  guint idle; /* id of the idle function; 0: nothing is copied */
  GeglBuffer *buffer;
  gboolean has_selection; /* the selection has been copied completely */
  /* The next piece to copy begins in column x of row n_ready. The rows above
   * n_ready have been copied. */
  int x, n_ready;
  GError *error;
  DrawableCopyFunc func;
  gpointer data;
};

static void
end_copying (DrawableCopy *copy)
{
  g_clear_handle_id (&copy->idle, g_source_remove);
  g_clear_object (&copy->buffer);
}

static void
copy_piece (DrawableCopy *copy)
{
  const SmoothRect rect = {
    copy->x, copy->n_ready,
    MIN (BUFFER_TRANSFER_WIDTH_PX, copy->width - copy->x),
    MIN (BUFFER_TRANSFER_HEIGHT_PX, copy->height - copy->n_ready)
  };
  const BufferTransfer transfer = { .drawable = copy->drawable,
                                    .buffer = copy->buffer,
                                    .store = copy->io.before };

  if (!buffer_transfer_read (&transfer, &rect, &copy->error))
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

/* Polls the selection for SLICE_US. Returns TRUE when there is a new copy of
 * it. The drawable must exist. */
static gboolean
poll_selection (DrawableCopy *copy)
{
  gboolean has_changed = selection_copy_poll (copy->selection, SLICE_US);
  const GError *error = selection_copy_get_error (copy->selection);

  if (error != NULL && copy->error == NULL)
    copy->error = g_error_copy (error);
  return has_changed;
}

/* Copies pieces for about SLICE_US. The selection comes first, since the
 * preview needs it to show a row. */
static void
copy_slice (DrawableCopy *copy)
{
  gint64 start = g_get_monotonic_time ();

  if (copy->error == NULL && !has_drawable (copy))
    common_error_set_gone (&copy->error);
  if (copy->error == NULL && !copy->has_selection)
    {
      poll_selection (copy);
      copy->has_selection = !selection_copy_is_copying (copy->selection);
    }
  while (copy->error == NULL && copy->has_selection
         && !drawable_copy_is_whole (copy)
         && g_get_monotonic_time () - start < SLICE_US)
    copy_piece (copy);
  if (copy->error != NULL || drawable_copy_is_whole (copy))
    end_copying (copy);
  if (drawable_copy_is_whole (copy))
    test_point (TEST_POINT_COPIED);
  if (copy->func != NULL)
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

/* Returns a new store for the pixels of the whole drawable. */
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
  EngineIo *io = &copy->io;

  engine_io_init (io, copy->drawable, copy->format);
  io->before = store_new (copy, pool, copy->format, error);
  if (io->before != NULL)
    io->smoothed = store_new (copy, pool, copy->format, error);
  if (io->smoothed != NULL)
    io->edges = store_new (copy, pool, io->edges_format, error);
  copy->store = engine_io_store (io);
  return io->edges != NULL;
}

/* Finds the region of the drawable that is to be smoothed. Returns FALSE if it
 * does not lie in the copy, since the drawable has got another size. */
static gboolean
find_region (const DrawableCopy *copy, SmoothRect *region)
{
  const SmoothRect whole = { 0, 0, copy->width, copy->height };

  return drawable_find_region (copy->drawable, region, NULL)
         && smooth_rect_contains (&whole, region);
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

  if (format == NULL)
    {
      common_error_set_gone (error);
      return NULL;
    }

  copy = g_new0 (DrawableCopy, 1);
  copy->n_refs = 1;
  copy->pool = pixel_pool_ref (pool);
  copy->drawable = drawable;
  copy->format = format;
  copy->width = gimp_drawable_get_width (drawable);
  copy->height = gimp_drawable_get_height (drawable);
  if (!find_region (copy, &copy->region))
    copy->region = (SmoothRect) { 0, 0, copy->width, copy->height };
  copy->func = func;
  copy->data = data;
  if (!init_stores (copy, pool, error))
    {
      drawable_copy_unref (copy);
      return NULL;
    }

  copy->buffer = gimp_drawable_get_buffer (drawable);
  copy->selection = selection_copy_new (drawable, pool);
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
  if (copy == NULL || --copy->n_refs > 0)
    return;

  end_copying (copy);
  g_clear_pointer (&copy->io.before, pixel_store_unref);
  g_clear_pointer (&copy->io.smoothed, pixel_store_unref);
  g_clear_pointer (&copy->io.edges, pixel_store_unref);
  for (int i = 0; i < SMOOTH_MAX_DETAILS; i++)
    g_clear_pointer (&copy->io.stages[i], pixel_store_unref);
  pixel_pool_unref (copy->pool);
  selection_copy_free (copy->selection);
  g_clear_error (&copy->error);
  g_free (copy);
}

gboolean
drawable_copy_ensure_stages (DrawableCopy *copy,
                             const SmoothParams *params,
                             GError **error)
{
  for (int i = 1; i < smooth_params_count_details (params); i++)
    {
      PixelStore **stage = &copy->io.stages[i];

      if (*stage == NULL)
        *stage = store_new (copy, copy->pool, copy->format, error);
      if (*stage == NULL)
        return FALSE;
    }
  return TRUE;
}

void
drawable_copy_disconnect (DrawableCopy *copy)
{
  copy->func = NULL;
}

void
drawable_copy_init_picture (DrawableCopy *copy, SmoothPicture *picture)
{
  *picture = (SmoothPicture) {
    .source = engine_io_source (&copy->io),
    .read_mask = selection_copy_read,
    .has_mask = selection_copy_exists,
    .is_limited = engine_io_is_limited (copy->format),
    .mask_data = copy->selection,
    .region = copy->region,
    .store = &copy->store,
    .n_ready = copy->n_ready,
    .destroy = (GDestroyNotify) drawable_copy_unref,
    .destroy_data = drawable_copy_ref (copy),
  };
}

gboolean
drawable_copy_poll_selection (DrawableCopy *copy)
{
  return drawable_copy_is_whole (copy) && has_drawable (copy)
         && poll_selection (copy);
}

gboolean
drawable_copy_is_copying_selection (const DrawableCopy *copy)
{
  return selection_copy_is_copying (copy->selection);
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

const EngineIo *
drawable_copy_get_io (const DrawableCopy *copy)
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

  if (!has_drawable (copy) || !find_region (copy, &region)
      || memcmp (&region, &copy->region, sizeof region) == 0)
    return FALSE;

  copy->region = region;
  return TRUE;
}

static gboolean
has_same_shape (const DrawableCopy *copy)
{
  return gimp_drawable_get_format (copy->drawable) == copy->format
         && gimp_drawable_get_width (copy->drawable) == copy->width
         && gimp_drawable_get_height (copy->drawable) == copy->height;
}

/* Compares all pixels of the drawable with the copy. No hash is used: the copy
 * is in this process, so a hash would save nothing. */
static gboolean
has_same_pixels (DrawableCopy *copy, MainLoopYield *yield)
{
  g_autoptr (GeglBuffer) now = gimp_drawable_get_buffer (copy->drawable);
  const BufferTransfer transfer = { .drawable = copy->drawable,
                                    .buffer = now,
                                    .store = copy->io.before,
                                    .yield = yield };
  const SmoothRect whole = { 0, 0, copy->width, copy->height };
  gboolean is_same;
  return buffer_transfer_compare (&transfer, &whole, &is_same, NULL) && is_same;
}

gboolean
drawable_copy_is_current (DrawableCopy *copy, MainLoopYield *yield)
{
  while (copy->error == NULL && !drawable_copy_is_whole (copy))
    {
      copy_slice (copy);
      if (!main_loop_yield (yield))
        return FALSE;
    }
  return copy->error == NULL && has_drawable (copy) && has_same_shape (copy)
         && has_same_pixels (copy, yield);
}
