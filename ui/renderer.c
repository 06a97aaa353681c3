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
  return !smooth_render_run_is_cancelled (data);
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
             const SmoothWish *wish,
             SmoothFrame *frame,
             gboolean *is_too_fine,
             GError **error)
{
  SmoothCrop *crop = &renderer->crop;
  const SmoothSource *source = smooth_shared_picture_get_source (wish->picture);
  SmoothSource scaled = smooth_array_source (&crop->array);
  SmoothParams params = wish->params;
  double zoom = sqrt ((double) wish->grid.width / source->width
                      * wish->grid.height / source->height);
  double scale = wish->params.texture_scale * zoom;

  params.texture_scale = CLAMP (scale, 1, wish->params.texture_scale);
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
                       const SmoothWish *wish,
                       float *result,
                       const float *edges,
                       SmoothPiece *piece,
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
  piece->result = smooth_paint_picture (&wish->display->display, n_channels,
                                        area, result, error);
  if (piece->result == NULL)
    return FALSE;
  piece->edges = smooth_paint_edges (area, edges, error);
  return piece->edges != NULL;
}

static void
add_original (const SmoothCrop *crop, SmoothPiece *piece)
{
  piece->original = cairo_surface_reference (crop->original);
  if (crop->outline != NULL)
    piece->outline = smooth_outline_ref (crop->outline);
}

/* As the result will be stored. */
static void
limit_frame (const SmoothWish *wish, SmoothFrame *frame)
{
  gsize n =
    (gsize) frame->region.width * frame->region.height * frame->n_channels;

  if (smooth_shared_picture_is_limited (wish->picture))
    for (gsize i = 0; i < n; i++)
      frame->result[i] = CLAMP (frame->result[i], 0, 1);
}

/* Fills frame by the way that fits, and says in piece which. */
static gboolean
compute (SmoothRenderer *renderer,
         const SmoothWish *wish,
         SmoothFrame *frame,
         SmoothPiece *piece,
         GError **error)
{
  gboolean is_done = smooth_exact_is_done (&renderer->exact, wish);
  SmoothSource source;
  SmoothRect area;

  smooth_wish_get_area (wish, &area);
  piece->is_exact = piece->has_exact_edges = TRUE;
  if (is_done && smooth_rect_equal (&area, &wish->seen))
    return smooth_stored_recall (
      renderer, wish, &area, (float *const[]){ frame->result, frame->edges },
      error);
  if (!smooth_wish_is_scaled (wish))
    {
      smooth_gate_init_source (&renderer->gate, &source);
      if (!smooth_region (renderer, &wish->params, &source,
                          smooth_shared_picture_get_id (wish->picture), frame,
                          error))
        return FALSE;
      limit_frame (wish, frame);
      piece->is_exact = piece->has_exact_edges = !piece->is_near;
      smooth_stored_keep (renderer, wish, frame);
      return TRUE;
    }
  /* Around the region the original is shown, but an approximate edge map. */
  piece->is_exact = is_done;
  piece->has_exact_edges = FALSE;
  return approximate (renderer, wish, frame, &piece->is_too_fine, error)
         && (!is_done
             || smooth_stored_overlay (renderer, wish, &area, frame, error));
}

static gboolean
run_result (SmoothRenderer *renderer, const SmoothWish *wish, GError **error)
{
  g_autoptr (SmoothPiece) piece =
    smooth_piece_new (SMOOTH_PIECE_RESULT, wish, &wish->seen);
  int n_channels = renderer->crop.array.n_channels;
  g_autofree float *result = smooth_crop_alloc (&wish->seen, n_channels, error);
  g_autofree float *edges =
    result != NULL ? smooth_crop_alloc (&wish->seen, 1, error) : NULL;
  SmoothFrame frame = { wish->seen, n_channels, result, edges,
                        wish->may_be_near ? &piece->is_near : NULL };
  gint64 start = g_get_monotonic_time ();

  if (edges == NULL || !compute (renderer, wish, &frame, piece, error)
      || !smooth_renderer_paint (renderer, wish, result, edges, piece, error))
    return FALSE;
  add_original (&renderer->crop, piece);
  piece->is_stored = smooth_exact_is_done (&renderer->exact, wish);
  piece->seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  smooth_render_run_post (renderer->gate.run, g_steal_pointer (&piece));
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
prepare_view (SmoothRenderer *renderer, const SmoothWish *wish, GError **error)
{
  guint64 source_id = renderer->crop.source_id;
  guint64 display_id = renderer->crop.display_id;
  SmoothPiece *piece;

  if (!smooth_crop_prepare (&renderer->crop, &renderer->gate, wish,
                            &renderer->n_crops, error))
    return FALSE;
  if (renderer->crop.source_id == source_id
      && renderer->crop.display_id == display_id && wish->wants_result)
    return TRUE;
  piece = smooth_piece_new (SMOOTH_PIECE_ORIGINAL, wish, &wish->seen);
  add_original (&renderer->crop, piece);
  smooth_render_run_post (renderer->gate.run, piece);
  return TRUE;
}

gboolean
smooth_renderer_run (SmoothRenderer *renderer,
                     const SmoothWish *wish,
                     SmoothRenderRun *run,
                     GError **error)
{
  renderer->gate = (SmoothGate){ wish->picture, run };
  if (wish->seen.width > 0 && !prepare_view (renderer, wish, error))
    return FALSE;
  if (!wish->wants_result)
    return TRUE;
  return wish->wants_exact ? smooth_renderer_run_exact (renderer, wish, error)
                           : run_result (renderer, wish, error);
}
