/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room for the plug-in's own copies of pixels: memory as long as all of them
 * together stay within a budget, beyond that a file. GEGL's buffers are not
 * used for them, since GEGL only logs that its swap file cannot be written, and
 * goes on with zeros: here every failure is a GError.
 *
 * Needs neither GIMP nor GEGL.
 */
#pragma once

#include <glib.h>

typedef struct _PixelPool PixelPool;

/* A pool whose files lie in folder (copied; NULL, and where it cannot be
 * written: the system's folder for temporary files). n_bytes: budget of memory;
 * negative: half of what is available now. From the first pool on the process
 * ignores SIGXFSZ, so that a limit on the size of files is an error of write.
 * Free with pixel_pool_unref. */
PixelPool *pixel_pool_new (const char *folder, gint64 n_bytes);
PixelPool *pixel_pool_ref (PixelPool *pool);
void pixel_pool_unref (PixelPool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PixelPool, pixel_pool_unref)

/* A piece of room. Reading and writing is safe on several threads at once as
 * long as none writes bytes that another one reads or writes. */
typedef struct
{
  PixelPool *pool; /* owned; NULL: no room */
  gsize size;      /* bytes */
  guint8 *memory;  /* the bytes themselves, or NULL: they are in a file */
  int file;        /* descriptor; the file has no name */
} PoolRoom;

/* Takes size bytes, which read as zeros. Clear with pool_room_clear, also after
 * FALSE. Errors: SMOOTH_ERROR_IO where there is neither memory nor disk
 * space. */
gboolean
pool_room_init (PoolRoom *room, PixelPool *pool, gsize size, GError **error);
void pool_room_clear (PoolRoom *room);

/* n bytes at offset, which lie inside. Errors: SMOOTH_ERROR_IO. */
gboolean pool_room_read (
  const PoolRoom *room, gsize offset, gsize n, void *bytes, GError **error);
gboolean pool_room_write (const PoolRoom *room,
                          gsize offset,
                          gsize n,
                          const void *bytes,
                          GError **error);
