/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file is not mapped into memory, since a full disk would then raise
 * SIGBUS.
 */
#define _GNU_SOURCE /* for O_TMPFILE and fallocate */

#include "pool-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gstdio.h>

void *
pool_memory_map (gsize size)
{
  void *memory = mmap (NULL, size, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return memory == MAP_FAILED ? NULL : memory;
}

void
pool_memory_unmap (void *memory, gsize size)
{
  munmap (memory, size);
}

int
pool_file_open (const char *folder)
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

void
pool_file_close (int file)
{
  close (file);
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

int
pool_file_resize (int file, gsize size)
{
  int code = reserve (file, size);

  /* Gives the file its size, since bytes behind its end could not be read. */
  if (code == 0 && ftruncate (file, (off_t) size) != 0)
    code = errno;
  return code;
}

gssize
pool_file_read (int file, void *bytes, gsize n, gsize offset)
{
  return pread (file, bytes, n, (off_t) offset);
}

gssize
pool_file_write (int file, const void *bytes, gsize n, gsize offset)
{
  return pwrite (file, bytes, n, (off_t) offset);
}
