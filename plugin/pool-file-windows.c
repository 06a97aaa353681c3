/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions of pool-file.h for Windows. Nobody has run them yet. */
#include "pool-file.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <windows.h>

#define MAX_CHUNK_BYTES ((gsize) 1 << 30) /* ReadFile's count has 32 bits */

void *
pool_memory_map (gsize size)
{
  return VirtualAlloc (NULL, size, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
}

void
pool_memory_unmap (void *memory, gsize size)
{
  (void) size;
  VirtualFree (memory, 0, MEM_RELEASE);
}

int
pool_file_open (const char *folder)
{
  g_autofree char *path =
    g_build_filename (folder, "structure-smooth-XXXXXX", NULL);

  /* A temporary file is deleted when it is closed. */
  return g_mkstemp_full (
    path, _O_RDWR | _O_BINARY | _O_TEMPORARY | _O_NOINHERIT, 0600);
}

void
pool_file_close (int file)
{
  _close (file);
}

int
pool_file_resize (int file, gsize size)
{
  /* _chsize_s reserves the disk space as well, so no other call is needed. */
  return _chsize_s (file, (gint64) size);
}

/* Returns the position at which one call of ReadFile or WriteFile begins. Each
 * call has a position of its own, so several threads may call them at once. */
static OVERLAPPED
at_offset (gsize offset)
{
  return (OVERLAPPED) { .Offset = (DWORD) (offset & G_MAXUINT32),
                        .OffsetHigh = (DWORD) ((guint64) offset >> 32) };
}

/* Returns the errno for the error of the Windows call that has just failed. */
static int
last_errno (void)
{
  switch (GetLastError ())
    {
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
      return ENOSPC;
    default:
      return EIO;
    }
}

gssize
pool_file_read (int file, void *bytes, gsize n, gsize offset)
{
  OVERLAPPED where = at_offset (offset);
  DWORD n_read = 0;

  if (ReadFile ((HANDLE) _get_osfhandle (file), bytes,
                (DWORD) MIN (n, MAX_CHUNK_BYTES), &n_read, &where)
      || GetLastError () == ERROR_HANDLE_EOF)
    return n_read;
  errno = last_errno ();
  return -1;
}

gssize
pool_file_write (int file, const void *bytes, gsize n, gsize offset)
{
  OVERLAPPED where = at_offset (offset);
  DWORD n_written = 0;

  if (WriteFile ((HANDLE) _get_osfhandle (file), bytes,
                 (DWORD) MIN (n, MAX_CHUNK_BYTES), &n_written, &where))
    return n_written;
  errno = last_errno ();
  return -1;
}
