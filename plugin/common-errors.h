/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors that several files of the plug-in have to report, each with its one
 * sentence. Each function sets *error, unless error is NULL. Any thread.
 */
#pragma once

#include <glib.h>

/* SMOOTH_ERROR_UNSUPPORTED: the drawable was deleted, or its image closed. */
void common_error_set_gone (GError **error);

/* SMOOTH_ERROR_UNSUPPORTED: the drawable, its place or the selection is not
 * what it was when the work on it began. */
void common_error_set_changed (GError **error);

/* SMOOTH_ERROR_UNSUPPORTED: GIMP refused to make or to change something.
 * Returns FALSE, so that it can stand behind the call of GIMP: call () ||
 * refuse. */
gboolean common_error_refuse (GError **error);

/* SMOOTH_ERROR_CANCELLED: the user has stopped the work. */
void common_error_set_stopped (GError **error);

/* SMOOTH_ERROR_NO_MEMORY: for rows of width pixels. */
void common_error_set_no_memory (int width, GError **error);

/* After a failure: where *error is NULL or has no text, sets it to that of
 * common_error_refuse. GIMP shows nothing for an error without a text, and
 * the failure would look like a success. error is not NULL. */
void common_error_complete (GError **error);
