/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A block in a file has a file of its own, without a name. If the file system
 * can do that, its disk space is reserved at once, so that a full disk is found
 * before anything is computed.
 */
#define _POSIX_C_SOURCE 200809L /* for SIGXFSZ */

#include "pixel-pool.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h> /* W_OK, X_OK */

#include <glib/gstdio.h>

#include <smooth/smooth.h>

#include "available-memory.h"
#include "i18n.h"
#include "pool-file.h"

struct _PixelPool
{
  gatomicrefcount n_refs;
  char *folder;
  GMutex lock;
  gint64 n_free; /* how many bytes of the budget are left; guarded by lock */
};

PixelPool *
pixel_pool_new (const char *folder, gint64 n_bytes)
{
  PixelPool *pool = g_new0 (PixelPool, 1);

#ifdef SIGXFSZ
  signal (SIGXFSZ, SIG_IGN);
#endif
  g_atomic_ref_count_init (&pool->n_refs);
  g_mutex_init (&pool->lock);
  if (folder == NULL || g_access (folder, W_OK | X_OK) != 0)
    folder = g_get_tmp_dir ();
  pool->folder = g_strdup (folder);
  pool->n_free = n_bytes < 0 ? available_memory_get () / 2 : n_bytes;
  return pool;
}

PixelPool *
pixel_pool_ref (PixelPool *pool)
{
  g_atomic_ref_count_inc (&pool->n_refs);
  return pool;
}

void
pixel_pool_unref (PixelPool *pool)
{
  if (pool == NULL || !g_atomic_ref_count_dec (&pool->n_refs))
    return;

  g_mutex_clear (&pool->lock);
  g_free (pool->folder);
  g_free (pool);
}

/* Takes size bytes from the budget; a negative size gives bytes back. Returns
 * FALSE if fewer bytes are left. */
static gboolean
take (PixelPool *pool, gint64 size)
{
  gboolean fits;

  g_mutex_lock (&pool->lock);
  fits = size <= pool->n_free;
  if (fits)
    pool->n_free -= size;
  g_mutex_unlock (&pool->lock);
  return fits;
}

/* Sets the error of a block for which there is no disk space. code: an errno.
 * Returns FALSE. */
static gboolean
refuse_write (const PoolBlock *block, int code, GError **error)
{
  g_autofree char *size = g_format_size (block->size);

  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               _ ("%s of pixels find no place, neither in memory nor in the "
                  "folder '%s': %s"),
               size, block->pool->folder, g_strerror (code));
  return FALSE;
}

static gboolean
init_file (PoolBlock *block, GError **error)
{
  int code;

  block->file = pool_file_open (block->pool->folder);
  if (block->file < 0)
    return refuse_write (block, errno, error);

  code = pool_file_resize (block->file, block->size);
  return code == 0 || refuse_write (block, code, error);
}

static gboolean
init_memory (PoolBlock *block)
{
  void *memory;

  if (block->size > G_MAXINT64 || !take (block->pool, (gint64) block->size))
    return FALSE;

  memory = pool_memory_map (block->size);
  if (memory == NULL)
    {
      take (block->pool, -(gint64) block->size);
      return FALSE;
    }
  block->memory = memory;
  return TRUE;
}

gboolean
pool_block_init (PoolBlock *block, PixelPool *pool, gsize size, GError **error)
{
  *block =
    (PoolBlock) { .pool = pixel_pool_ref (pool), .size = size, .file = -1 };
  return init_memory (block) || init_file (block, error);
}

void
pool_block_clear (PoolBlock *block)
{
  if (block->pool == NULL)
    return;

  if (block->memory != NULL)
    {
      pool_memory_unmap (block->memory, block->size);
      take (block->pool, -(gint64) block->size);
    }
  if (block->file >= 0)
    pool_file_close (block->file);
  pixel_pool_unref (block->pool);
  *block = (PoolBlock) { .file = -1 };
}

gboolean
pool_block_read (
  const PoolBlock *block, gsize offset, gsize n, void *bytes, GError **error)
{
  gsize n_done = 0;

  if (block->memory != NULL)
    {
      memcpy (bytes, block->memory + offset, n);
      return TRUE;
    }

  while (n_done < n)
    {
      gssize n_read = pool_file_read (block->file, (guint8 *) bytes + n_done,
                                      n - n_done, offset + n_done);

      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read <= 0)
        {
          g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                       _ ("pixels kept in the folder '%s' cannot be read "
                          "again: %s"),
                       block->pool->folder,
                       g_strerror (n_read < 0 ? errno : EIO));
          return FALSE;
        }
      n_done += (gsize) n_read;
    }
  return TRUE;
}

gboolean
pool_block_write (const PoolBlock *block,
                  gsize offset,
                  gsize n,
                  const void *bytes,
                  GError **error)
{
  gsize n_done = 0;

  if (block->memory != NULL)
    {
      memcpy (block->memory + offset, bytes, n);
      return TRUE;
    }

  while (n_done < n)
    {
      gssize n_written =
        pool_file_write (block->file, (const guint8 *) bytes + n_done,
                         n - n_done, offset + n_done);

      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written <= 0)
        return refuse_write (block, n_written < 0 ? errno : ENOSPC, error);
      n_done += (gsize) n_written;
    }
  return TRUE;
}
