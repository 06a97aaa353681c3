/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The detail layers of the result "separate". They lie above the smoothed layer
 * and have the mode grain merge, in which GIMP shows below + detail - midpoint.
 * The details are chosen so that this sum is what the drawable had before. To
 * be called on the main thread.
 */
#pragma once

#include "drawable-snapshot.h"

/* Returns whether item is a detail layer that the filter has made, or a copy of
 * one. */
gboolean detail_layer_is (GimpItem *item);

/* Makes the snapshot's n_details detail layers, which are not in the image yet,
 * with the detail that is missing in smoothed. smoothed: the pixels of the
 * smoothed layer over the whole drawable as that layer stores them, so that the
 * detail makes up for their rounding as well. shown: for each detail layer,
 * from the lowest one up, the pixels that are to be seen when it is the top
 * one; the last are those of the drawable. layers (out): the layers, owned by
 * the caller, also after FALSE; NULL behind the last. n_unheld (out): how many
 * pixels have more detail than the layers can hold. Errors: that of
 * common_error_refuse, and those of for_each_band and the stores. */
gboolean detail_layers_new (const DrawableSnapshot *snapshot,
                            PixelStore *smoothed,
                            PixelStore *const *shown,
                            GimpLayer **layers,
                            guint64 *n_unheld,
                            GError **error);
