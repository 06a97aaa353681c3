/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Computes frames for the screen. From 100 % up a frame is the exact result of
 * its region. At a zoom z below 100 % it is computed from d, which is the
 * picture scaled by z. Texture of the scale s in the picture has the scale s z
 * in d, which is o = log2 (s z) octaves. Let S (d, k, o) be d, smoothed with
 * strength k over o octaves, as smooth/engine.h defines it. Then the frame at
 * strength k is
 *   o >= 0       S (d, k, o)
 *   -1 < o < 0   S (d, k (1 + o), 0)
 *   o <= -1      d itself: the texture is smaller than a pixel of the screen
 * The canvas shows the frames below o = -1/2 only until there is something
 * better: the exact result can differ plainly from d even at o = -2. If o was
 * clamped at 0 instead, the frame would lose far coarser texture than the exact
 * result does, and the picture would change visibly when the exact result
 * replaces it.
 */
#include <math.h>
#include <string.h>

#include "pixel-memory.h"
#include "renderer-private.h"

/* Copies the pixels of rect, in packed rows, to their place in one plane of a
 * frame. */
static void
copy_rect (const SmoothFrame *frame,
           const SmoothRect *rect,
           int n_channels,
           const float *pixels,
           float *plane)
{
  const SmoothRect *region = &frame->region;
  const gsize n = (gsize) rect->width * n_channels;

  for (int y = 0; y < rect->height; y++)
    memcpy (plane
              + ((gsize) (rect->y - region->y + y) * region->width + rect->x
                 - region->x)
                  * n_channels,
            pixels + y * n, n * sizeof *pixels);
}

static gboolean
write_result (gpointer data,
              const SmoothRect *rect,
              const float *pixels,
              GError **error G_GNUC_UNUSED)
{
  SmoothFrame *frame = data;

  copy_rect (frame, rect, frame->n_channels, pixels, frame->result);
  return TRUE;
}

static gboolean
write_edges (gpointer data,
             const SmoothRect *rect,
             const float *pixels,
             GError **error G_GNUC_UNUSED)
{
  SmoothFrame *frame = data;

  copy_rect (frame, rect, 1, pixels, frame->edges);
  return TRUE;
}

/* The smoother's progress function. Returns FALSE, which ends the smoothing, if
 * the task is cancelled. */
static gboolean
on_progress (gpointer data, double fraction G_GNUC_UNUSED)
{
  return !smooth_worker_task_is_cancelled (data);
}

static gboolean
smooth_region (SmoothRenderer *renderer,
               gboolean is_overview,
               const SmoothParams *params,
               const SmoothSource *source,
               guint64 source_id,
               SmoothFrame *frame,
               GError **error)
{
  const SmoothSink sink = { .write = write_result,
                            .write_edges = write_edges,
                            .data = frame };
  const SmoothSmoothing smoothing = {
    .params = *params,
    .source = source,
    .source_id = source_id,
    .region = &frame->region,
    .is_repeated = !is_overview,
    .is_overview = is_overview,
    .is_approximate = frame->is_approximate,
    .sink = &sink,
    .progress = on_progress,
    .progress_data = renderer->reader.task,
  };

  return renderer->smoother.run (renderer->smoother.data, &smoothing, error);
}

/* Computes a frame from the scaled picture. */
static gboolean
smooth_scaled (SmoothRenderer *renderer,
               const SmoothFrameRequest *request,
               SmoothFrame *frame,
               GError **error)
{
  SmoothCrop *crop = smooth_renderer_get_crop (renderer, request);
  SmoothSource scaled = smooth_array_source (&crop->array);
  SmoothParams params = request->params;
  double scale = smooth_frame_request_get_texture_scale (request);

  scaled.is_limited =
    smooth_shared_picture_get_source (request->picture)->is_limited;
  params.texture_scale = CLAMP (scale, 1, request->params.texture_scale);
  if (scale < 1)
    params.strength *= MAX (0, 1 + log2 (scale));
  params.is_tileable = crop->covers_tile;
  frame->region.x -= crop->area.x;
  frame->region.y -= crop->area.y;
  return smooth_region (renderer, request->wants_overview, &params, &scaled,
                        crop->source_id, frame, error);
}

/* Clamps the frame's result to [0, 1] if the result store holds integers: OK
 * will write the result from the store, which clamps it as well. */
static void
clamp_result (const SmoothFrameRequest *request, SmoothFrame *frame)
{
  gsize n =
    (gsize) frame->region.width * frame->region.height * frame->n_channels;

  if (smooth_shared_picture_is_limited (request->picture))
    for (gsize i = 0; i < n; i++)
      frame->result[i] = CLAMP (frame->result[i], 0, 1);
}

/* Computes a frame from the picture at its full size. */
static gboolean
smooth_unscaled (SmoothRenderer *renderer,
                 const SmoothFrameRequest *request,
                 SmoothFrame *frame,
                 GError **error)
{
  SmoothSource source;

  smooth_picture_reader_init_source (&renderer->reader, &source);
  if (!smooth_region (renderer, request->wants_overview, &request->params,
                      &source, smooth_shared_picture_get_id (request->picture),
                      frame, error))
    return FALSE;
  clamp_result (request, frame);
  smooth_frame_write_store (renderer, request, frame);
  return TRUE;
}

/* Returns whether the result is the picture itself, and nobody wants the edge
 * map, so that nothing need be computed. */
static gboolean
is_unchanged (const SmoothFrameRequest *request)
{
  return smooth_params_change_nothing (&request->params)
         && !request->wants_edges;
}

/* Fills a frame from the scaled picture. If is_stored, the exact region is then
 * replaced by pixels from the store. That makes the result exact everywhere:
 * around the exact region nothing is selected, so the frame shows the original
 * there. The edge map around the region remains that of the scaled picture. */
static gboolean
fill_scaled (SmoothRenderer *renderer,
             const SmoothFrameRequest *request,
             gboolean is_stored,
             SmoothFrame *frame,
             SmoothFrameUpdate *update,
             GError **error)
{
  double scale = smooth_frame_request_get_texture_scale (request);
  SmoothRect area;

  update->is_exact =
    is_stored || smooth_params_change_nothing (&request->params);
  update->is_weak = !update->is_exact && smooth_frame_request_is_weak (request);
  update->is_too_fine = !update->is_exact && scale <= 0.5;
  smooth_frame_request_get_exact_area (request, &area);
  return smooth_scaled (renderer, request, frame, error)
         && (!is_stored
             || smooth_frame_overlay_store (renderer, request, &area, frame,
                                            error));
}

/* Fills a frame with the result in the request's visible part: reads it from
 * the result store if the store holds it, and otherwise computes it. Sets in
 * update how exact the frame is. */
static gboolean
fill_frame (SmoothRenderer *renderer,
            const SmoothFrameRequest *request,
            SmoothFrame *frame,
            SmoothFrameUpdate *update,
            GError **error)
{
  const SmoothCrop *crop = smooth_renderer_get_crop (renderer, request);
  gboolean is_stored = smooth_result_extent_covers (&renderer->extent, request);
  SmoothRect area;

  if (is_unchanged (request))
    {
      copy_rect (frame, &request->visible, frame->n_channels, crop->before,
                 frame->result);
      clamp_result (request, frame);
      update->is_exact = TRUE;
      return TRUE;
    }
  smooth_frame_request_get_exact_area (request, &area);
  if (is_stored && smooth_rect_equal (&area, &request->visible))
    {
      update->is_exact = update->has_exact_edges = TRUE;
      return smooth_frame_read_store (
        renderer, request, &area,
        (float *const[]) { frame->result, frame->edges }, error);
    }
  if (smooth_frame_request_is_scaled (request))
    return fill_scaled (renderer, request, is_stored, frame, update, error);
  if (!smooth_unscaled (renderer, request, frame, error))
    return FALSE;
  update->is_exact = update->has_exact_edges = !update->needs_refinement;
  return TRUE;
}

SmoothCrop *
smooth_renderer_get_crop (SmoothRenderer *renderer,
                          const SmoothFrameRequest *request)
{
  return request->wants_overview ? &renderer->overview_crop : &renderer->crop;
}

gboolean
smooth_renderer_run_frame (SmoothRenderer *renderer,
                           const SmoothFrameRequest *request,
                           GError **error)
{
  const SmoothRect *visible = &request->visible;
  const SmoothCrop *crop = smooth_renderer_get_crop (renderer, request);
  g_autoptr (SmoothFrameUpdate) update = smooth_frame_update_new (
    request->wants_overview ? SMOOTH_FRAME_UPDATE_OVERVIEW
                            : SMOOTH_FRAME_UPDATE_RESULT,
    request, visible);
  int n_channels = crop->array.n_channels;
  g_autofree float *result = smooth_pixels_new (visible, n_channels, error);
  g_autofree float *edges = NULL;
  SmoothFrame frame = { *visible, n_channels, result, NULL,
                        request->allows_approximation
                          ? &update->needs_refinement
                          : NULL };
  gint64 start = g_get_monotonic_time ();

  if (result == NULL)
    return FALSE;
  if (!is_unchanged (request))
    {
      frame.edges = edges = smooth_pixels_new (visible, 1, error);
      if (edges == NULL)
        return FALSE;
    }
  if (!fill_frame (renderer, request, &frame, update, error)
      || !smooth_frame_paint (crop, request, result, edges, update, error))
    return FALSE;
  smooth_crop_add_original (crop, update);
  update->is_store_complete =
    smooth_result_extent_covers (&renderer->extent, request);
  update->seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  smooth_worker_task_post (renderer->reader.task, g_steal_pointer (&update));
  return TRUE;
}
