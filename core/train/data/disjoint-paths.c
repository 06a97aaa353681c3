/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares input and output paths by inode, see disjoint-paths.h. */
/* realpath () and S_ISDIR () are POSIX, not C17. */
#define _XOPEN_SOURCE 700

#include "train/data/disjoint-paths.h"

#include <stdlib.h>

#include <glib/gstdio.h>
#include <smooth/error.h>

#include "train/data/file-name-text.h"

/* Returns path if it exists, otherwise the nearest folder above it that does.
 * Free with g_free (). */
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

/* Returns whether path is folder or lies below it. Inodes are compared, so it
 * does not matter by which names the paths are given. */
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

/* Returns the folder of a file after following all symbolic links. Free with
 * g_free (). */
static char *
dup_folder (const char *file)
{
  char *real = realpath (file, NULL);
  char *folder = g_path_get_dirname (real != NULL ? real : file);

  free (real);
  return folder;
}

gboolean
train_paths_are_disjoint (const char *out, const char *in, GError **error)
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
               "input '%s' and output '%s' lie in one another: what is "
               "written would be read the next time; give a folder apart",
               in_text, out_text);
  return FALSE;
}
