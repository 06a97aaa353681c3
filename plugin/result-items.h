/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes new layers and channels of GIMP's for several kinds of results. All
 * functions are called on the main thread. */
#pragma once

#include "result.h"

/* Returns the name for an item that is made from the snapshot's drawable:
 * name_format, in which "%s" is replaced by the drawable's name. Free with
 * g_free. */
char *result_item_name (const DrawableSnapshot *snapshot,
                        const char *name_format);

/* Returns a new layer of the drawable's size and at its place, not in the image
 * yet. name_format: its name, in which "%s" stands for the drawable's name.
 * Returns NULL if GIMP refuses. */
GimpLayer *result_item_new_layer (const DrawableSnapshot *snapshot,
                                  const char *name_format,
                                  GimpImageType type,
                                  GimpLayerMode mode);

/* Copies rect of pixels, in the drawable's coordinates, into item, which has
 * the drawable's size. Errors: those of buffer_transfer_write. */
gboolean result_item_fill (const DrawableSnapshot *snapshot,
                           GimpDrawable *item,
                           PixelStore *pixels,
                           const SmoothRect *rect,
                           GError **error);

/* Inserts layer into the image, directly above the drawable. Returns FALSE if
 * GIMP refuses. */
gboolean result_item_insert_above (const DrawableSnapshot *snapshot,
                                   GimpLayer *layer);

/* The methods apply and revert (see result.h) of the kinds of results that
 * consist of one new layer: insert the layer into the image, and remove it from
 * the image. */
gboolean result_item_apply_layer (Result *result);
void result_item_revert_layer (Result *result);
