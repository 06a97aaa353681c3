/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture worked through in bands of rows, with three float bands to work
 * in: memory grows with the width only.
 */
#pragma once

#include <gegl.h>

#include <smooth/smooth.h>

#include "breath.h"

#define N_BANDS 3

/* One band: area is the rectangle, bands the scratch memory, zeroed before
 * the first band only. */
typedef void (*BandFunc) (gpointer data,
                          const GeglRectangle *area,
                          float *const *bands);

/* Calls func for rect's bands from top to bottom. n_channels: floats a pixel
 * of each of the N_BANDS bands. breath: taken between them, or NULL. FALSE with
 * SMOOTH_ERROR_NO_MEMORY or SMOOTH_ERROR_CANCELLED. */
gboolean bands_walk (const SmoothRect *rect,
                     const int *n_channels,
                     Breath *breath,
                     BandFunc func,
                     gpointer data,
                     GError **error);
