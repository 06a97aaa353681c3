/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors that several files of the plug-in report, each with one sentence for
 * the user. Each function sets *error, unless error is NULL. Any thread.
 */
#pragma once

#include <glib.h>

/* Sets SMOOTH_ERROR_UNSUPPORTED: the drawable was deleted, or its image
 * closed. */
void common_error_set_gone (GError **error);

/* Sets SMOOTH_ERROR_UNSUPPORTED: the drawable, its place or the selection is no
 * longer as it was when the work on it began. */
void common_error_set_changed (GError **error);

/* Sets SMOOTH_ERROR_UNSUPPORTED: GIMP refused to make or to change something.
 * Returns FALSE, so that a caller can write: return gimp_call () ||
 * common_error_refuse (error). */
gboolean common_error_refuse (GError **error);

/* Sets SMOOTH_ERROR_CANCELLED: the user has stopped the work. */
void common_error_set_stopped (GError **error);

/* Sets SMOOTH_ERROR_NO_MEMORY: there is no memory for rows of width pixels. */
void common_error_set_no_memory (int width, GError **error);

/* To be called after a failure, with an error that is not NULL. If *error is
 * NULL or has no text, sets it as common_error_refuse does. GIMP shows nothing
 * for an error without a text, so the failure would look like a success. */
void common_error_complete (GError **error);
