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

/* Returns a renderer that computes by smoother (copied); freeing the renderer
 * calls the smoother's destroy. To be called in the main loop. */
SmoothRenderer *smooth_renderer_new (const SmoothSmoother *smoother);
void smooth_renderer_free (SmoothRenderer *renderer);

/* Computes a request (borrowed) on the worker thread, and posts frame updates
 * to task. Errors: CANCELLED, NO_MEMORY, and those of the picture, the store
 * and the smoother. */
gboolean smooth_renderer_run (SmoothRenderer *renderer,
                              const SmoothFrameRequest *request,
                              SmoothWorkerTask *task,
                              GError **error);
