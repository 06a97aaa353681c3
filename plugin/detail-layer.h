/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The detail layer of the result "separate". It lies above the smoothed layer
 * and has the mode grain merge, in which GIMP shows smoothed + detail -
 * midpoint. The detail is chosen so that this sum is what the drawable had
 * before. To be called on the main thread.
 */
#pragma once

#include "drawable-job.h"

/* Returns whether item is a detail layer that the filter has made, or a copy of
 * one. */
gboolean detail_layer_is (GimpItem *item);

/* Returns a new layer, not in the image yet, with the detail that is missing in
 * smoothed. smoothed: the pixels of the smoothed layer over the whole drawable
 * as that layer stores them, so that the detail makes up for their rounding as
 * well. n_unheld (out): how many pixels have more detail than the layer can
 * hold. Transfer full; NULL with the error of common_error_refuse, or with one
 * of for_each_band or the stores. */
GimpLayer *detail_layer_new (const DrawableJob *job,
                             PixelStore *smoothed,
                             guint64 *n_unheld,
                             GError **error);
