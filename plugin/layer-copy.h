/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain copies of layers, also of text, link and vector layers. GIMP's own copy
 * of a text layer is a text layer again. As soon as GIMP draws its text again,
 * for instance when the precision changes or an XCF file is loaded, the text
 * replaces the smoothed pixels. The same holds for the link and vector layers
 * of GIMP 3.2. All functions are called on the main thread.
 */
#pragma once

#include "drawable-snapshot.h"

/* Returns a new plain layer, not in the image yet, with the pixels that the
 * snapshot's layer had before and with all of its properties: mode, opacity,
 * place, locks, colour tag, parasites, filters, mask. name_format: its name, in
 * which "%s" stands for the drawable's name. Transfer full; NULL with the error
 * of common_error_refuse, or with one of buffer_transfer_write. */
GimpLayer *layer_copy_new (const DrawableSnapshot *snapshot,
                           const char *name_format,
                           GError **error);

/* Returns a copy of the mask of the snapshot's layer, which must have one. The
 * copy is on no layer yet. Transfer full; NULL with the error of
 * common_error_refuse, or with one of buffer_transfer_write. */
GimpLayerMask *layer_copy_mask (const DrawableSnapshot *snapshot,
                                GError **error);

/* The two functions below copy some properties of the layer from to the layer
 * to. They read back each property, since GIMP's setters return TRUE also for
 * values that they ignore, and return FALSE if one is not as it should be. */

/* Copies mode, blend and composite spaces, composite mode, opacity and
 * visibility. */
gboolean layer_copy_appearance (GimpLayer *from, GimpLayer *to);

/* Copies whether the mask, which both layers have, is applied, edited and
 * shown. */
gboolean layer_copy_mask_flags (GimpLayer *from, GimpLayer *to);
