/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that is refused, with a reason, before the image is touched.
 * GIMP's image types and sensitivity mask only grey out the menu: a call from
 * a script gets here with anything.
 */
#pragma once

#include <libgimp/gimp.h>

#include "result-kind.h"

/* Whether all drawables (NULL at the end) of image can be smoothed at all.
 * Errors: SMOOTH_ERROR_UNSUPPORTED, naming the drawable and what to do. */
gboolean
checks_drawables (GimpImage *image, GimpDrawable **drawables, GError **error);

/* Whether result can be made of each of drawables; for those that have passed
 * checks_drawables. Errors: SMOOTH_ERROR_UNSUPPORTED. */
gboolean
checks_result (GimpDrawable **drawables, ResultKind result, GError **error);

/* Whether drawable carries non-destructive filters that show. */
gboolean checks_has_filters (GimpDrawable *drawable);

/* The part of drawable that the selection lets through, in the drawable's
 * coordinates; all of it without a selection. Errors:
 * SMOOTH_ERROR_UNSUPPORTED where the selection misses it. */
gboolean
checks_region (GimpDrawable *drawable, SmoothRect *region, GError **error);
