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

/* Returns a scaler to the part area of grid, from a picture with the size and
 * channels of picture, whose pixels are not read. It writes the scaled pixels
 * in packed rows to pixels (out), which is borrowed until the scaler is freed.
 * The other pointers are borrowed for the call. Errors: NO_MEMORY. */
SmoothScaler *smooth_scaler_new (const SmoothSource *picture,
                                 const SmoothGrid *grid,
                                 const SmoothRect *area,
                                 float *pixels,
                                 GError **error);

/* Frees scaler, which may be NULL. */
void smooth_scaler_free (SmoothScaler *scaler);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothScaler, smooth_scaler_free)

/* needed (out): the part of the picture that the pixels of the scaler's area
 * depend on. */
void smooth_scaler_get_needed (const SmoothScaler *scaler, SmoothRect *needed);

/* Takes the next rows of the picture: the pixels of rect in packed rows,
 * borrowed for the call. rect must have all the columns that
 * smooth_scaler_get_needed gives, and no row may be left out between the first
 * and the last row that it gives. Other pixels are skipped. */
void smooth_scaler_push (SmoothScaler *scaler,
                         const SmoothRect *rect,
                         const float *rows);

/* Returns how many rows of the scaler's area are complete. */
int smooth_scaler_get_n_done (const SmoothScaler *scaler);
