/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A block in a file has a file of its own, without a name. If the file system
 * can do that, its disk space is reserved at once, so that a full disk is found
 * before anything is computed. The file is not mapped into memory, since a full
 * disk would then raise SIGBUS.
 */
#define _GNU_SOURCE /* for O_TMPFILE and fallocate */

#include "pixel-pool.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include <smooth/smooth.h>

#include "available-memory.h"
#include "i18n.h"

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

  signal (SIGXFSZ, SIG_IGN);
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

/* Opens a new file without a name in folder. Returns its descriptor, or -1 with
 * errno set. */
static int
open_in (const char *folder)
{
  g_autofree char *path = NULL;
  int file = -1;

#ifdef O_TMPFILE
  file = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
#endif
  if (file >= 0)
    return file;

  path = g_build_filename (folder, "structure-smooth-XXXXXX", NULL);
  file = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0)
    unlink (path);
  return file;
}

/* Reserves disk space for size bytes. Returns 0 or an errno; also 0 if the file
 * system cannot reserve space. */
static int
reserve (int file, gsize size)
{
#ifdef __linux__
  int result;

  do
    result = fallocate (file, 0, 0, (off_t) size);
  while (result != 0 && errno == EINTR);
  return result == 0 || errno == EOPNOTSUPP || errno == ENOSYS ? 0 : errno;
#else
  (void) file;
  (void) size;
  return 0;
#endif
}

static gboolean
init_file (PoolBlock *block, GError **error)
{
  int code;

  block->file = open_in (block->pool->folder);
  if (block->file < 0)
    return refuse_write (block, errno, error);

  code = reserve (block->file, block->size);
  /* Gives the file its size, since bytes behind its end could not be read. */
  if (code == 0 && ftruncate (block->file, (off_t) block->size) != 0)
    code = errno;
  return code == 0 || refuse_write (block, code, error);
}

static gboolean
init_memory (PoolBlock *block)
{
  void *memory;

  if (block->size > G_MAXINT64 || !take (block->pool, (gint64) block->size))
    return FALSE;

  memory = mmap (NULL, block->size, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
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
      munmap (block->memory, block->size);
      take (block->pool, -(gint64) block->size);
    }
  if (block->file >= 0)
    close (block->file);
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
      gssize n_read = pread (block->file, (guint8 *) bytes + n_done, n - n_done,
                             (off_t) (offset + n_done));

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
      gssize n_written = pwrite (block->file, (const guint8 *) bytes + n_done,
                                 n - n_done, (off_t) (offset + n_done));

      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written <= 0)
        return refuse_write (block, n_written < 0 ? errno : ENOSPC, error);
      n_done += (gsize) n_written;
    }
  return TRUE;
}
