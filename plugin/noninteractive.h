/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the filter without the dialog: for scripts, and for "Repeat" with the
 * last settings. To be called on the main thread.
 */
#pragma once

#include <libgimp/gimp.h>

#include "pixel-pool.h"
#include "procedure-request.h"

#define NONINTERACTIVE_MAX_TRIES 3

/* Smooths drawables (the array ends with NULL), which have passed the checks of
 * drawable-checks.h, in one undo step. The image is changed only after
 * everything has been computed, so after an error, or if the process dies
 * before, the image is as it was. If pixels or properties of a drawable change
 * meanwhile, everything is computed again, up to NONINTERACTIVE_MAX_TRIES
 * times; any other change is an error. pool: for copies and results. n_unheld
 * (out): the number of pixels with more detail than the detail layers can hold.
 */
gboolean noninteractive_run (GimpImage *image,
                             GimpDrawable **drawables,
                             const Request *request,
                             PixelPool *pool,
                             guint64 *n_unheld,
                             GError **error);
