/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scaler: the box mean of a picture over the pixels of a smaller grid, from
 * rows that come from top to bottom, so that a picture of any size can be
 * shown as a whole without being held.
 *
 * Colours are weighted by alpha. NaN counts as 0, infinities as 0 and 1, as
 * the networks see them; other values outside [0, 1] count as they are. Where
 * the grid is as large as the picture the samples are copied.
 */
#pragma once

#include <smooth/image.h>

#include "viewport.h"

typedef struct _SmoothScaler SmoothScaler;

/* From a picture of width x height to the part area of grid, written to
 * pixels (area, packed; borrowed). Errors: NO_MEMORY. */
SmoothScaler *smooth_scaler_new (const SmoothSource *picture,
                                 const SmoothGrid *grid,
                                 const SmoothRect *area,
                                 float *pixels,
                                 GError **error);
void smooth_scaler_free (SmoothScaler *scaler);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothScaler, smooth_scaler_free)

/* The part of the picture that counts. */
void smooth_scaler_get_needed (const SmoothScaler *scaler, SmoothRect *needed);

/* The next rows, which may lie outside what is needed and may be wider. */
void smooth_scaler_push (SmoothScaler *scaler,
                         const SmoothRect *rect,
                         const float *rows);

/* How many rows of area are done. */
int smooth_scaler_get_n_done (const SmoothScaler *scaler);

/* How many of a grid's n columns lie within the first end of a picture's size
 * columns. */
int smooth_scaler_count_covered (int end, int n, int size);
