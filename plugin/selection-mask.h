/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The selection as the mask of a new layer: outside of it the image goes on
 * showing what it showed.
 */
#pragma once

#include "drawable-job.h"

/* Gives layer, of the size and place of the job's drawable and not in the image
 * yet, the job's selection as its mask, if there is one. A mask that is
 * switched on goes on hiding what it hides. One that is switched off hides
 * nothing, so the selection takes its place and it is switched on. The mask is
 * not shown instead of the layer: that would cover what lies around the
 * selection with black. Errors: SMOOTH_ERROR_NO_MEMORY where GIMP refuses, and
 * those of selection_mix and transfer_put. */
gboolean selection_mask_add (const DrawableJob *job, GimpLayer *layer, GError **error);
