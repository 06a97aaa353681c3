/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crop.h"

#include <string.h>

#include <smooth/error.h>

#include "i18n.h"
#include "paint.h"
#include "scaler.h"

/* What one level of the networks sees around a pixel, and a little more. */
#define MARGIN_PX 160
/* Pixels that are read at a time. */
#define READ_PIXELS (1 << 20)
/* Sources of a pane's pictures have smaller numbers. */
#define FIRST_SOURCE_ID ((guint64) 1 << 32)

gboolean
smooth_frame_request_is_scaled (const SmoothFrameRequest *request)
{
  const SmoothSource *source = smooth_shared_picture_get_source (request->picture);

  return request->grid.width < source->width || request->grid.height < source->height;
}

/* Pixels of a grid of n that lie over [start, start + size) of extent. */
static void
get_grid_range (int n, int extent, int start, int size, int *first, int *count)
{
  gint64 end = (gint64) (start + size) * n;

  *first = (int) ((gint64) start * n / extent);
  *count = (int) ((end + extent - 1) / extent) - *first;
}

void
smooth_frame_request_get_area (const SmoothFrameRequest *request, SmoothRect *area)
{
  const SmoothSource *source = smooth_shared_picture_get_source (request->picture);
  const SmoothRect *wanted = &request->wanted;
  SmoothRect over;

  get_grid_range (request->grid.width, source->width, wanted->x, wanted->width,
                  &over.x, &over.width);
  get_grid_range (request->grid.height, source->height, wanted->y, wanted->height,
                  &over.y, &over.height);
  smooth_rect_intersect (&over, &request->seen, area);
}

float *
smooth_crop_alloc (const SmoothRect *rect, int n_channels, GError **error)
{
  float *pixels = NULL;

  if ((gsize) rect->width <= G_MAXSIZE / 16 / rect->height / n_channels)
    pixels = g_try_new (float, (gsize) rect->width * rect->height * n_channels);
  if (pixels == NULL)
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                 _ ("no memory for %d x %d pixels of preview"), rect->width,
                 rect->height);
  return pixels;
}

void
smooth_crop_clear (SmoothCrop *crop)
{
  g_free (crop->array.pixels);
  g_free (crop->mask);
  g_free (crop->before);
  g_clear_pointer (&crop->outline, smooth_outline_unref);
  g_clear_pointer (&crop->original, cairo_surface_destroy);
  *crop = (SmoothCrop){ 0 };
}

/* Either of the pictures behind a gate as a source: the pixels, the mask. */
static gboolean
read_mask (gpointer data, const SmoothRect *rect, float *pixels, GError **error)
{
  return smooth_picture_reader_read_mask (data, rect, pixels, error);
}

/* Whether the next wish has no use for a reading. Where only the part that is
 * seen is another it has: a picture that is moved is shown as it moves. */
static gboolean
is_void (gpointer data, gpointer waiting)
{
  const SmoothReading *reading = data;
  const SmoothFrameRequest *request = reading->request, *next = waiting;

  return next->picture != request->picture
         || !smooth_grid_equal (&next->grid, &request->grid)
         || (reading->depends_on_params
             && !smooth_params_equal (&next->params, &request->params));
}

static gboolean
may_go_on (const SmoothReading *reading, GError **error)
{
  if (reading->run == NULL)
    return TRUE;
  if (!smooth_render_task_ask (reading->run, is_void, (gpointer) reading))
    return smooth_render_task_check (reading->run, error);
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
                       _ ("the preview was cancelled"));
  return FALSE;
}

gboolean
smooth_crop_read_scaled (const SmoothReading *reading,
                         float *pixels,
                         GError **error)
{
  const SmoothSource *source = reading->source;
  g_autoptr (SmoothScaler) scaler =
    smooth_scaler_new (source, &reading->grid, &reading->area, pixels, error);
  g_autofree float *rows = NULL;
  SmoothRect strip;
  int end, step;

  if (scaler == NULL)
    return FALSE;
  smooth_scaler_get_needed (scaler, &strip);
  end = strip.y + strip.height;
  step = CLAMP (READ_PIXELS / strip.width, 1, strip.height);
  strip.height = step;
  rows = smooth_crop_alloc (&strip, source->n_channels, error);
  if (rows == NULL)
    return FALSE;
  for (; strip.y < end; strip.y += step)
    {
      strip.height = MIN (step, end - strip.y);
      if (!may_go_on (reading, error)
          || !source->read (source->data, &strip, rows, error))
        return FALSE;
      smooth_scaler_push (scaler, &strip, rows);
    }
  return TRUE;
}

static void
set_area (SmoothCrop *crop, const SmoothFrameRequest *request)
{
  const SmoothRect *seen = &request->seen;
  int margin = crop->has_margin ? MARGIN_PX : 0;
  int x0 = MAX (0, seen->x - margin), y0 = MAX (0, seen->y - margin);
  int x1 = MIN (request->grid.width, seen->x + seen->width + margin);
  int y1 = MIN (request->grid.height, seen->y + seen->height + margin);

  crop->area = (SmoothRect){ x0, y0, x1 - x0, y1 - y0 };
}

/* The original without the margin. */
static gboolean
copy_before (SmoothCrop *crop, GError **error)
{
  const SmoothRect *seen = &crop->seen, *area = &crop->area;
  const int n = crop->array.n_channels;

  crop->before = smooth_crop_alloc (seen, n, error);
  if (crop->before == NULL)
    return FALSE;
  for (int y = 0; y < seen->height; y++)
    memcpy (
      crop->before + (gsize) y * seen->width * n,
      crop->array.pixels
        + ((gsize) (seen->y - area->y + y) * area->width + (seen->x - area->x))
            * n,
      (gsize) seen->width * n * sizeof (float));
  return TRUE;
}

static gboolean
read_selection (SmoothCrop *crop,
                SmoothPictureReader *gate,
                const SmoothFrameRequest *request,
                GError **error)
{
  const SmoothSource *source = smooth_shared_picture_get_source (request->picture);
  SmoothSource mask = {
    .width = source->width,
    .height = source->height,
    .n_channels = 1,
    .read = read_mask,
    .data = gate,
  };
  const SmoothReading reading = { &mask,     crop->grid, crop->seen,
                                  gate->run, request,       FALSE };

  if (!smooth_shared_picture_has_mask (gate->shared))
    return TRUE;
  crop->mask = smooth_crop_alloc (&crop->seen, 1, error);
  if (crop->mask == NULL
      || !smooth_crop_read_scaled (&reading, crop->mask, error))
    return FALSE;
  crop->outline = smooth_outline_new (&crop->seen, crop->mask);
  return TRUE;
}

static gboolean
fill (SmoothCrop *crop,
      SmoothPictureReader *gate,
      const SmoothFrameRequest *request,
      GError **error)
{
  SmoothSource source;
  SmoothReading reading = {
    &source, request->grid, { 0 }, gate->run, request, FALSE
  };

  smooth_picture_reader_init_source (gate, &source);
  crop->grid = request->grid;
  crop->seen = request->seen;
  crop->has_margin = request->wants_result && smooth_frame_request_is_scaled (request);
  set_area (crop, request);
  reading.area = crop->area;
  crop->array = (SmoothArray) {
    .width = crop->area.width,
    .height = crop->area.height,
    .n_channels = source.n_channels,
    .pixels = smooth_crop_alloc (&crop->area, source.n_channels, error),
  };
  return crop->array.pixels != NULL
         && smooth_crop_read_scaled (&reading, crop->array.pixels, error)
         && copy_before (crop, error);
}

/* Whether the pixels serve a request; the display is another matter. */
static gboolean
serves (const SmoothCrop *crop, const SmoothFrameRequest *request)
{
  return crop->picture_id == smooth_shared_picture_get_id (request->picture)
         && smooth_grid_equal (&crop->grid, &request->grid)
         && smooth_rect_equal (&crop->seen, &request->seen)
         && (crop->has_margin || !request->wants_result
             || !smooth_frame_request_is_scaled (request));
}

gboolean
smooth_crop_prepare (SmoothCrop *crop,
                     SmoothPictureReader *gate,
                     const SmoothFrameRequest *request,
                     guint64 *n_made,
                     GError **error)
{
  if (!serves (crop, request))
    {
      smooth_crop_clear (crop);
      if (!fill (crop, gate, request, error))
        {
          smooth_crop_clear (crop);
          return FALSE;
        }
      crop->picture_id = smooth_shared_picture_get_id (request->picture);
      crop->source_id = FIRST_SOURCE_ID + ++*n_made;
    }
  if (crop->mask_id != request->mask_id)
    {
      g_clear_pointer (&crop->mask, g_free);
      g_clear_pointer (&crop->outline, smooth_outline_unref);
      /* What is left of a failure is no selection, to be read once more. */
      crop->mask_id = 0;
      if (!read_selection (crop, gate, request, error))
        return FALSE;
      crop->mask_id = request->mask_id;
    }
  if (crop->original != NULL && crop->display_id == request->display->id)
    return TRUE;
  g_clear_pointer (&crop->original, cairo_surface_destroy);
  crop->display_id = request->display->id;
  crop->original =
    smooth_paint_picture (&request->display->display, crop->array.n_channels,
                          &crop->seen, crop->before, error);
  return crop->original != NULL;
}
