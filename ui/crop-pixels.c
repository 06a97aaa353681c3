/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the pixels and the selection of the visible part on the worker, keeps
 * them for the next frame, and paints the original and the outline.
 */
#include "crop-pixels.h"

#include <string.h>

#include <smooth/tiled-source.h>

#include "surface-paint.h"
#include "pixel-memory.h"
#include "scaled-picture-read.h"

/* The margin in pixels around the visible part of a scaled picture that is
 * smoothed as well. It is a little more than the radius of the networks'
 * receptive field on one octave. So the visible part gets the same result as if
 * the whole scaled picture were smoothed. */
#define MARGIN_PX 160
/* The source ids of crops begin here, so that they differ from the ids of
 * pictures, which are smaller. */
#define FIRST_SOURCE_ID ((guint64) 1 << 32)

void
smooth_crop_clear (SmoothCrop *crop)
{
  g_free (crop->array.pixels);
  g_free (crop->mask);
  g_free (crop->before);
  g_clear_pointer (&crop->outline, smooth_outline_unref);
  g_clear_pointer (&crop->original, cairo_surface_destroy);
  *crop = (SmoothCrop) { 0 };
}

/* Sets the area of a tileable picture that is scaled. */
static void
set_tiled_area (SmoothCrop *crop, const SmoothFrameRequest *request)
{
  const SmoothGrid *grid = &request->grid;
  const SmoothRect *visible = &request->visible;

  crop->area = (SmoothRect) { visible->x - MARGIN_PX, visible->y - MARGIN_PX,
                              visible->width + 2 * MARGIN_PX,
                              visible->height + 2 * MARGIN_PX };
  crop->covers_tile =
    crop->area.width >= grid->width && crop->area.height >= grid->height;
  if (crop->covers_tile)
    crop->area = (SmoothRect) { 0, 0, grid->width, grid->height };
}

static void
set_area (SmoothCrop *crop, const SmoothFrameRequest *request)
{
  const SmoothRect *visible = &request->visible;
  int margin = crop->has_margin ? MARGIN_PX : 0;
  int x0 = MAX (0, visible->x - margin), y0 = MAX (0, visible->y - margin);
  int x1 = MIN (request->grid.width, visible->x + visible->width + margin);
  int y1 = MIN (request->grid.height, visible->y + visible->height + margin);

  crop->area = (SmoothRect) { x0, y0, x1 - x0, y1 - y0 };
  if (crop->has_margin && crop->is_tileable)
    set_tiled_area (crop, request);
}

/* Returns how often a picture of n pixels, along one axis, is repeated before
 * its first pixel to fill the margin there. */
static int
count_tiles (const SmoothCrop *crop, int n)
{
  return crop->has_margin && crop->is_tileable ? (MARGIN_PX + n - 1) / n : 0;
}

/* Reads the pixels of the crop's area. If it may reach beyond the grid, they
 * are those of a larger grid, on a plane on which the picture is repeated. */
static gboolean
read_area (SmoothCrop *crop,
           const SmoothSource *source,
           const SmoothFrameRequest *request,
           SmoothWorkerTask *task,
           GError **error)
{
  const SmoothGrid *grid = &crop->grid;
  const int n_x = count_tiles (crop, grid->width);
  const int n_y = count_tiles (crop, grid->height);
  SmoothTiledSource tiled;
  SmoothSource plane;
  const SmoothScaledRead read = {
    .source = &plane,
    .grid = { (2 * n_x + 1) * grid->width, (2 * n_y + 1) * grid->height },
    .area = { crop->area.x + n_x * grid->width,
              crop->area.y + n_y * grid->height, crop->area.width,
              crop->area.height },
    .task = task,
    .request = request,
  };
  gboolean is_read;

  smooth_tiled_source_init (&tiled, source, n_x * source->width,
                            n_y * source->height, &plane);
  is_read = smooth_scaled_read_run (&read, crop->array.pixels, error);
  smooth_tiled_source_clear (&tiled);
  return is_read;
}

/* Copies the visible part of the original, without the margin. */
static gboolean
copy_before (SmoothCrop *crop, GError **error)
{
  const SmoothRect *visible = &crop->visible, *area = &crop->area;
  const int n = crop->array.n_channels;
  const gsize stride = (gsize) area->width * n;
  const float *from = crop->array.pixels + (visible->y - area->y) * stride
                      + (gsize) (visible->x - area->x) * n;

  crop->before = smooth_pixels_new (visible, n, error);
  if (crop->before == NULL)
    return FALSE;
  for (int y = 0; y < visible->height; y++)
    memcpy (crop->before + (gsize) y * visible->width * n, from + y * stride,
            (gsize) visible->width * n * sizeof *from);
  return TRUE;
}

static gboolean
read_original (SmoothCrop *crop,
               SmoothPictureReader *reader,
               const SmoothFrameRequest *request,
               GError **error)
{
  SmoothSource source;

  smooth_picture_reader_init_source (reader, &source);
  crop->grid = request->grid;
  crop->visible = request->visible;
  crop->has_margin =
    request->wants_result && smooth_frame_request_is_scaled (request);
  crop->is_tileable = request->params.is_tileable;
  set_area (crop, request);
  crop->array = (SmoothArray) {
    .width = crop->area.width,
    .height = crop->area.height,
    .n_channels = source.n_channels,
    .pixels = smooth_pixels_new (&crop->area, source.n_channels, error),
  };
  return crop->array.pixels != NULL
         && read_area (crop, &source, request, reader->task, error)
         && copy_before (crop, error);
}

/* A SmoothReadFunc that gives the selection's mask as a picture of one channel.
 * data: the SmoothPictureReader. */
static gboolean
read_mask_rect (gpointer data,
                const SmoothRect *rect,
                float *pixels,
                GError **error)
{
  return smooth_picture_reader_read_mask (data, rect, pixels, error);
}

static gboolean
read_mask (SmoothCrop *crop,
           SmoothPictureReader *reader,
           const SmoothFrameRequest *request,
           GError **error)
{
  const SmoothSource *picture =
    smooth_shared_picture_get_source (request->picture);
  SmoothSource source = {
    .width = picture->width,
    .height = picture->height,
    .n_channels = 1,
    .read = read_mask_rect,
    .data = reader,
  };
  const SmoothScaledRead read = { .source = &source,
                                  .grid = crop->grid,
                                  .area = crop->visible,
                                  .task = reader->task,
                                  .request = request };

  if (!smooth_shared_picture_has_mask (reader->picture))
    return TRUE;
  crop->mask = smooth_pixels_new (&crop->visible, 1, error);
  if (crop->mask == NULL || !smooth_scaled_read_run (&read, crop->mask, error))
    return FALSE;
  crop->outline = smooth_outline_new (&crop->visible, crop->mask);
  return TRUE;
}

static gboolean
update_original (SmoothCrop *crop,
                 SmoothPictureReader *reader,
                 const SmoothFrameRequest *request,
                 guint64 *n_crops,
                 GError **error)
{
  if (crop->picture_id == smooth_shared_picture_get_id (request->picture)
      && smooth_grid_equal (&crop->grid, &request->grid)
      && smooth_rect_equal (&crop->visible, &request->visible)
      && (!request->wants_result || !smooth_frame_request_is_scaled (request)
          || (crop->has_margin
              && crop->is_tileable == request->params.is_tileable)))
    return TRUE;
  smooth_crop_clear (crop);
  if (!read_original (crop, reader, request, error))
    {
      smooth_crop_clear (crop);
      return FALSE;
    }
  crop->picture_id = smooth_shared_picture_get_id (request->picture);
  crop->source_id = FIRST_SOURCE_ID + ++*n_crops;
  return TRUE;
}

static gboolean
update_mask (SmoothCrop *crop,
             SmoothPictureReader *reader,
             const SmoothFrameRequest *request,
             GError **error)
{
  if (crop->mask_revision == request->mask_revision)
    return TRUE;
  g_clear_pointer (&crop->mask, g_free);
  g_clear_pointer (&crop->outline, smooth_outline_unref);
  /* If reading the mask fails, crop->mask may be filled in part. Revision 0
   * differs from that of any request, so the next request reads the mask again.
   */
  crop->mask_revision = 0;
  if (!read_mask (crop, reader, request, error))
    return FALSE;
  crop->mask_revision = request->mask_revision;
  return TRUE;
}

static gboolean
paint_original (SmoothCrop *crop,
                const SmoothFrameRequest *request,
                GError **error)
{
  if (crop->original != NULL && crop->display_id == request->display->id)
    return TRUE;
  g_clear_pointer (&crop->original, cairo_surface_destroy);
  crop->display_id = request->display->id;
  crop->original =
    smooth_paint_picture (&request->display->display, crop->array.n_channels,
                          &crop->visible, crop->before, error);
  return crop->original != NULL;
}

gboolean
smooth_crop_prepare (SmoothCrop *crop,
                     SmoothPictureReader *reader,
                     const SmoothFrameRequest *request,
                     guint64 *n_crops,
                     GError **error)
{
  return update_original (crop, reader, request, n_crops, error)
         && update_mask (crop, reader, request, error)
         && paint_original (crop, request, error);
}

void
smooth_crop_add_original (const SmoothCrop *crop, SmoothFrameUpdate *update)
{
  update->original = cairo_surface_reference (crop->original);
  if (crop->outline != NULL)
    update->outline = smooth_outline_ref (crop->outline);
}
