/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run needs besides its drawables, made as GIMP's preferences say. Main
 * thread.
 */
#pragma once

#include "pixel-pool.h"
#include "procedure-request.h"

/* The engine with the weights of request, and with as many threads as GIMP
 * would use. Free with smooth_engine_free; NULL with error where the weights
 * cannot be loaded. */
SmoothEngine *run_resources_engine_new (const Request *request, GError **error);

/* The pool for copies of pixels, whose files lie in GIMP's swap folder. The
 * environment variable SMOOTH_STORE_BYTES sets the pool's budget of memory; by
 * default it is half of the available memory. */
PixelPool *run_resources_pool_new (void);
