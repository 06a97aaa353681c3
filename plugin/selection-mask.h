/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The selection as the mask of a new layer, so that the layer covers nothing
 * outside of the selection. Main thread.
 */
#pragma once

#include "drawable-job.h"

/* Limits layer to the job's selection, if there is one. layer has the size and
 * place of the job's drawable, and is not in the image yet.
 *   Without a mask it gets the selection as its mask.
 *   A mask that is applied is multiplied by the selection.
 *   A mask that is not applied hides nothing; the selection replaces it, and it
 *   is applied from now on.
 * The mask is not shown instead of the layer, since it would cover the
 * surroundings of the selection with black. Errors: that of
 * common_error_refuse, and those of selection_mix and buffer_transfer_write. */
gboolean
selection_mask_add (const DrawableJob *job, GimpLayer *layer, GError **error);
