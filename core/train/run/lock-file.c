/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of a folder lock on POSIX systems. The lock belongs to the open file
 * (flock (), or Linux' open file description locks, which work over NFS). So it
 * is not lost when another descriptor of the same file is closed, as locks by
 * POSIX's fcntl () are.
 */
/* F_OFD_SETLK exists only on Linux, as an extension. */
#define _GNU_SOURCE

#include "train/run/lock-file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#define FILE_MODE 0666

int
train_lock_file_open (const char *path)
{
  return open (path, O_RDWR | O_CREAT | O_CLOEXEC, FILE_MODE);
}

TrainLockResult
train_lock_file_take (int file)
{
#ifdef F_OFD_SETLK
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  const int result = fcntl (file, F_OFD_SETLK, &whole);
#else
  const int result = flock (file, LOCK_EX | LOCK_NB);
#endif

  if (result == 0)
    return TRAIN_LOCK_TAKEN;
  return errno == EAGAIN || errno == EACCES || errno == EWOULDBLOCK
           ? TRAIN_LOCK_HELD
           : TRAIN_LOCK_NONE;
}

gboolean
train_lock_file_has_name (int file, const char *path)
{
  struct stat own, named;

  return fstat (file, &own) == 0 && stat (path, &named) == 0
         && own.st_dev == named.st_dev && own.st_ino == named.st_ino;
}

gssize
train_lock_file_read (int file, char *text, gsize n)
{
  return pread (file, text, n, 0);
}

void
train_lock_file_write (int file, const char *text)
{
  if (ftruncate (file, 0) != 0 || pwrite (file, text, strlen (text), 0) < 0)
    return;
}

void
train_lock_file_close (int file)
{
  close (file);
}

void
train_lock_file_remove (int file, const char *path)
{
  /* In this order no other process can lock the file before it is removed. */
  g_unlink (path);
  close (file);
}

gint64
train_lock_file_get_process (void)
{
  return getpid ();
}

gboolean
train_lock_file_is_running (gint64 process)
{
  return kill ((pid_t) process, 0) == 0 || errno == EPERM;
}
