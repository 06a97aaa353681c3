/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the selection the mask of a new layer, so that the layer covers nothing
 * outside of the selection. To be called on the main thread.
 */
#pragma once

#include "drawable-snapshot.h"

/* Limits layer to the snapshot's selection, if there is one. layer has the size
 * and place of the snapshot's drawable, and is not in the image yet. If it has
 * no mask, it gets the selection as its mask. If it has a mask that is applied,
 * the mask is multiplied by the selection. If it has a mask that is not
 * applied, and so hides nothing, the selection replaces the mask, which is
 * applied from now on. The mask is not shown in place of the layer, since it
 * would cover the surroundings of the selection with black. Errors: that of
 * common_error_refuse, and those of selection_mix and buffer_transfer_write. */
gboolean selection_mask_add (const DrawableSnapshot *snapshot,
                             GimpLayer *layer,
                             GError **error);
