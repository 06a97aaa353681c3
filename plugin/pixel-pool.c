/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file is made without a name, and all of its blocks are reserved at once
 * where the file system can do so: a full disk is then found before anything
 * is computed. It is never mapped into memory for writing, because there a
 * full disk is a SIGBUS.
 */
#define _GNU_SOURCE /* O_TMPFILE, fallocate */

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
  gint64 n_free; /* bytes of memory; under the lock */
};

PixelPool *
pixel_pool_new (const char *folder, gint64 n_bytes)
{
  PixelPool *pool = g_new0 (PixelPool, 1);

  signal (SIGXFSZ, SIG_IGN);
  g_atomic_ref_count_init (&pool->n_refs);
  g_mutex_init (&pool->lock);
  if (!folder || g_access (folder, W_OK | X_OK) != 0)
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
  if (!pool || !g_atomic_ref_count_dec (&pool->n_refs))
    return;

  g_mutex_clear (&pool->lock);
  g_free (pool->folder);
  g_free (pool);
}

/* Takes size bytes from the budget (gives them back: negative). */
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

static gboolean
refuse_write (const PoolRoom *room, int code, GError **error)
{
  g_autofree char *size = g_format_size (room->size);

  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               _ ("%s of pixels find no place, neither in memory nor in the "
                  "folder '%s': %s"),
               size, room->pool->folder, g_strerror (code));

  return FALSE;
}

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

/* 0, or the error's number. */
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
init_file (PoolRoom *room, GError **error)
{
  int code;

  room->file = open_in (room->pool->folder);
  if (room->file < 0)
    return refuse_write (room, errno, error);

  code = reserve (room->file, room->size);
  /* without it what is not written yet could not be read */
  if (code == 0 && ftruncate (room->file, (off_t) room->size) != 0)
    code = errno;

  return code == 0 || refuse_write (room, code, error);
}

static gboolean
init_memory (PoolRoom *room)
{
  void *memory;

  if (room->size > G_MAXINT64 || !take (room->pool, (gint64) room->size))
    return FALSE;

  memory = mmap (NULL, room->size, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    {
      take (room->pool, -(gint64) room->size);
      return FALSE;
    }
  room->memory = memory;

  return TRUE;
}

gboolean
pool_room_init (PoolRoom *room, PixelPool *pool, gsize size, GError **error)
{
  *room = (PoolRoom) { .pool = pixel_pool_ref (pool), .size = size, .file = -1 };

  return init_memory (room) || init_file (room, error);
}

void
pool_room_clear (PoolRoom *room)
{
  if (!room->pool)
    return;

  if (room->memory)
    {
      munmap (room->memory, room->size);
      take (room->pool, -(gint64) room->size);
    }
  if (room->file >= 0)
    close (room->file);
  pixel_pool_unref (room->pool);
  *room = (PoolRoom) { .file = -1 };
}

gboolean
pool_room_read (
  const PoolRoom *room, gsize offset, gsize n, void *bytes, GError **error)
{
  gsize n_done = 0;

  if (room->memory)
    {
      memcpy (bytes, room->memory + offset, n);
      return TRUE;
    }

  while (n_done < n)
    {
      gssize n_read = pread (room->file, (guint8 *) bytes + n_done, n - n_done,
                             (off_t) (offset + n_done));

      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read <= 0)
        {
          g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                       _ ("pixels kept in the folder '%s' cannot be read "
                          "again: %s"),
                       room->pool->folder,
                       g_strerror (n_read < 0 ? errno : EIO));
          return FALSE;
        }
      n_done += (gsize) n_read;
    }

  return TRUE;
}

gboolean
pool_room_write (const PoolRoom *room,
                 gsize offset,
                 gsize n,
                 const void *bytes,
                 GError **error)
{
  gsize n_done = 0;

  if (room->memory)
    {
      memcpy (room->memory + offset, bytes, n);
      return TRUE;
    }

  while (n_done < n)
    {
      gssize n_written = pwrite (room->file, (const guint8 *) bytes + n_done,
                                 n - n_done, (off_t) (offset + n_done));

      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written <= 0)
        return refuse_write (room, n_written < 0 ? errno : ENOSPC, error);
      n_done += (gsize) n_written;
    }

  return TRUE;
}
