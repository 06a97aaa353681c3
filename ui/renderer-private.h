/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the renderer share. renderer.c calls frame-compute.c (a
 * frame for the screen) and exact-result-compute.c (the exact result, into the
 * store). Both call frame-paint.c (pixels to surfaces); frame-compute.c also
 * calls frame-store.c (pixels between a frame and the store). All functions on
 * the worker; pointers are borrowed for the call.
 */
#pragma once

#include "renderer.h"
#include "result-extent.h"
#include "visible-pixels.h"

struct _SmoothRenderer
{
  SmoothSmoother smoother;
  /* Reads the picture for the task that is being computed. The smoother may
   * keep a source that points to the reader, so the reader must stay at one
   * address. */
  SmoothPictureReader reader;
  SmoothCrop crop;
  /* The crop of requests for an overview. It is kept apart, so that an overview
   * does not make the frames of the viewport slower. */
  SmoothCrop overview_crop;
  guint64 n_crops; /* how many crops have been made so far */
  SmoothResultExtent extent;
};

/* The computed pixels of a frame: result and edges hold one rectangle in packed
 * rows. */
typedef struct
{
  SmoothRect region;     /* in pixels of the source that was smoothed */
  int n_channels;        /* channels of result; edges have one channel */
  float *result, *edges; /* edges may be NULL: they are not computed */
  /* Where the smoother stores whether it has approximated the result; NULL: no
   * approximation is allowed. */
  gboolean *is_approximate;
} SmoothFrame;

/* The functions of frame-compute.c: */

/* Returns the crop for the frame of a request. */
SmoothCrop *smooth_renderer_get_crop (SmoothRenderer *renderer,
                                      const SmoothFrameRequest *request);

/* Computes the frame of a request and posts it. The crop of the request must
 * have been prepared for it. Errors: those of smooth_renderer_run. */
gboolean smooth_renderer_run_frame (SmoothRenderer *renderer,
                                    const SmoothFrameRequest *request,
                                    GError **error);

/* The function of exact-result-compute.c: */

/* Computes the part of the exact result that the result store does not hold,
 * and writes it to the store. Posts the progress. If the view is scaled, it
 * also posts patches that bring the exact result into the frame on the screen
 * as it grows; renderer->crop must then have been prepared for the request.
 * Errors: those of smooth_renderer_run. */
gboolean smooth_renderer_run_exact (SmoothRenderer *renderer,
                                    const SmoothFrameRequest *request,
                                    GError **error);

/* The function of frame-paint.c: */

/* Makes the result and edge surfaces of update from result and edges, the
 * pixels of update->area, which lies inside the visible part of the request.
 * edges NULL: no surface of the edge map is made. result (in/out) is first
 * mixed with the original by the selection. Errors: NO_MEMORY. */
gboolean smooth_frame_paint (const SmoothCrop *crop,
                             const SmoothFrameRequest *request,
                             float *result,
                             const float *edges,
                             SmoothFrameUpdate *update,
                             GError **error);

/* The functions of frame-store.c: */

/* Reads the exact result from the store, scaled to the request's grid: the
 * pixels of area, in pixels of the grid, go into planes[0] (the smoothed
 * picture) and planes[1] (the edge map), in packed rows. The store must hold
 * all of the exact result of the request. Errors: those of
 * smooth_scaled_read_run. */
gboolean smooth_frame_read_store (const SmoothRenderer *renderer,
                                  const SmoothFrameRequest *request,
                                  const SmoothRect *area,
                                  float *const planes[2],
                                  GError **error);

/* Replaces the pixels of area in frame, which shows the request's visible part,
 * by those of the exact result. The store must hold all of the exact result of
 * the request. Errors: those of smooth_scaled_read_run. */
gboolean smooth_frame_overlay_store (const SmoothRenderer *renderer,
                                     const SmoothFrameRequest *request,
                                     const SmoothRect *area,
                                     const SmoothFrame *frame,
                                     GError **error);

/* Writes the exact region from a frame to the result store, so that it need not
 * be computed again. frame was computed from the picture at its full size. Does
 * nothing if the frame does not show all of the region, or is approximate. It
 * reports no error: if the store cannot be written the frame can be shown all
 * the same, and computing the exact result later fails in the same way and
 * reports it. */
void smooth_frame_write_store (SmoothRenderer *renderer,
                               const SmoothFrameRequest *request,
                               const SmoothFrame *frame);
