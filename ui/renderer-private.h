/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the renderer share. renderer.c calls frame-compute.c (a
 * frame for the screen) and exact-result.c (the exact result, into the store).
 * Both call frame-paint.c (pixels to surfaces); frame-compute.c also calls
 * frame-store.c (pixels between a frame and the store). All functions on the
 * worker; pointers are borrowed for the call.
 */
#pragma once

#include "crop.h"
#include "renderer.h"
#include "result-extent.h"

struct _SmoothRenderer
{
  SmoothSmoother smoother;
  /* The picture for the task that is being computed. A smoother may keep a
   * source between calls, so its reader stays here, at one address. */
  SmoothPictureReader reader;
  SmoothCrop crop;
  guint64 n_crops; /* made so far */
  SmoothResultExtent extent;
};

/* The computed pixels of a frame, packed. */
typedef struct
{
  SmoothRect region; /* in pixels of the source that they were computed from */
  int n_channels;    /* of result; edges have one */
  float *result, *edges;
  /* NULL: no approximation is allowed. Otherwise (out) whether the smoother
   * has made use of one. */
  gboolean *is_approximate;
} SmoothFrame;

/* frame-compute.c */

/* Computes the frame of a request and posts it. renderer->crop was prepared.
 * Errors: as smooth_renderer_run. */
gboolean smooth_renderer_run_frame (SmoothRenderer *renderer,
                                    const SmoothFrameRequest *request,
                                    GError **error);

/* exact-result.c */

/* Computes the part of the exact result that the store does not hold, and
 * writes it to the store. If the view is scaled, renderer->crop was prepared,
 * and patches of the result are posted as it grows; progress always is.
 * Errors: as smooth_renderer_run. */
gboolean smooth_renderer_run_exact (SmoothRenderer *renderer,
                                    const SmoothFrameRequest *request,
                                    GError **error);

/* frame-paint.c */

/* Makes the result and edge surfaces of update->area, a part of the visible
 * part of the request, from that part's pixels. result is mixed with the
 * original by the selection (in/out). Errors: NO_MEMORY. */
gboolean smooth_frame_paint (const SmoothCrop *crop,
                             const SmoothFrameRequest *request,
                             float *result,
                             const float *edges,
                             SmoothFrameUpdate *update,
                             GError **error);

/* frame-store.c: the store must hold all of the exact result of the request for
 * the first two functions. */

/* Reads area, in pixels of the grid, into planes[0] (the result) and planes[1]
 * (the edge map), packed. Errors: as smooth_scaled_read_run. */
gboolean smooth_frame_read_store (const SmoothRenderer *renderer,
                                  const SmoothFrameRequest *request,
                                  const SmoothRect *area,
                                  float *const planes[2],
                                  GError **error);

/* Replaces the pixels of area in a frame of the visible part. Errors: as
 * above. */
gboolean smooth_frame_overlay_store (const SmoothRenderer *renderer,
                                     const SmoothFrameRequest *request,
                                     const SmoothRect *area,
                                     const SmoothFrame *frame,
                                     GError **error);

/* Writes the exact region of a frame that was not scaled to the store, so that
 * it need not be computed again. Does nothing if the frame does not hold all of
 * the region, or is approximate. There is no error: if the store cannot be
 * written the frame is good all the same, and computing the exact result will
 * fail in the same way and say so. */
void smooth_frame_write_store (SmoothRenderer *renderer,
                               const SmoothFrameRequest *request,
                               const SmoothFrame *frame);
