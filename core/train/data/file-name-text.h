/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* File names: which of them belong to pictures, how they are shown in messages,
 * and how new files are named after them. A name is in GLib's file name
 * encoding: any bytes, not necessarily UTF-8. All functions are thread-safe.
 */
#pragma once

#include <glib.h>

/* Returns whether name ends as a picture file that the trainer reads (PNG,
 * JPEG, TIFF, WebP, BMP, GIF, SVG), in upper or lower case. What the file
 * contains is not looked at. */
gboolean train_name_is_picture (const char *name);
gboolean train_name_is_svg (const char *name);

/* Returns name without the ending of a picture format (".png"), if it has one.
 * Free with g_free (). */
char *train_name_dup_stem (const char *name);

/* Returns whether any part of the path name begins with a dot, or is one of the
 * folders __MACOSX and @eaDir, which systems keep for themselves. */
gboolean train_name_is_hidden (const char *name);

/* Returns name as UTF-8 without control characters, for messages, JSON and
 * metadata. Control characters, bytes that are not UTF-8, and % are written as
 * %XX, so two different names give two different texts. Free with g_free (). */
char *train_name_to_text (const char *name);

/* Makes a new file name of the last part of name. It consists of at most 60
 * ASCII letters, digits, - and _; where needed, -2, -3 and so on at its end
 * make it differ from all names in taken, a set of lower-case strings. Adds the
 * new name to taken. Names that differ in upper and lower case alone count as
 * equal. Free with g_free (). */
char *train_name_make_unique (GHashTable *taken, const char *name);
