/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pixel pool asks of the operating system: memory, and files without a
 * name. pool-file.c is for POSIX, pool-file-windows.c for Windows. Any thread
 * may call these functions.
 */
#pragma once

#include <glib.h>

/* Maps size bytes, which are zero; NULL where the system refuses. Free with
 * pool_memory_unmap. */
void *pool_memory_map (gsize size);
void pool_memory_unmap (void *memory, gsize size);

/* Opens a new file without a name in folder, which is gone once it is closed.
 * Returns its descriptor; -1 with errno where that fails. */
int pool_file_open (const char *folder);
void pool_file_close (int file);

/* Reserves disk space for size bytes, and makes the file as long. Returns 0,
 * also where the file system cannot reserve, or an errno. */
int pool_file_resize (int file, gsize size);

/* Read or write up to n bytes at offset; the file has no position of its own
 * that would count. Return how many bytes, which may be fewer; -1 with
 * errno where that fails. Reading returns 0 at the end of the file. */
gssize pool_file_read (int file, void *bytes, gsize n, gsize offset);
gssize pool_file_write (int file, const void *bytes, gsize n, gsize offset);
