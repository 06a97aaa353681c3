/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Refuses drawables that the plug-in cannot smooth, before the image is
 * touched. GIMP only greys out the procedure's menu entry by the image types
 * and the sensitivity mask; a script may call the procedure with any drawable.
 * All functions are called on the main thread.
 */
#pragma once

#include <libgimp/gimp.h>

#include "result-kind.h"

/* Returns whether all drawables of image (the array ends with NULL) can be
 * smoothed, for any kind of result. Errors: SMOOTH_ERROR_UNSUPPORTED, with a
 * text that names the drawable and says what the user can do. */
gboolean drawable_checks_all (GimpImage *image,
                              GimpDrawable **drawables,
                              GError **error);

/* Returns whether a result of kind can be made of each of drawables, which have
 * passed drawable_checks_all. Errors: SMOOTH_ERROR_UNSUPPORTED, with a text
 * that names the drawable and says what the user can do. */
gboolean drawable_checks_result (GimpDrawable **drawables,
                                 ResultKind kind,
                                 GError **error);

/* Returns whether drawable has non-destructive filters that are switched on. */
gboolean drawable_has_visible_filters (GimpDrawable *drawable);

/* region (out): the bounding rectangle of the selection on drawable, in the
 * drawable's coordinates; the whole drawable if there is no selection. Errors:
 * SMOOTH_ERROR_UNSUPPORTED if the selection lies outside the drawable. */
gboolean drawable_find_region (GimpDrawable *drawable,
                               SmoothRect *region,
                               GError **error);
