/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames. At zoom z < 1 and texture scale s the octaves of the scaled picture
 * are o = log2 (s z):
 *   o >= 0       S (d, k, o)
 *   -1 < o < 0   S (d, k (1 + o), 0)
 *   o <= -1      d itself: the texture is smaller than a pixel of the screen
 * Clamping o at 0 instead would remove far coarser texture than the exact
 * result does, and the picture would jump when that comes.
 */
#include "renderer-private.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "paint.h"

/* Copies the pixels of rect to their place in to, which has the frame's region.
 */
static void
copy_rect (const SmoothFrame *frame,
           const SmoothRect *rect,
           int n_channels,
           const float *pixels,
           float *to)
{
  const SmoothRect *region = &frame->region;
  const gsize n = (gsize) rect->width * n_channels;

  for (int i = 0; i < rect->height; i++)
    memcpy (to
              + ((gsize) (rect->y - region->y + i) * region->width + rect->x
                 - region->x)
                  * n_channels,
            pixels + i * n, n * sizeof *pixels);
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

static gboolean
go_on (gpointer data, double fraction G_GNUC_UNUSED)
{
  return !smooth_render_task_is_cancelled (data);
}

static gboolean
smooth_region (SmoothRenderer *renderer,
               const SmoothParams *params,
               const SmoothSource *source,
               guint64 source_id,
               SmoothFrame *frame,
               GError **error)
{
  const SmoothSink sink = { write_result, write_edges, frame };
  const SmoothSmoothing smoothing = {
    .params = *params,
    .source = source,
    .source_id = source_id,
    .region = &frame->region,
    .is_repeated = TRUE,
    .is_near = frame->is_near,
    .sink = &sink,
    .progress = go_on,
    .progress_data = renderer->gate.run,
  };

  return renderer->smoother.run (renderer->smoother.data, &smoothing, error);
}

/* Of the scaled crop. is_too_fine (out): nothing of the effect can be seen. */
static gboolean
approximate (SmoothRenderer *renderer,
             const SmoothFrameRequest *request,
             SmoothFrame *frame,
             gboolean *is_too_fine,
             GError **error)
{
  SmoothCrop *crop = &renderer->crop;
  const SmoothSource *source = smooth_shared_picture_get_source (request->picture);
  SmoothSource scaled = smooth_array_source (&crop->array);
  SmoothParams params = request->params;
  double zoom = sqrt ((double) request->grid.width / source->width
                      * request->grid.height / source->height);
  double scale = request->params.texture_scale * zoom;

  params.texture_scale = CLAMP (scale, 1, request->params.texture_scale);
  if (scale < 1)
    params.strength *= MAX (0, 1 + log2 (scale));
  *is_too_fine = scale <= 0.5;
  frame->region.x -= crop->area.x;
  frame->region.y -= crop->area.y;
  return smooth_region (renderer, &params, &scaled, crop->source_id, frame,
                        error);
}

gboolean
smooth_renderer_paint (SmoothRenderer *renderer,
                       const SmoothFrameRequest *request,
                       float *result,
                       const float *edges,
                       SmoothFrameUpdate *piece,
                       GError **error)
{
  const SmoothCrop *crop = &renderer->crop;
  const SmoothRect *area = &piece->area, *seen = &crop->seen;
  int n_channels = crop->array.n_channels;

  for (int y = 0; crop->mask != NULL && y < area->height; y++)
    {
      gsize at =
        (gsize) (area->y + y - seen->y) * seen->width + (area->x - seen->x);

      smooth_paint_mix (n_channels, area->width, crop->mask + at,
                        crop->before + at * n_channels,
                        result + (gsize) y * area->width * n_channels);
    }
  piece->result = smooth_paint_picture (&request->display->display, n_channels,
                                        area, result, error);
  if (piece->result == NULL)
    return FALSE;
  piece->edges = smooth_paint_edges (area, edges, error);
  return piece->edges != NULL;
}

static void
add_original (const SmoothCrop *crop, SmoothFrameUpdate *piece)
{
  piece->original = cairo_surface_reference (crop->original);
  if (crop->outline != NULL)
    piece->outline = smooth_outline_ref (crop->outline);
}

/* As the result will be stored. */
static void
limit_frame (const SmoothFrameRequest *request, SmoothFrame *frame)
{
  gsize n =
    (gsize) frame->region.width * frame->region.height * frame->n_channels;

  if (smooth_shared_picture_is_limited (request->picture))
    for (gsize i = 0; i < n; i++)
      frame->result[i] = CLAMP (frame->result[i], 0, 1);
}

/* Fills frame by the way that fits, and says in piece which. */
static gboolean
compute (SmoothRenderer *renderer,
         const SmoothFrameRequest *request,
         SmoothFrame *frame,
         SmoothFrameUpdate *piece,
         GError **error)
{
  gboolean is_done = smooth_exact_is_done (&renderer->exact, request);
  SmoothSource source;
  SmoothRect area;

  smooth_frame_request_get_area (request, &area);
  piece->is_exact = piece->has_exact_edges = TRUE;
  if (is_done && smooth_rect_equal (&area, &request->seen))
    return smooth_stored_recall (
      renderer, request, &area, (float *const[]){ frame->result, frame->edges },
      error);
  if (!smooth_frame_request_is_scaled (request))
    {
      smooth_picture_reader_init_source (&renderer->gate, &source);
      if (!smooth_region (renderer, &request->params, &source,
                          smooth_shared_picture_get_id (request->picture), frame,
                          error))
        return FALSE;
      limit_frame (request, frame);
      piece->is_exact = piece->has_exact_edges = !piece->is_near;
      smooth_stored_keep (renderer, request, frame);
      return TRUE;
    }
  /* Around the region the original is shown, but an approximate edge map. */
  piece->is_exact = is_done;
  piece->has_exact_edges = FALSE;
  return approximate (renderer, request, frame, &piece->is_too_fine, error)
         && (!is_done
             || smooth_stored_overlay (renderer, request, &area, frame, error));
}

static gboolean
run_result (SmoothRenderer *renderer, const SmoothFrameRequest *request, GError **error)
{
  g_autoptr (SmoothFrameUpdate) piece =
    smooth_frame_update_new (SMOOTH_FRAME_UPDATE_RESULT, request, &request->seen);
  int n_channels = renderer->crop.array.n_channels;
  g_autofree float *result = smooth_crop_alloc (&request->seen, n_channels, error);
  g_autofree float *edges =
    result != NULL ? smooth_crop_alloc (&request->seen, 1, error) : NULL;
  SmoothFrame frame = { request->seen, n_channels, result, edges,
                        request->may_be_near ? &piece->is_near : NULL };
  gint64 start = g_get_monotonic_time ();

  if (edges == NULL || !compute (renderer, request, &frame, piece, error)
      || !smooth_renderer_paint (renderer, request, result, edges, piece, error))
    return FALSE;
  add_original (&renderer->crop, piece);
  piece->is_stored = smooth_exact_is_done (&renderer->exact, request);
  piece->seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  smooth_render_task_post (renderer->gate.run, g_steal_pointer (&piece));
  return TRUE;
}

SmoothRenderer *
smooth_renderer_new (const SmoothSmoother *smoother)
{
  SmoothRenderer *renderer = g_new0 (SmoothRenderer, 1);

  renderer->smoother = *smoother;
  return renderer;
}

void
smooth_renderer_free (SmoothRenderer *renderer)
{
  if (renderer == NULL)
    return;
  if (renderer->smoother.destroy != NULL)
    renderer->smoother.destroy (renderer->smoother.data);
  smooth_crop_clear (&renderer->crop);
  g_free (renderer);
}

/* What is seen of the original, and the original's piece if it is another. */
static gboolean
prepare_view (SmoothRenderer *renderer, const SmoothFrameRequest *request, GError **error)
{
  guint64 source_id = renderer->crop.source_id;
  guint64 display_id = renderer->crop.display_id;
  SmoothFrameUpdate *piece;

  if (!smooth_crop_prepare (&renderer->crop, &renderer->gate, request,
                            &renderer->n_crops, error))
    return FALSE;
  if (renderer->crop.source_id == source_id
      && renderer->crop.display_id == display_id && request->wants_result)
    return TRUE;
  piece = smooth_frame_update_new (SMOOTH_FRAME_UPDATE_ORIGINAL, request, &request->seen);
  add_original (&renderer->crop, piece);
  smooth_render_task_post (renderer->gate.run, piece);
  return TRUE;
}

gboolean
smooth_renderer_run (SmoothRenderer *renderer,
                     const SmoothFrameRequest *request,
                     SmoothRenderTask *run,
                     GError **error)
{
  renderer->gate = (SmoothPictureReader){ request->picture, run };
  if (request->seen.width > 0 && !prepare_view (renderer, request, error))
    return FALSE;
  if (!request->wants_result)
    return TRUE;
  return request->wants_exact ? smooth_renderer_run_exact (renderer, request, error)
                           : run_result (renderer, request, error);
}
