/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key file in GIMP's folder where the dialog keeps what GIMP does not
 * remember for it: its size and view, and named presets. The latter go by
 * themselves through other files of the same form, to be passed on.
 */
#pragma once

#include <glib.h>

/* Groups of presets begin so; the rest is the name, escaped. */
#define MEMORY_PRESET_GROUP "preset "

/* Path of the file, free with g_free. */
char *memory_get_path (void);

/* What it holds; empty if there is none or it cannot be read. */
GKeyFile *memory_load (void);

/* Writes it back. Errors: G_FILE_ERROR. */
gboolean memory_save (GKeyFile *file, GError **error);

/* The presets' names in the file's order; free with g_strfreev. */
char **memory_list_presets (GKeyFile *file);

/* The group of a preset of this name; free with g_free. */
char *memory_get_group (const char *name);

/* Copies all presets from one file to another, over those of the same name.
 * Returns their number. */
int memory_copy_presets (GKeyFile *from, GKeyFile *to);
