/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain copies of layers, also of text, link and vector layers. GIMP's own copy
 * of a text layer is a text layer: as soon as GIMP draws the text again, which
 * it does on a change of precision or when an XCF file is loaded, the text
 * replaces the pixels. Link and vector layers of GIMP 3.2 are the same. Main
 * thread.
 */
#pragma once

#include "drawable-job.h"

/* A plain layer, not in the image yet, with the pixels that the job's layer had
 * before and with all of its properties: mode, opacity, place, locks, colour
 * tag, parasites, filters, mask. name_format: see result_item_name. Transfer
 * full, or NULL with error: that of common_error_refuse, and those of
 * buffer_transfer_write. */
GimpLayer *layer_copy_new (const DrawableJob *job,
                           const char *name_format,
                           GError **error);

/* A copy of the mask of the job's layer, which has one. The copy is on no layer
 * yet. Transfer full, or NULL as above. */
GimpLayerMask *layer_copy_mask (const DrawableJob *job, GError **error);

/* Give to a layer some of the properties of another. FALSE where a property is
 * not as it should be afterwards: setters of GIMP return TRUE also for values
 * that they ignore. */

/* Mode, blend and composite spaces, composite mode, opacity, visibility. */
gboolean layer_copy_appearance (GimpLayer *from, GimpLayer *to);

/* Whether the mask, which both have, is applied, edited and shown. */
gboolean layer_copy_mask_flags (GimpLayer *from, GimpLayer *to);
