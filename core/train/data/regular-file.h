/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads files of unknown origin: what is opened may be a pipe or a device,
 * which would block, or have any size.
 */
#pragma once

#include <glib.h>

/* The largest file that is read, in bytes (256 MiB). */
#define TRAIN_REGULAR_FILE_MAX_BYTES ((gsize) 256 << 20)

/* Returns the bytes of file (in GLib's file name encoding); free with
 * g_bytes_unref (). NULL and an error whose message is the reason alone,
 * without the file's name: SMOOTH_ERROR_IO if file cannot be read, is no
 * regular file or is larger than TRAIN_REGULAR_FILE_MAX_BYTES,
 * SMOOTH_ERROR_NO_MEMORY. Does not block on pipes. Thread-safe. */
GBytes *train_regular_file_read (const char *file, GError **error);
