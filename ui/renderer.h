/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Renderer: computes what the pane requests, on its worker thread, either a
 * frame for the screen or the exact result for the store. It keeps between
 * requests what the next one may use again: the visible part of the picture,
 * and which part of the exact result the store holds.
 */
#pragma once

#include "frame-request.h"

typedef struct _SmoothRenderer SmoothRenderer;

/* Returns a renderer that computes by smoother (copied), whose destroy is
 * called when the renderer is freed. Main loop; the renderer may be freed there
 * once no request is being computed. NULL is allowed. */
SmoothRenderer *smooth_renderer_new (const SmoothSmoother *smoother);
void smooth_renderer_free (SmoothRenderer *renderer);

/* Computes a request (borrowed), on the worker, and posts updates to task.
 * Errors: CANCELLED, NO_MEMORY, those of picture, store and smoother. */
gboolean smooth_renderer_run (SmoothRenderer *renderer,
                              const SmoothFrameRequest *request,
                              SmoothRenderTask *task,
                              GError **error);
