/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads regular files completely, see regular-file.h. */
/* S_ISREG () is POSIX, not C17. */
#define _XOPEN_SOURCE 700

#include "train/data/regular-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <smooth/error.h>

#ifdef G_OS_WIN32
/* Windows opens a file as text, and lets child processes inherit it, unless it
 * is told not to. A pipe is no file of a folder there. */
#define OPEN_FLAGS (O_RDONLY | O_BINARY | O_NOINHERIT)
#else
#define OPEN_FLAGS (O_RDONLY | O_NONBLOCK | O_CLOEXEC)
#endif

/* Reads n_bytes from descriptor, or fewer if the file has become shorter. */
static GBytes *
read_all (int descriptor, gsize n_bytes, GError **error)
{
  g_autofree guint8 *bytes = g_try_malloc (MAX (n_bytes, 1));
  gsize n_read = 0;
  gssize n;

  if (bytes == NULL)
    {
      g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                           "not enough memory");
      return NULL;
    }
  while (n_read < n_bytes
         && (n = read (descriptor, bytes + n_read, n_bytes - n_read)) != 0)
    if (n > 0)
      n_read += (gsize) n;
    else if (errno != EINTR)
      {
        g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                             g_strerror (errno));
        return NULL;
      }
  return g_bytes_new_take (g_steal_pointer (&bytes), n_read);
}

GBytes *
train_regular_file_read (const char *file, GError **error)
{
  int descriptor = g_open (file, OPEN_FLAGS, 0);
  GBytes *bytes = NULL;
  struct stat status;

  if (descriptor < 0 || fstat (descriptor, &status) != 0)
    g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                         g_strerror (errno));
  else if (!S_ISREG (status.st_mode))
    g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                         "it is no regular file");
  else if ((gsize) status.st_size > TRAIN_REGULAR_FILE_MAX_BYTES)
    g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                         "it has more than 256 MiB");
  else
    bytes = read_all (descriptor, (gsize) status.st_size, error);
  if (descriptor >= 0)
    close (descriptor);
  return bytes;
}
