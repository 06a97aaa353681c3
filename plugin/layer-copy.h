/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies of a layer that GIMP never draws anew. GIMP's own copy of a text
 * layer is a text layer, and its pixels are replaced by the text as soon as
 * GIMP renders it again: on a change of precision, of the text, or when an XCF
 * file is loaded. Link layers and vector layers of GIMP 3.2 behave alike.
 */
#pragma once

#include "drawable-job.h"

/* A plain layer, not in the image yet, with the pixels and all properties of
 * the job's layer: mode, opacity, place, locks, colour tag, parasites, filters,
 * mask. name_format: see result_name. Transfer full, or NULL with error:
 * SMOOTH_ERROR_NO_MEMORY where GIMP refuses, and those of transfer_put. */
GimpLayer *
layer_copy_new (const DrawableJob *job, const char *name_format, GError **error);

/* A copy of the mask, which the job's layer has, not on a layer yet. Transfer
 * full, or NULL with error. */
GimpLayerMask *layer_copy_mask (const DrawableJob *job, GError **error);

/* Gives a layer mode, blending, opacity and visibility of another. FALSE if it
 * has not got them: GIMP's setters return TRUE for a value that they ignore. */
gboolean layer_copy_look (GimpLayer *from, GimpLayer *to);

/* Gives the mask of a layer the state of the mask of another: whether it is
 * applied, edited, shown. FALSE if it has not got it. */
gboolean layer_copy_mask_state (GimpLayer *from, GimpLayer *to);
