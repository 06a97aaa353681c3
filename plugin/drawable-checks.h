/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Refuses drawables that the plug-in cannot smooth, before the image is
 * touched. The image types and the sensitivity mask of the procedure only grey
 * out its menu entry; a script may call it with any drawable. Main thread.
 */
#pragma once

#include <libgimp/gimp.h>

#include "result-kind.h"

/* Whether all drawables (NULL at the end) of image can be smoothed, whatever
 * becomes of the result. Errors: SMOOTH_ERROR_UNSUPPORTED, which names the
 * drawable and says what the user can do. */
gboolean drawable_checks_all (GimpImage *image,
                              GimpDrawable **drawables,
                              GError **error);

/* Whether a result of kind can be made of each of drawables, which have passed
 * drawable_checks_all. Errors: as above. */
gboolean drawable_checks_result (GimpDrawable **drawables,
                                 ResultKind kind,
                                 GError **error);

/* Whether drawable has non-destructive filters that are switched on. */
gboolean drawable_has_visible_filters (GimpDrawable *drawable);

/* region (out): the bounding rectangle of the selection on drawable, in the
 * drawable's coordinates; the whole drawable where there is no selection.
 * Errors: SMOOTH_ERROR_UNSUPPORTED where the selection misses the drawable. */
gboolean drawable_find_region (GimpDrawable *drawable,
                               SmoothRect *region,
                               GError **error);
