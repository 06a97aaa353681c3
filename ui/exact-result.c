/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Computes the exact result of a request's region into the result store. Other
 * requests cancel this; the next time it continues where it was interrupted.
 * That gives the same pixels, since smoothing a part of a picture gives that
 * part of the whole picture's result (see smooth/engine.h). The region is
 * computed in strips of columns, from left to right, each strip in bands of
 * rows from top to bottom.
 *
 * If the view is scaled, patches of the frame on the screen are posted as the
 * result grows. Their pixels are read back from the store, for two reasons: the
 * store may hold fewer bits than were computed, and it may hold rows from an
 * earlier call.
 */
#include <smooth/engine.h>

#include "pixel-memory.h"
#include "renderer-private.h"
#include "result-reader.h"
#include "scaler.h"

/* The largest number of pixels that are read from the store at a time, except
 * that at least one row is read. */
#define READ_PIXELS (1 << 20)

/* One plane of the result: the smoothed picture, or the edge map. */
typedef struct
{
  SmoothWriteFunc write; /* writes the plane into the result store */
  int end_y;             /* the store holds the strip's rows above this one */

  /* The fields below serve to make patches of the frame on the screen. If
   * scaler is NULL, no patches are posted. */
  SmoothResultReader reader;
  /* The plane's pixels in the result store; reading from source uses reader. */
  SmoothSource source;
  SmoothScaler *scaler;
  float *pixels; /* the strip's area, filled by the scaler */
  int next_y;    /* the row of the picture that the scaler takes next */
} Plane;

/* A strip of columns that is being computed. */
typedef struct
{
  SmoothRenderer *renderer;
  const SmoothFrameRequest *request;
  const SmoothResultStore *store;
  int number;      /* strips are counted from the left, the first is 0 */
  SmoothRect rect; /* the whole strip, in pixels of the picture */
  /* The part of the frame that the strip's patches show, in pixels of the grid;
   * its width is 0 if there are none. */
  SmoothRect area;
  Plane planes[2]; /* the smoothed picture and the edge map */
  int n_posted;    /* how many rows of area have been posted in patches */
  int first_y;     /* the row of the picture with which the computing begins */
} Strip;

static int
get_end_y (const SmoothRect *rect)
{
  return rect->y + rect->height;
}

/* Reads those rows of a plane that the store has got since the last call, and
 * passes them to the plane's scaler. */
static gboolean
scale_stored_rows (Strip *strip, Plane *plane, GError **error)
{
  const SmoothRect *region = &strip->request->exact_region;
  g_autofree float *pixels = NULL;
  SmoothRect rows;
  int end, step;

  if (plane->scaler == NULL || plane->end_y <= region->y)
    return TRUE;
  smooth_scaler_get_needed (plane->scaler, &rows);
  end = get_end_y (&rows);
  /* For rows below the region, reader repeats the region's last row. So all
   * rows below can be read as soon as the store holds that last row. */
  if (plane->end_y < get_end_y (region))
    end = MIN (end, plane->end_y);
  rows.y = MAX (rows.y, plane->next_y);
  if (rows.y >= end)
    return TRUE;
  step = CLAMP (READ_PIXELS / rows.width, 1, end - rows.y);
  rows.height = step;
  pixels = smooth_pixels_new (&rows, plane->source.n_channels, error);
  if (pixels == NULL)
    return FALSE;
  for (; rows.y < end; rows.y += step)
    {
      rows.height = MIN (step, end - rows.y);
      if (!smooth_worker_task_check (strip->renderer->reader.task, error)
          || !plane->source.read (plane->source.data, &rows, pixels, error))
        return FALSE;
      smooth_scaler_push (plane->scaler, &rows, pixels);
    }
  plane->next_y = end;
  return TRUE;
}

/* Receives from the smoother a band of rows of a plane, as wide as the strip.
 * Writes it to the store, and lets the plane's scaler read what it can. */
static gboolean
write_band (Strip *strip,
            Plane *plane,
            const SmoothRect *band,
            const float *pixels,
            GError **error)
{
  if (!plane->write (strip->store->data, band, pixels, error))
    return FALSE;
  plane->end_y = get_end_y (band);
  return scale_stored_rows (strip, plane, error);
}

static gboolean
write_result (gpointer data,
              const SmoothRect *band,
              const float *pixels,
              GError **error)
{
  Strip *strip = data;

  return write_band (strip, &strip->planes[0], band, pixels, error);
}

static gboolean
write_edges (gpointer data,
             const SmoothRect *band,
             const float *pixels,
             GError **error)
{
  Strip *strip = data;

  return write_band (strip, &strip->planes[1], band, pixels, error);
}

/* Receives a band of a further stage of the smoothed picture. */
static gboolean
write_stage (gpointer data,
             int i,
             const SmoothRect *band,
             const float *pixels,
             GError **error)
{
  Strip *strip = data;

  return strip->store->write_stage (strip->store->data, i, band, pixels, error);
}

/* Posts a patch with those rows of strip->area that both scalers have completed
 * since the last patch. */
static gboolean
post_patch (Strip *strip, GError **error)
{
  const Plane *result = &strip->planes[0], *edges = &strip->planes[1];
  SmoothRect area = strip->area;
  int start = strip->n_posted, end;
  g_autoptr (SmoothFrameUpdate) update = NULL;
  gsize at;

  if (edges->scaler == NULL)
    return TRUE;
  end = MIN (smooth_scaler_get_n_done (result->scaler),
             smooth_scaler_get_n_done (edges->scaler));
  if (end == start)
    return TRUE;
  area.y += start;
  area.height = end - start;
  at = (gsize) start * area.width;
  update =
    smooth_frame_update_new (SMOOTH_FRAME_UPDATE_PATCH, strip->request, &area);
  if (!smooth_frame_paint (&strip->renderer->crop, strip->request,
                           result->pixels + at * result->source.n_channels,
                           edges->pixels + at, update, error))
    return FALSE;
  strip->n_posted = end;
  smooth_worker_task_post (strip->renderer->reader.task,
                           g_steal_pointer (&update));
  return TRUE;
}

/* Posts which fraction of the exact region has been computed. fraction: how
 * much of the strip, from row first_y to its end, the smoother has computed, in
 * [0, 1]. Not all of these rows need be in the store yet. */
static void
post_progress (Strip *strip, double fraction)
{
  const SmoothFrameRequest *request = strip->request;
  const SmoothRect *region = &request->exact_region;
  const int n_before = strip->first_y - region->y;
  SmoothFrameUpdate *update = smooth_frame_update_new (
    SMOOTH_FRAME_UPDATE_PROGRESS, request, &request->visible);
  double n_pixels = 0;

  for (int i = 0; i < smooth_engine_count_strips (region); i++)
    {
      double n_rows =
        smooth_result_extent_get_end_y (&strip->renderer->extent, request, i)
        - region->y;
      SmoothRect rect;

      if (i == strip->number)
        n_rows =
          MAX (n_rows, n_before + (region->height - n_before) * fraction);
      smooth_engine_get_strip (region, i, &rect);
      n_pixels += CLAMP (n_rows, 0, region->height) * rect.width;
    }
  update->fraction =
    CLAMP (n_pixels / ((double) region->width * region->height), 0, 1);
  smooth_worker_task_post (strip->renderer->reader.task, update);
}

/* The smoother's progress function, called after each band: notes which rows
 * the store holds, and posts a patch and the progress. If there is no memory
 * for a patch, no patch is posted; the next patch then shows its rows, too. */
static gboolean
on_band (gpointer data, double fraction)
{
  Strip *strip = data;
  const int end_y = MIN (strip->planes[0].end_y, strip->planes[1].end_y);

  if (end_y > strip->first_y)
    smooth_result_extent_set_end_y (&strip->renderer->extent, strip->number,
                                    end_y);
  post_patch (strip, NULL);
  post_progress (strip, fraction);
  return !smooth_worker_task_is_cancelled (strip->renderer->reader.task);
}

static gboolean
smooth_rest (Strip *strip, GError **error)
{
  SmoothRenderer *renderer = strip->renderer;
  const SmoothSink sink = {
    .write = write_result,
    .write_edges = write_edges,
    .write_stage = strip->store->write_stage != NULL ? write_stage : NULL,
    .data = strip,
  };
  SmoothSource source;
  SmoothRect rest = strip->rect;
  const SmoothSmoothing smoothing = {
    .params = strip->request->params,
    .source = &source,
    .source_id = smooth_shared_picture_get_id (strip->request->picture),
    .region = &rest,
    .sink = &sink,
    .progress = on_band,
    .progress_data = strip,
  };

  smooth_picture_reader_init_source (&renderer->reader, &source);
  rest.y = strip->first_y;
  rest.height = get_end_y (&strip->rect) - rest.y;
  return rest.height <= 0
         || renderer->smoother.run (renderer->smoother.data, &smoothing, error);
}

/* Returns the first column of the frame's grid that belongs to the patches of
 * strip number i. A column of the grid that lies across the border of two
 * strips belongs to the right one, which is computed when the left one is
 * complete. If i is the number of strips, returns the end of the last strip's
 * columns. */
static int
get_first_column (const SmoothFrameRequest *request,
                  const SmoothRect *area,
                  int i)
{
  const SmoothRect *region = &request->exact_region;
  const SmoothSource *picture =
    smooth_shared_picture_get_source (request->picture);
  SmoothRect strip;
  int column;

  if (i == 0)
    return area->x;
  if (i == smooth_engine_count_strips (region))
    return area->x + area->width;
  smooth_engine_get_strip (region, i, &strip);
  column = (int) ((gint64) strip.x * request->grid.width / picture->width);
  return CLAMP (column, area->x, area->x + area->width);
}

static gboolean
init_patches (Strip *strip, GError **error)
{
  const SmoothFrameRequest *request = strip->request;
  const SmoothSource *picture =
    smooth_shared_picture_get_source (request->picture);
  SmoothRect area;

  if (request->visible.width == 0 || !smooth_frame_request_is_scaled (request))
    return TRUE;
  smooth_frame_request_get_exact_area (request, &area);
  strip->area = area;
  strip->area.x = get_first_column (request, &area, strip->number);
  strip->area.width =
    get_first_column (request, &area, strip->number + 1) - strip->area.x;
  for (int i = 0; i < 2 && strip->area.width > 0; i++)
    {
      Plane *plane = &strip->planes[i];

      smooth_result_reader_init (&plane->reader, strip->store, i == 1,
                                 &request->exact_region, picture,
                                 &plane->source);
      plane->pixels =
        smooth_pixels_new (&strip->area, plane->source.n_channels, error);
      if (plane->pixels == NULL)
        return FALSE;
      plane->scaler = smooth_scaler_new (&plane->source, &request->grid,
                                         &strip->area, plane->pixels, error);
      if (plane->scaler == NULL || !scale_stored_rows (strip, plane, error))
        return FALSE;
    }
  return post_patch (strip, error);
}

static void
clear_patches (Strip *strip)
{
  for (int i = 0; i < 2; i++)
    {
      g_clear_pointer (&strip->planes[i].scaler, smooth_scaler_free);
      g_clear_pointer (&strip->planes[i].pixels, g_free);
    }
}

/* Computes one strip. is_shown (in/out): is set to FALSE if patches have not
 * shown all of the strip.
 */
static gboolean
run_strip (SmoothRenderer *renderer,
           const SmoothFrameRequest *request,
           int number,
           gboolean *is_shown,
           GError **error)
{
  Strip strip = {
    .renderer = renderer,
    .request = request,
    .store = smooth_shared_picture_get_store (request->picture),
    .number = number,
    .first_y =
      smooth_result_extent_get_end_y (&renderer->extent, request, number),
  };
  gboolean is_done;

  smooth_engine_get_strip (&request->exact_region, number, &strip.rect);
  strip.planes[0].write = strip.store->write;
  strip.planes[1].write = strip.store->write_edges;
  strip.planes[0].end_y = strip.planes[1].end_y = strip.first_y;
  is_done = init_patches (&strip, error) && smooth_rest (&strip, error);
  /* A smoother need not report progress after its last band. */
  if (is_done)
    on_band (&strip, 1);
  *is_shown =
    *is_shown && (strip.area.width == 0 || strip.n_posted == strip.area.height);
  clear_patches (&strip);
  return is_done;
}

/* Posts that the frame on the screen is exact. To be called once patches have
 * shown all of the visible part of the exact region. Does nothing if nothing is
 * visible, or if the view is not scaled. */
static void
post_exact (SmoothRenderer *renderer, const SmoothFrameRequest *request)
{
  SmoothFrameUpdate *update;
  SmoothRect area;

  if (request->visible.width == 0 || !smooth_frame_request_is_scaled (request))
    return;
  smooth_frame_request_get_exact_area (request, &area);
  update = smooth_frame_update_new (SMOOTH_FRAME_UPDATE_PATCH, request, &area);
  update->is_exact = TRUE;
  update->has_exact_edges = smooth_rect_equal (&area, &request->visible);
  smooth_worker_task_post (renderer->reader.task, update);
}

gboolean
smooth_renderer_run_exact (SmoothRenderer *renderer,
                           const SmoothFrameRequest *request,
                           GError **error)
{
  const int n_strips = smooth_engine_count_strips (&request->exact_region);
  gboolean is_shown = TRUE;

  g_return_val_if_fail (
    smooth_shared_picture_get_store (request->picture) != NULL, FALSE);

  smooth_result_extent_begin (&renderer->extent, request);
  for (int i = 0; i < n_strips; i++)
    if (!run_strip (renderer, request, i, &is_shown, error))
      return FALSE;
  if (is_shown)
    post_exact (renderer, request);
  return TRUE;
}
