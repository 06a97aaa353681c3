/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places of input and output by their inodes, see places.h. */
/* realpath () and S_ISREG () are POSIX, not C17. */
#define _XOPEN_SOURCE 700

#include "train/data/places.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <smooth/error.h>

#include "i18n.h"
#include "train/data/names.h"

/* path, or the nearest folder above it that is there. Free with g_free. */
static char *
find_existing (const char *path)
{
  GStatBuf status;
  char *above;

  if (g_stat (path, &status) == 0)
    return g_strdup (path);
  above = g_canonicalize_filename (path, NULL);
  while (g_stat (above, &status) != 0)
    {
      char *next = g_path_get_dirname (above);

      if (g_str_equal (next, above))
        return above;
      g_free (above);
      above = next;
    }
  return above;
}

static gboolean
is_same (const GStatBuf *a, const GStatBuf *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Is folder one of the folders above path, or path itself? Inodes are
 * compared, so the names that lead there do not matter. */
static gboolean
is_within (const char *path, const GStatBuf *folder)
{
  g_autofree char *at = find_existing (path);
  GStatBuf status, above;

  if (g_stat (at, &status) != 0)
    return FALSE;
  while (!is_same (&status, folder))
    {
      char *next = g_build_filename (at, "..", NULL);

      g_free (at);
      at = next;
      if (g_stat (at, &above) != 0 || is_same (&above, &status))
        return FALSE;
      status = above;
    }
  return TRUE;
}

/* The folder of a file, behind all links. */
static char *
dup_folder (const char *file)
{
  char *real = realpath (file, NULL);
  char *folder = g_path_get_dirname (real != NULL ? real : file);

  free (real);
  return folder;
}

gboolean
train_places_are_apart (const char *out, const char *in, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *out_text = NULL;
  g_autofree char *in_text = NULL;
  GStatBuf in_status, out_status;

  if (out == NULL || in == NULL || g_stat (in, &in_status) != 0)
    return TRUE;
  folder = S_ISDIR (in_status.st_mode) ? g_strdup (in) : dup_folder (in);
  if (!(S_ISDIR (in_status.st_mode) && is_within (out, &in_status))
      && !(g_stat (out, &out_status) == 0 && is_within (folder, &out_status)))
    return TRUE;
  out_text = train_name_to_text (out);
  in_text = train_name_to_text (in);
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               _ ("input '%s' and output '%s' lie in one another: what is "
                  "written would be read the next time; give a folder apart"),
               in_text, out_text);
  return FALSE;
}

static GBytes *
read_all (int descriptor, gsize n_bytes, GError **error)
{
  g_autofree guint8 *bytes = g_try_malloc (MAX (n_bytes, 1));
  gsize n_read = 0;
  gssize n;

  if (bytes == NULL)
    {
      g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                           _ ("not enough memory"));
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
train_places_read_file (const char *file, GError **error)
{
  int descriptor = g_open (file, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0);
  GBytes *bytes = NULL;
  GStatBuf status;

  if (descriptor < 0 || fstat (descriptor, &status) != 0)
    g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                         g_strerror (errno));
  else if (!S_ISREG (status.st_mode))
    g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                         _ ("it is no regular file"));
  else if ((gsize) status.st_size > TRAIN_PLACES_MOST_BYTES)
    g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                         _ ("it has more than 256 MiB"));
  else
    bytes = read_all (descriptor, (gsize) status.st_size, error);
  if (descriptor >= 0)
    close (descriptor);
  return bytes;
}
