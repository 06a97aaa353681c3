/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New items of GIMP's for the results of several kinds. Main thread. */
#pragma once

#include "result.h"

/* The name of an item made from the job's drawable: name_format, in which the
 * drawable's name stands for "%s". Free with g_free. */
char *result_item_name (const DrawableJob *job, const char *name_format);

/* A layer of the drawable's size and at its place, not in the image yet.
 * name_format: see result_item_name. NULL where GIMP refuses. */
GimpLayer *result_item_new_layer (const DrawableJob *job,
                                  const char *name_format,
                                  GimpImageType type,
                                  GimpLayerMode mode);

/* Copies rect of pixels, in the drawable's coordinates, into an item of the
 * drawable's size. Errors: those of buffer_transfer_write. */
gboolean result_item_fill (const DrawableJob *job,
                           GimpDrawable *item,
                           PixelStore *pixels,
                           const SmoothRect *rect,
                           GError **error);

/* Inserts layer into the image, directly above the drawable. FALSE where GIMP
 * refuses. */
gboolean result_item_insert_above (const DrawableJob *job, GimpLayer *layer);

/* ResultMethods.apply and .revert of results that are one layer. */
gboolean result_item_apply_layer (Result *result);
void result_item_revert_layer (Result *result);
