/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scaler: computes the box mean of a picture over the pixels of a smaller grid.
 * It takes the picture's rows from top to bottom, a few at a time, so that a
 * picture of any size can be scaled without being in memory.
 *
 * Colours are weighted by alpha. NaN counts as 0, infinities as 0 and 1, as
 * they do for the networks; other values outside [0, 1] count as they are. If
 * the grid is as large as the picture, the samples are copied.
 *
 * One thread at a time.
 */
#pragma once

#include <smooth/image.h>

#include "viewport.h"

typedef struct _SmoothScaler SmoothScaler;

/* Returns a scaler from a picture of that size and channels to the part area of
 * grid, whose pixels it writes, packed, to pixels (out, borrowed until it is
 * freed). The other pointers are borrowed for the call, and picture's pixels
 * are not read. Errors: NO_MEMORY. */
SmoothScaler *smooth_scaler_new (const SmoothSource *picture,
                                 const SmoothGrid *grid,
                                 const SmoothRect *area,
                                 float *pixels,
                                 GError **error);

/* NULL is allowed. */
void smooth_scaler_free (SmoothScaler *scaler);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothScaler, smooth_scaler_free)

/* needed (out): the part of the picture that the pixels of area depend on. */
void smooth_scaler_get_needed (const SmoothScaler *scaler, SmoothRect *needed);

/* Takes the next rows: the pixels of rect, packed (borrowed for the call). rect
 * must have all columns that are needed, and no row may be left out between the
 * first and the last one that are needed. Other pixels are skipped. */
void smooth_scaler_push (SmoothScaler *scaler,
                         const SmoothRect *rect,
                         const float *rows);

/* Returns how many rows of area are complete. */
int smooth_scaler_get_n_done (const SmoothScaler *scaler);
