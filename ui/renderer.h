/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Renderer: makes wishes come true, on the worker. Keeps what the next wish
 * may use again: the crop on the screen, and how far the exact result is.
 */
#pragma once

#include "crop.h"

typedef struct _SmoothRenderer SmoothRenderer;

/* smoother is copied, and destroyed with the renderer. Main loop, as free. */
SmoothRenderer *smooth_renderer_new (const SmoothSmoother *smoother);
void smooth_renderer_free (SmoothRenderer *renderer);

/* On the worker. Pieces are posted to run. Errors: CANCELLED, NO_MEMORY, those
 * of picture, store and smoother. */
gboolean smooth_renderer_run (SmoothRenderer *renderer,
                              const SmoothFrameRequest *request,
                              SmoothRenderTask *run,
                              GError **error);
