/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws pictures by the program gnuplot, which is searched for only when a
 * picture is drawn: the trainer works without it. Two threads must not draw the
 * same picture at a time.
 */
#pragma once

#include <glib.h>

/* Runs script twice, for FOLDER/NAME.svg and FOLDER/NAME.png of width x height
 * pixels. The script consists of gnuplot commands, and may name files in
 * folder. An existing picture is replaced only by a complete one. data: the
 * file that holds the numbers, for the error. Returns FALSE and
 * SMOOTH_ERROR_UNSUPPORTED if gnuplot is not installed, SMOOTH_ERROR_IO if it
 * fails. */
gboolean train_gnuplot_draw (const char *folder,
                             const char *name,
                             const char *data,
                             int width,
                             int height,
                             const char *script,
                             GError **error);

/* Appends text to script as a quoted string of gnuplot. */
void train_gnuplot_append_quoted (GString *script, const char *text);
