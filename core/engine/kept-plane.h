/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kept plane: a copy of what the networks have computed in a rectangle of a
 * plane, the smoothed picture or the edge map. A graph has its outputs in
 * memory for one band of rows at a time. A preview keeps them for its whole
 * region, so that another value of detail or channels needs no pass of the
 * networks.
 */
#pragma once

#include <smooth/image.h>

#include "kernel/band.h"

/* The copy, as a band whose ring buffer has all rows of the rectangle. data is
 * owned; NULL: nothing is kept. */
typedef struct
{
  SmoothBand band;
} SmoothKeptPlane;

/* Takes the memory for rect, of n_channels channels. Clear plane with
 * smooth_kept_plane_clear (). Errors: NO_MEMORY. */
gboolean smooth_kept_plane_init (SmoothKeptPlane *plane,
                                 const SmoothRect *rect,
                                 int n_channels,
                                 GError **error);
void smooth_kept_plane_clear (SmoothKeptPlane *plane);

/* Copies the pixels of rect, which lie in the plane's rectangle, from a band
 * that has them in memory. Different rows may be copied at the same time. */
void smooth_kept_plane_copy (SmoothKeptPlane *plane,
                             const SmoothBand *from,
                             const SmoothRect *rect);
