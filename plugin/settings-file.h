/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key file structure-smooth.ini in GIMP's folder, in which the dialog keeps
 * what GIMP does not remember for it: its size and view, and named presets.
 * Users can export presets into other files of the same form, and import them.
 * They may also edit the files, so a file may have a byte order mark, UTF-16,
 * or lines that are not valid. All functions are called on the main thread.
 */
#pragma once

#include <glib.h>

/* The name of a preset's group is this followed by the preset's name,
 * escaped. */
#define SETTINGS_FILE_PRESET_GROUP "preset "

/* Returns the path of the file; free with g_free. */
char *settings_file_get_path (void);

/* Read the file, or the file at path. Return a key file, transfer full, never
 * NULL. It is empty if there is no file, and has the valid lines of a damaged
 * file. is_damaged (out, may be NULL): whether lines were left out. error (may
 * be NULL) is set if there is a file that cannot be read. */
GKeyFile *settings_file_load (gboolean *is_damaged, GError **error);
GKeyFile *settings_file_load_from (const char *path,
                                   gboolean *is_damaged,
                                   GError **error);

/* Write the file, or the file at path, as a whole or not at all. If it is a
 * symbolic link, the file that the link leads to is written. If the file that
 * is replaced is damaged, a copy of it is kept beside it: backup (out, may be
 * NULL) is the path of the copy, free with g_free, or NULL. A file that cannot
 * be read or is read-only is not replaced. Errors: G_FILE_ERROR,
 * SMOOTH_ERROR_IO. */
gboolean settings_file_save (GKeyFile *file, char **backup, GError **error);
gboolean settings_file_save_to (GKeyFile *file,
                                const char *path,
                                char **backup,
                                GError **error);

/* Returns whether settings_file_save may write the file, as far as that can be
 * told without writing. Errors: SMOOTH_ERROR_IO. */
gboolean settings_file_can_save (GError **error);

/* Returns the names of all presets, in the order of the file; free with
 * g_strfreev. */
char **settings_file_list_presets (GKeyFile *file);

/* Returns the name of the group of the preset called name; free with g_free. */
char *settings_file_get_group (const char *name);

/* Copies all presets of from into to, where they replace those of the same
 * name. Returns how many were copied. */
int settings_file_copy_presets (GKeyFile *from, GKeyFile *to);
