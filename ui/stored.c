/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between frames and the store: frames from what the store has, and a frame
 * that is the exact result into the store.
 */
#include <string.h>

#include "renderer-private.h"
#include "result-reader.h"

gboolean
smooth_stored_recall (const SmoothRenderer *renderer,
                      const SmoothFrameRequest *request,
                      const SmoothRect *area,
                      float *const parts[2],
                      GError **error)
{
  const SmoothResultStore *store = smooth_shared_picture_get_store (request->picture);
  const SmoothSource *picture =
    smooth_shared_picture_get_source (request->picture);

  for (int i = 0; i < 2; i++)
    {
      SmoothResultReader reader;
      SmoothSource source;
      const SmoothReading reading = { &source, request->grid,
                                      *area,   renderer->gate.run,
                                      request,    TRUE };

      smooth_result_reader_init (&reader, store, i == 1, &request->wanted, picture,
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

gboolean
smooth_stored_overlay (const SmoothRenderer *renderer,
                       const SmoothFrameRequest *request,
                       const SmoothRect *area,
                       const SmoothFrame *frame,
                       GError **error)
{
  const SmoothRect *seen = &request->seen;
  const gsize n[2] = { frame->n_channels, 1 };
  float *const to[2] = { frame->result, frame->edges };
  g_autofree float *result = NULL, *edges = NULL;

  if (area->width == 0)
    return TRUE;
  result = smooth_crop_alloc (area, frame->n_channels, error);
  edges = result != NULL ? smooth_crop_alloc (area, 1, error) : NULL;
  if (edges == NULL
      || !smooth_stored_recall (renderer, request, area,
                                (float *const[]){ result, edges }, error))
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

void
smooth_stored_keep (SmoothRenderer *renderer,
                    const SmoothFrameRequest *request,
                    const SmoothFrame *frame)
{
  const SmoothResultStore *store = smooth_shared_picture_get_store (request->picture);
  const SmoothRect *region = &frame->region, *wanted = &request->wanted;
  const gsize n = frame->n_channels;
  gsize at =
    (gsize) (wanted->y - region->y) * region->width + (wanted->x - region->x);
  g_autofree float *result = NULL, *edges = NULL;

  if (store == NULL || (frame->is_near != NULL && *frame->is_near)
      || smooth_exact_is_done (&renderer->exact, request)
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
      (SmoothExact){ smooth_shared_picture_get_id (request->picture), request->params,
                     *wanted };
}
