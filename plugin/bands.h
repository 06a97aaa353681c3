/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture worked through in bands of rows, with three float bands to work
 * in; a wide one in several columns of bands, so that memory does not grow with
 * the picture.
 */
#pragma once

#include <smooth/smooth.h>

#include "main-loop.h"

#define N_BANDS 3

/* One band: area is the rectangle, bands the scratch memory, zeroed before
 * the first band only. FALSE with error set ends the walk. */
typedef gboolean (*BandFunc) (gpointer data,
                              const SmoothRect *area,
                              float *const *bands,
                              GError **error);

/* Calls func for rect's bands: its columns of bands from left to right, each
 * from top to bottom. n_channels: floats a pixel
 * of each of the N_BANDS bands. breath: taken between them, or NULL. FALSE with
 * SMOOTH_ERROR_NO_MEMORY, SMOOTH_ERROR_CANCELLED or func's error. */
gboolean bands_walk (const SmoothRect *rect,
                     const int *n_channels,
                     MainLoopYield *breath,
                     BandFunc func,
                     gpointer data,
                     GError **error);
