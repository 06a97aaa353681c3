/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "renderer.h"

#include "renderer-private.h"

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
  smooth_crop_clear (&renderer->overview_crop);
  smooth_result_extent_clear (&renderer->extent);
  g_free (renderer);
}

/* Makes the crop of the request fit for it. Posts the original if the crop has
 * changed, or if the original is all that is requested. */
static gboolean
prepare_crop (SmoothRenderer *renderer,
              const SmoothFrameRequest *request,
              GError **error)
{
  SmoothCrop *crop = smooth_renderer_get_crop (renderer, request);
  guint64 source_id = crop->source_id;
  guint64 display_id = crop->display_id;
  SmoothFrameUpdate *update;

  if (!smooth_crop_prepare (crop, &renderer->reader, request,
                            &renderer->n_crops, error))
    return FALSE;
  if (request->wants_overview
      || (crop->source_id == source_id && crop->display_id == display_id
          && request->wants_result))
    return TRUE;
  update = smooth_frame_update_new (SMOOTH_FRAME_UPDATE_ORIGINAL, request,
                                    &request->visible);
  smooth_crop_add_original (crop, update);
  smooth_worker_task_post (renderer->reader.task, update);
  return TRUE;
}

gboolean
smooth_renderer_run (SmoothRenderer *renderer,
                     const SmoothFrameRequest *request,
                     SmoothWorkerTask *task,
                     GError **error)
{
  renderer->reader = (SmoothPictureReader) { request->picture, task };
  if (request->visible.width > 0 && !prepare_crop (renderer, request, error))
    return FALSE;
  if (!request->wants_result)
    return TRUE;
  return request->wants_exact
           ? smooth_renderer_run_exact (renderer, request, error)
           : smooth_renderer_run_frame (renderer, request, error);
}
