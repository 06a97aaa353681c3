/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of a folder lock on Windows. Windows lets nobody read bytes that
 * another process has locked, so the lock is on a byte far behind the text. */
#include "train/run/lock-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include <io.h>
#include <windows.h>

#include <glib/gstdio.h>

#define FILE_MODE 0666
#define LOCKED_BYTE (1 << 30)

int
train_lock_file_open (const char *path)
{
  return g_open (path, _O_RDWR | _O_CREAT | _O_BINARY | _O_NOINHERIT,
                 FILE_MODE);
}

TrainLockResult
train_lock_file_take (int file)
{
  OVERLAPPED place = { .Offset = LOCKED_BYTE };

  if (LockFileEx ((HANDLE) _get_osfhandle (file),
                  LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0,
                  &place))
    return TRAIN_LOCK_TAKEN;
  return GetLastError () == ERROR_LOCK_VIOLATION
             || GetLastError () == ERROR_IO_PENDING
           ? TRAIN_LOCK_HELD
           : TRAIN_LOCK_NONE;
}

gboolean
train_lock_file_has_name (int file, const char *path)
{
  /* A file that was opened by _wopen () cannot be removed as long as it is
   * open. */
  (void) file;
  (void) path;
  return TRUE;
}

gssize
train_lock_file_read (int file, char *text, gsize n)
{
  if (_lseeki64 (file, 0, SEEK_SET) != 0)
    return -1;
  return _read (file, text, (unsigned int) n);
}

void
train_lock_file_write (int file, const char *text)
{
  if (_chsize_s (file, 0) != 0 || _lseeki64 (file, 0, SEEK_SET) != 0
      || _write (file, text, (unsigned int) strlen (text)) < 0)
    return;
}

void
train_lock_file_close (int file)
{
  _close (file);
}

void
train_lock_file_remove (int file, const char *path)
{
  /* An open file cannot be removed. If another process opens and locks it right
   * after it is closed, it stays, and is that process's. */
  _close (file);
  g_unlink (path);
}

gint64
train_lock_file_get_process (void)
{
  return (gint64) GetCurrentProcessId ();
}

gboolean
train_lock_file_is_running (gint64 process)
{
  HANDLE handle =
    OpenProcess (PROCESS_QUERY_LIMITED_INFORMATION, FALSE, (DWORD) process);
  DWORD status = 0;
  gboolean is_running;

  if (handle == NULL)
    return GetLastError () == ERROR_ACCESS_DENIED;
  is_running = GetExitCodeProcess (handle, &status) && status == STILL_ACTIVE;
  CloseHandle (handle);
  return is_running;
}
