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
#include "store-reader.h"

/* Result and edges of a region, as a sink takes them. */
typedef struct
{
  SmoothRect region;
  int n_channels;
  float *result, *edges; /* of region */
  gboolean *is_near;     /* NULL: must not be */
} Frame;

/* Copies the pixels of rect to their place in to, which has the frame's region.
 */
static void
copy_rect (const Frame *frame,
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
  Frame *frame = data;

  copy_rect (frame, rect, frame->n_channels, pixels, frame->result);
  return TRUE;
}

static gboolean
write_edges (gpointer data,
             const SmoothRect *rect,
             const float *pixels,
             GError **error G_GNUC_UNUSED)
{
  Frame *frame = data;

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
               Frame *frame,
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
             Frame *frame,
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

/* Area of the grid from what is in the store already. */
static gboolean
recall (const SmoothRenderer *renderer,
        const SmoothWish *wish,
        const SmoothRect *area,
        float *const parts[2],
        GError **error)
{
  const SmoothStore *store = smooth_shared_picture_get_store (wish->picture);
  const SmoothSource *picture =
    smooth_shared_picture_get_source (wish->picture);

  for (int i = 0; i < 2; i++)
    {
      SmoothStoreReader reader;
      SmoothSource source;
      const SmoothReading reading = { &source, wish->grid,
                                      *area,   renderer->gate.run,
                                      wish,    TRUE };

      smooth_store_reader_init (&reader, store, i == 1, &wish->wanted, picture,
                                &source);
      if (!smooth_crop_read_scaled (&reading, parts[i], error))
        return FALSE;
    }
  return TRUE;
}

/* Copies rows of n_samples each. */
static void
copy_rows (float *to,
           gsize to_stride,
           const float *from,
           gsize from_stride,
           const gsize size[2])
{
  for (gsize y = 0; y < size[1]; y++)
    memcpy (to + y * to_stride, from + y * from_stride, size[0] * sizeof *to);
}

/* Puts what is in the store over an approximate frame. */
static gboolean
overlay (const SmoothRenderer *renderer,
         const SmoothWish *wish,
         const SmoothRect *area,
         const Frame *frame,
         GError **error)
{
  const SmoothRect *seen = &wish->seen;
  const gsize n[2] = { frame->n_channels, 1 };
  float *const to[2] = { frame->result, frame->edges };
  g_autofree float *result = NULL, *edges = NULL;

  if (area->width == 0)
    return TRUE;
  result = smooth_crop_alloc (area, frame->n_channels, error);
  edges = result != NULL ? smooth_crop_alloc (area, 1, error) : NULL;
  if (edges == NULL
      || !recall (renderer, wish, area, (float *const[]){ result, edges },
                  error))
    return FALSE;
  for (int i = 0; i < 2; i++)
    {
      gsize at =
        (gsize) (area->y - seen->y) * seen->width + (area->x - seen->x);

      copy_rows (to[i] + at * n[i], seen->width * n[i], i == 0 ? result : edges,
                 area->width * n[i],
                 (const gsize[]){ area->width * n[i], area->height });
    }
  return TRUE;
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
limit_frame (const SmoothWish *wish, Frame *frame)
{
  gsize n =
    (gsize) frame->region.width * frame->region.height * frame->n_channels;

  if (smooth_shared_picture_is_limited (wish->picture))
    for (gsize i = 0; i < n; i++)
      frame->result[i] = CLAMP (frame->result[i], 0, 1);
}

/* A frame that holds all of the region need not be computed twice. A store that
 * fails here fails the exact run, too, which says so; the frame is good. */
static void
keep_region (SmoothRenderer *renderer,
             const SmoothWish *wish,
             const Frame *frame)
{
  const SmoothStore *store = smooth_shared_picture_get_store (wish->picture);
  const SmoothRect *region = &frame->region, *wanted = &wish->wanted;
  const gsize n = frame->n_channels;
  gsize at =
    (gsize) (wanted->y - region->y) * region->width + (wanted->x - region->x);
  g_autofree float *result = NULL, *edges = NULL;

  if (store == NULL || (frame->is_near != NULL && *frame->is_near)
      || smooth_exact_is_done (&renderer->exact, wish)
      || !smooth_rect_contains (region, wanted))
    return;
  result = smooth_crop_alloc (wanted, frame->n_channels, NULL);
  edges = smooth_crop_alloc (wanted, 1, NULL);
  if (result == NULL || edges == NULL)
    return;
  copy_rows (result, wanted->width * n, frame->result + at * n,
             region->width * n,
             (const gsize[]){ wanted->width * n, wanted->height });
  copy_rows (edges, wanted->width, frame->edges + at, region->width,
             (const gsize[]){ wanted->width, wanted->height });
  /* While the store is neither the old result nor the new. */
  renderer->exact.picture_id = 0;
  if (store->write (store->data, wanted, result, NULL)
      && store->write_edges (store->data, wanted, edges, NULL))
    renderer->exact =
      (SmoothExact){ smooth_shared_picture_get_id (wish->picture), wish->params,
                     *wanted };
}

/* Fills frame by the way that fits, and says in piece which. */
static gboolean
compute (SmoothRenderer *renderer,
         const SmoothWish *wish,
         Frame *frame,
         SmoothPiece *piece,
         GError **error)
{
  gboolean is_done = smooth_exact_is_done (&renderer->exact, wish);
  SmoothSource source;
  SmoothRect area;

  smooth_wish_get_area (wish, &area);
  piece->is_exact = TRUE;
  if (is_done && smooth_rect_equal (&area, &wish->seen))
    return recall (renderer, wish, &area,
                   (float *const[]){ frame->result, frame->edges }, error);
  if (!smooth_wish_is_scaled (wish))
    {
      smooth_gate_init_source (&renderer->gate, &source);
      if (!smooth_region (renderer, &wish->params, &source,
                          smooth_shared_picture_get_id (wish->picture), frame,
                          error))
        return FALSE;
      limit_frame (wish, frame);
      piece->is_exact = !piece->is_near;
      keep_region (renderer, wish, frame);
      return TRUE;
    }
  piece->is_exact = is_done;
  return approximate (renderer, wish, frame, &piece->is_too_fine, error)
         && (!is_done || overlay (renderer, wish, &area, frame, error));
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
  Frame frame = { wish->seen, n_channels, result, edges,
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
