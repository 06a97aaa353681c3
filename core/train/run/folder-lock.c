/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Locks a folder, see folder-lock.h. The process that holds the lock removes
 * the file at the end. So a process that gets the lock afterwards checks that
 * the file still exists under its name.
 */
#include "train/run/folder-lock.h"

#include <errno.h>
#include <string.h>

#include <glib/gstdio.h>

#include <smooth/error.h>

#include "train/run/lock-file.h"

#define FILE_NAME ".lock"
#define FOLDER_MODE 0777
#define MAX_TEXT 1024

/* A process that gets the lock writes its description into the file right
 * afterwards. Others that find the file without it try again up to MAX_WAITS
 * times, waiting WAIT_US in between. */
#define MAX_WAITS 100
#define WAIT_US 5000

/* The lines of the lock file, which describe the process that holds the
 * lock. */
enum
{
  LINE_COMMAND,
  LINE_PROCESS,
  LINE_HOST,
  LINE_SINCE,
  N_LINES
};

struct _TrainFolderLock
{
  char *folder, *path;
  int file;
  gboolean made_folder;
};

/* Returns the lines of the lock file, open as file; NULL unless all of them are
 * there. Free with g_strfreev (). */
static char **
read_holder (int file)
{
  char text[MAX_TEXT];
  const gssize n = train_lock_file_read (file, text, sizeof text - 1);
  g_auto (GStrv) lines = NULL;

  if (n <= 0)
    return NULL;
  text[n] = '\0';
  lines = g_strsplit (text, "\n", -1);
  return g_strv_length (lines) == N_LINES + 1 ? g_steal_pointer (&lines) : NULL;
}

static void
set_held_error (const char *folder, int file, GError **error)
{
  g_auto (GStrv) holder = read_holder (file);

  for (int i = 0; i < MAX_WAITS && holder == NULL; i++)
    {
      g_usleep (WAIT_US);
      holder = read_holder (file);
    }
  if (holder == NULL)
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                 "folder '%s': another process writes into it; wait for its "
                 "end, or take another folder",
                 folder);
  else
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                 "folder '%s': '%s' writes into it (process %s on %s, "
                 "since %s); wait for its end, or take another folder",
                 folder, holder[LINE_COMMAND], holder[LINE_PROCESS],
                 holder[LINE_HOST], holder[LINE_SINCE]);
}

/* Returns whether the text in the lock file names a process that may still be
 * running. This decides on file systems that do not support locks. */
static gboolean
is_said_held (int file)
{
  g_auto (GStrv) holder = read_holder (file);
  gint64 process;

  if (holder == NULL)
    return FALSE;
  return strcmp (holder[LINE_HOST], g_get_host_name ()) != 0
         || !g_ascii_string_to_signed (holder[LINE_PROCESS], 10, 1, G_MAXINT,
                                       &process, NULL)
         || train_lock_file_is_running (process);
}

/* Writes into the lock file which process holds the lock. */
static void
write_holder (const TrainFolderLock *lock, const char *command)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *since = g_date_time_format (now, "%F %T");
  g_autofree char *text =
    g_strdup_printf ("%s\n%" G_GINT64_FORMAT "\n%s\n%s\n", command,
                     train_lock_file_get_process (), g_get_host_name (), since);

  train_lock_file_write (lock->file, text);
}

/* Opens and locks the lock file. If the process that held the lock has removed
 * the file in between, makes a new one. */
static gboolean
take (TrainFolderLock *lock, GError **error)
{
  for (;;)
    {
      TrainLockResult result;

      lock->file = train_lock_file_open (lock->path);
      if (lock->file < 0)
        {
          g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                       "folder '%s': cannot be written to: %s", lock->folder,
                       g_strerror (errno));
          return FALSE;
        }
      result = train_lock_file_take (lock->file);
      if (result == TRAIN_LOCK_HELD
          || (result == TRAIN_LOCK_NONE && is_said_held (lock->file)))
        {
          set_held_error (lock->folder, lock->file, error);
          train_lock_file_close (lock->file);
          lock->file = -1;
          return FALSE;
        }
      if (train_lock_file_has_name (lock->file, lock->path))
        return TRUE;
      train_lock_file_close (lock->file);
    }
}

TrainFolderLock *
train_folder_lock_new (const char *folder, const char *command, GError **error)
{
  g_autoptr (TrainFolderLock) lock = g_new0 (TrainFolderLock, 1);

  lock->folder = g_strdup (folder);
  lock->path = g_build_filename (folder, FILE_NAME, NULL);
  lock->file = -1;
  lock->made_folder = !g_file_test (folder, G_FILE_TEST_EXISTS);
  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0)
    {
      lock->made_folder = FALSE;
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                   "folder '%s': cannot be made: %s", folder,
                   g_strerror (errno));
      return NULL;
    }
  if (!take (lock, error))
    return NULL;
  write_holder (lock, command);
  return g_steal_pointer (&lock);
}

void
train_folder_lock_free (TrainFolderLock *lock)
{
  if (lock == NULL)
    return;
  if (lock->file >= 0)
    train_lock_file_remove (lock->file, lock->path);
  if (lock->made_folder)
    g_rmdir (lock->folder);
  g_free (lock->folder);
  g_free (lock->path);
  g_free (lock);
}
