/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one way by which pictures' bytes become pixels. */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

/* Pixels of a picture (not SVG) upright, as a camera's EXIF says where up is;
 * of an animation the first frame. NULL and an error that names name: FORMAT
 * (empty, cut off, not a picture), UNSUPPORTED (more than 160 million pixels,
 * found before memory is taken for them). Free with g_object_unref.
 * Thread-safe. */
GdkPixbuf *
train_decode_picture (const char *name, GBytes *bytes, GError **error);
