/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The detail layer of the result "separate". It lies above the smoothed layer
 * and shows, in the mode grain merge, smoothed + detail - midpoint: the pixels
 * that the drawable had before. Main thread.
 */
#pragma once

#include "drawable-job.h"

/* A layer, not in the image yet, of the detail that is missing in smoothed: the
 * stored pixels of the smoothed layer over the whole drawable, so that their
 * rounding is made up for as well. n_unheld (out): how many pixels have more
 * detail than the layer can hold. Transfer full, or NULL with error: that of
 * common_error_refuse, and those of for_each_band and of the stores. */
GimpLayer *detail_layer_new (const DrawableJob *job,
                             PixelStore *smoothed,
                             guint64 *n_unheld,
                             GError **error);
