/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run without the dialog: for scripts, and for "Repeat" with the last
 * settings. Main thread.
 */
#pragma once

#include <libgimp/gimp.h>

#include "pixel-pool.h"
#include "procedure-request.h"

#define NONINTERACTIVE_MAX_TRIES 3

/* Smooths drawables (NULL at the end), which have passed the checks, in one
 * undo step. The image is changed only after everything has been computed:
 * after an error, or if the process dies before, it is as it was. Where the
 * user paints on a drawable meanwhile, everything is computed again from the
 * new pixels, up to NONINTERACTIVE_MAX_TRIES times. pool: for copies and
 * results. n_unheld (out): the sum of Result.n_unheld. */
gboolean noninteractive_run (GimpImage *image,
                             GimpDrawable **drawables,
                             const Request *request,
                             PixelPool *pool,
                             guint64 *n_unheld,
                             GError **error);
