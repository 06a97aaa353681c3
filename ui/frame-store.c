/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves pixels between the result store and frames. A frame, or a part of it,
 * is read from the store if the store holds the exact result; a frame that
 * happens to be the exact result is written to the store.
 */
#include <string.h>

#include "pixel-memory.h"
#include "renderer-private.h"
#include "result-reader.h"
#include "scaled-picture-read.h"

gboolean
smooth_frame_read_store (const SmoothRenderer *renderer,
                         const SmoothFrameRequest *request,
                         const SmoothRect *area,
                         float *const planes[2],
                         GError **error)
{
  const SmoothResultStore *store =
    smooth_shared_picture_get_store (request->picture);
  const SmoothSource *picture =
    smooth_shared_picture_get_source (request->picture);

  for (int i = 0; i < 2; i++)
    {
      SmoothResultReader reader;
      SmoothSource source;
      const SmoothScaledRead read = { .source = &source,
                                      .grid = request->grid,
                                      .area = *area,
                                      .task = renderer->reader.task,
                                      .request = request,
                                      .depends_on_params = TRUE };

      smooth_result_reader_init (&reader, store, i == 1, &request->exact_region,
                                 picture, &source);
      if (!smooth_scaled_read_run (&read, planes[i], error))
        return FALSE;
    }
  return TRUE;
}

/* Copies n_rows rows of n_samples samples each. A stride is the distance in
 * samples between the beginnings of two rows. */
static void
copy_rows (float *to,
           gsize to_stride,
           const float *from,
           gsize from_stride,
           gsize n_samples,
           int n_rows)
{
  for (int y = 0; y < n_rows; y++)
    memcpy (to + y * to_stride, from + y * from_stride, n_samples * sizeof *to);
}

gboolean
smooth_frame_overlay_store (const SmoothRenderer *renderer,
                            const SmoothFrameRequest *request,
                            const SmoothRect *area,
                            const SmoothFrame *frame,
                            GError **error)
{
  const SmoothRect *visible = &request->visible;
  const gsize n[2] = { frame->n_channels, 1 };
  float *const to[2] = { frame->result, frame->edges };
  g_autofree float *result = NULL, *edges = NULL;
  gsize at;

  if (area->width == 0)
    return TRUE;
  at = (gsize) (area->y - visible->y) * visible->width + (area->x - visible->x);
  result = smooth_pixels_new (area, frame->n_channels, error);
  edges = result != NULL ? smooth_pixels_new (area, 1, error) : NULL;
  if (edges == NULL
      || !smooth_frame_read_store (renderer, request, area,
                                   (float *const[]) { result, edges }, error))
    return FALSE;
  for (int i = 0; i < 2; i++)
    copy_rows (to[i] + at * n[i], visible->width * n[i],
               i == 0 ? result : edges, area->width * n[i], area->width * n[i],
               area->height);
  return TRUE;
}

void
smooth_frame_write_store (SmoothRenderer *renderer,
                          const SmoothFrameRequest *request,
                          const SmoothFrame *frame)
{
  const SmoothResultStore *store =
    smooth_shared_picture_get_store (request->picture);
  const SmoothRect *from = &frame->region, *region = &request->exact_region;
  const gsize n = frame->n_channels;
  gsize at =
    (gsize) (region->y - from->y) * from->width + (region->x - from->x);
  g_autofree float *result = NULL, *edges = NULL;

  /* A frame has no stages. */
  if (store == NULL || smooth_params_count_details (&request->params) > 1
      || (frame->is_approximate != NULL && *frame->is_approximate)
      || smooth_result_extent_covers (&renderer->extent, request)
      || !smooth_rect_contains (from, region))
    return;
  result = smooth_pixels_new (region, frame->n_channels, NULL);
  edges = smooth_pixels_new (region, 1, NULL);
  if (result == NULL || edges == NULL)
    return;
  copy_rows (result, region->width * n, frame->result + at * n, from->width * n,
             region->width * n, region->height);
  copy_rows (edges, region->width, frame->edges + at, from->width,
             region->width, region->height);
  /* After the first of the two writes the store holds the smoothed picture of
   * this frame, but the edge map of an earlier result. So it counts as empty
   * until both writes are done. */
  smooth_result_extent_clear (&renderer->extent);
  if (store->write (store->data, region, result, NULL)
      && store->write_edges (store->data, region, edges, NULL))
    smooth_result_extent_set_complete (&renderer->extent, request);
}
