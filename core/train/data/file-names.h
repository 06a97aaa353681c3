/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of files: which of them are pictures, how they are shown in texts, and
 * how files are named after them without two getting one name. A name is bytes
 * in GLib's file name encoding and need not be UTF-8. Thread-safe.
 */
#pragma once

#include <glib.h>

/* Does name end as the pictures do that the trainer reads (PNG, JPEG, TIFF,
 * WebP, BMP, GIF, SVG), in upper or lower case? Their contents may still be
 * something else. */
gboolean train_name_is_picture (const char *name);
gboolean train_name_is_svg (const char *name);

/* name without its ending if that is a picture's. Free with g_free. */
char *train_name_dup_stem (const char *name);

/* Is a part of the path name a file that a system keeps for itself: one whose
 * name begins with a dot, __MACOSX, @eaDir? */
gboolean train_name_is_hidden (const char *name);

/* name as UTF-8 without control characters, for messages, JSON and metadata:
 * such bytes, those that are not UTF-8, and % become %XX, so two names never
 * become one text. Free with g_free. */
char *train_name_to_text (const char *name);

/* A name for files about name's last part: letters and digits of ASCII, - and
 * _, at most 60 bytes. It is not in taken (a set of strings), also not with
 * other case, and is added to it; -2, -3 ... at its end see to that. Free with
 * g_free. */
char *train_name_make_unique (GHashTable *taken, const char *name);
