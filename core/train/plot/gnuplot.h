/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures drawn by gnuplot, which is looked for when a picture is wanted: the
 * trainer works without it, too. Not thread-safe for the same name.
 */
#pragma once

#include <glib.h>

/* Runs script, gnuplot commands that read files of folder by their names, once
 * for FOLDER/NAME.svg and once for FOLDER/NAME.png, of width x height pixels.
 * A picture that is there already is replaced only by a whole one. data: the
 * file that holds the numbers, named in the error. FALSE and an error:
 * UNSUPPORTED where there is no gnuplot, IO where it fails. */
gboolean train_gnuplot_draw (const char *folder,
                             const char *name,
                             const char *data,
                             int width,
                             int height,
                             const char *script,
                             GError **error);

/* Appends text to script as a string of gnuplot's, in quotes. */
void train_gnuplot_append_quoted (GString *script, const char *text);
