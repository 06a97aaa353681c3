/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key file in GIMP's folder where the dialog keeps what GIMP does not
 * remember for it: its size and view, and named presets. The latter go by
 * themselves through other files of the same form, to be passed on. Others edit
 * the file, too: a text editor may have left a byte order mark or UTF-16 in it,
 * or a line that is none.
 */
#pragma once

#include <glib.h>

/* Groups of presets begin so; the rest is the name, escaped. */
#define MEMORY_PRESET_GROUP "preset "

/* Path of the file, free with g_free. */
char *memory_get_path (void);

/* What the file holds; empty if there is none. is_damaged (out, or NULL):
 * whether a part of it is no key file, and left out. error (or NULL) is set if
 * it is there and cannot be read at all. Never NULL. */
GKeyFile *memory_load (gboolean *is_damaged, GError **error);

/* Writes it back, all or nothing, through a symbolic link if it is one. Before
 * anything is written over that is not read in full, a copy of the file is put
 * beside it: backup (out, or NULL) is the copy's path, free with g_free, or
 * NULL. What cannot be read is not written over, and neither is a file that is
 * read-only. Errors: G_FILE_ERROR, SMOOTH_ERROR_IO. */
gboolean memory_save (GKeyFile *file, char **backup, GError **error);

/* Whether memory_save would be allowed to write, as far as can be told without
 * doing so. Errors: SMOOTH_ERROR_IO. */
gboolean memory_can_save (GError **error);

/* As load and save, for a file at path that the user has chosen. */
GKeyFile *
memory_load_from (const char *path, gboolean *is_damaged, GError **error);
gboolean memory_save_to (GKeyFile *file,
                         const char *path,
                         char **backup,
                         GError **error);

/* The presets' names in the file's order; free with g_strfreev. */
char **memory_list_presets (GKeyFile *file);

/* The group of a preset of this name; free with g_free. */
char *memory_get_group (const char *name);

/* Copies all presets from one file to another, over those of the same name.
 * Returns their number. */
int memory_copy_presets (GKeyFile *from, GKeyFile *to);
