/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decodes the bytes of picture files. All pictures that the trainer reads pass
 * through here, except for SVG. */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

/* Decodes bytes, which need not come from a file; name is only for messages.
 * The picture is rotated as its EXIF data say; of an animation the first frame
 * is returned. Free with g_object_unref (). NULL and an error that names name:
 * SMOOTH_ERROR_FORMAT (empty, truncated, not a picture) or
 * SMOOTH_ERROR_UNSUPPORTED (more than 160 million pixels, noticed before memory
 * is allocated for them). Thread-safe. */
GdkPixbuf *
train_decode_picture (const char *name, GBytes *bytes, GError **error);
