/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Allocates blocks of bytes for the plug-in's own copies of pixels: in memory,
 * as long as all blocks of a pool stay within its budget, and beyond that in
 * files. GeglBuffers would do the same, but if GEGL cannot write its swap file
 * it only logs that, and the pixels read as zeros. Here every failure is a
 * GError. Needs neither GIMP nor GEGL. Any thread may call all functions.
 */
#pragma once

#include <glib.h>

typedef struct _PixelPool PixelPool;

/* Returns a new pool. folder: where its files are put, copied; if it is NULL or
 * not writable, the system's folder for temporary files is taken. n_bytes: the
 * budget of memory; negative: half of what is available now. The first pool
 * makes the process ignore the signal SIGXFSZ, so that a limit on the size of
 * files becomes an error of write. Free with pixel_pool_unref. */
PixelPool *pixel_pool_new (const char *folder, gint64 n_bytes);
PixelPool *pixel_pool_ref (PixelPool *pool);
void pixel_pool_unref (PixelPool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PixelPool, pixel_pool_unref)

/* A block of bytes. Several threads may read and write it at once, as long as
 * none writes bytes that another one reads or writes. */
typedef struct
{
  PixelPool *pool; /* an owned reference; NULL: nothing is allocated */
  gsize size;      /* the block's size in bytes */
  guint8 *memory;  /* NULL: the bytes are in the file */
  int file;        /* descriptor of a file without a name; -1: there is none */
} PoolBlock;

/* Allocates size bytes, which are zero. Clear block with pool_block_clear, also
 * after FALSE. Errors: SMOOTH_ERROR_IO if there is neither memory nor disk
 * space. */
gboolean
pool_block_init (PoolBlock *block, PixelPool *pool, gsize size, GError **error);
void pool_block_clear (PoolBlock *block);

/* Read or write n bytes at offset. All of them must lie inside the block.
 * Errors: SMOOTH_ERROR_IO. */
gboolean pool_block_read (
  const PoolBlock *block, gsize offset, gsize n, void *bytes, GError **error);
gboolean pool_block_write (const PoolBlock *block,
                           gsize offset,
                           gsize n,
                           const void *bytes,
                           GError **error);
