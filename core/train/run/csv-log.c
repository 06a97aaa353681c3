/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/run/csv-log.h"

#include <string.h>

#include <gio/gio.h>

#include <smooth/error.h>

struct _TrainCsvLog
{
  GFile *file;
  char *path;
  goffset length;   /* size of the file's complete rows */
  GString *waiting; /* rows that could not be written yet */
};

static gboolean
set_io_error (const char *path, const GError *reason, GError **error)
{
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               "log '%s': cannot be written or read: %s", path,
               reason->message);
  return FALSE;
}

/* Finds where in text, the contents of the log's file, the row of step n_kept
 * ends; returns 0 if text has no header. */
static goffset
find_end (const char *text, guint64 n_kept)
{
  const char *line = strchr (text, '\n');

  if (line == NULL)
    return 0;
  for (line++; *line != '\0';)
    {
      const char *end = strchr (line, '\n');

      if (end == NULL || g_ascii_strtoull (line, NULL, 10) > n_kept)
        break;
      line = end + 1;
    }
  return line - text;
}

TrainCsvLog *
train_csv_log_new (const char *path,
                   const char *header,
                   guint64 n_kept,
                   GError **error)
{
  g_autoptr (TrainCsvLog) log = g_new0 (TrainCsvLog, 1);
  g_autoptr (GError) reason = NULL;
  g_autofree char *text = NULL;

  log->path = g_strdup (path);
  log->file = g_file_new_for_path (path);
  log->waiting = g_string_new (NULL);
  if (n_kept > 0)
    {
      if (g_file_get_contents (path, &text, NULL, &reason))
        log->length = find_end (text, n_kept);
      else if (!g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        {
          set_io_error (path, reason, error);
          return NULL;
        }
    }
  if (log->length == 0)
    g_string_append_printf (log->waiting, "%s\n", header);
  if (!train_csv_log_flush (log, error))
    return NULL;
  return g_steal_pointer (&log);
}

void
train_csv_log_free (TrainCsvLog *log)
{
  if (log == NULL)
    return;
  g_clear_object (&log->file);
  g_free (log->path);
  g_string_free (log->waiting, TRUE);
  g_free (log);
}

void
train_csv_log_add (TrainCsvLog *log, const char *row)
{
  g_string_append_printf (log->waiting, "%s\n", row);
}

/* Opens the file, and creates it if it does not exist. */
static GFileIOStream *
open_stream (TrainCsvLog *log, GError **reason)
{
  if (g_file_query_exists (log->file, NULL))
    return g_file_open_readwrite (log->file, NULL, reason);
  return g_file_create_readwrite (log->file, G_FILE_CREATE_NONE, NULL, reason);
}

gboolean
train_csv_log_flush (TrainCsvLog *log, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GFileIOStream) stream = open_stream (log, &reason);
  GOutputStream *out;

  if (stream == NULL)
    return set_io_error (log->path, reason, error);
  out = g_io_stream_get_output_stream (G_IO_STREAM (stream));
  /* Truncating the file also removes the beginning of a row that was written
   * when the disk became full. */
  if (!g_seekable_truncate (G_SEEKABLE (stream), log->length, NULL, &reason)
      || !g_seekable_seek (G_SEEKABLE (stream), log->length, G_SEEK_SET, NULL,
                           &reason)
      || !g_output_stream_write_all (out, log->waiting->str, log->waiting->len,
                                     NULL, NULL, &reason)
      || !g_io_stream_close (G_IO_STREAM (stream), NULL, &reason))
    return set_io_error (log->path, reason, error);
  log->length += (goffset) log->waiting->len;
  g_string_truncate (log->waiting, 0);
  return TRUE;
}
