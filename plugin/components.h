/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The components (red, green, blue, grey, alpha) that are switched off in
 * GIMP's Channels dialog. GIMP's merge leaves them as they are in a layer's
 * pixels; new layers are made by the same rule. Channels and masks are not
 * subject to it, and neither is the edge map, which is no smoothed picture.
 */
#pragma once

#include "drawable-job.h"

/* How many colour components of a layer may change; out of how many. */
int components_count_active (GimpDrawable *drawable, int *n_components);

/* Gives pixels, a store in the job's format, the job's old samples of the
 * components that may not change (see its traits), over the job's region.
 * Errors: those of bands_walk and of the store. */
gboolean
components_restore (const DrawableJob *job, PixelStore *pixels, GError **error);

/* The job's smoothed pixels by that rule: themselves, or a copy. Transfer full,
 * or NULL with error. */
PixelStore *components_select (const DrawableJob *job, GError **error);
