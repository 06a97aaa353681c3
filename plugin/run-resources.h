/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes what a call of the procedure needs besides its drawables, as GIMP's
 * preferences say: the engine and the pool for copies of pixels. To be called
 * on the main thread.
 */
#pragma once

#include "pixel-pool.h"
#include "procedure-request.h"

/* Returns an engine with the weights of request, and with as many threads as
 * GIMP itself would use. Free with smooth_engine_free. Returns NULL with error
 * if the weights cannot be loaded. */
SmoothEngine *run_resources_engine_new (const Request *request, GError **error);

/* Returns the pool for copies of pixels, whose files are put into GIMP's swap
 * folder. The environment variable SMOOTH_STORE_BYTES sets the pool's budget of
 * memory; by default it is half of the available memory. Free with
 * pixel_pool_unref. */
PixelPool *run_resources_pool_new (void);
