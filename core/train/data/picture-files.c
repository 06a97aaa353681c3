/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds and reads the pictures of folders and archives, see picture-files.h. */
/* S_ISDIR () is POSIX, not C17. */
#define _XOPEN_SOURCE 700

#include "train/data/picture-files.h"

#include <errno.h>
#include <string.h>

#include <glib/gstdio.h>
#include <smooth/error.h>

#include "train/data/archive.h"
#include "train/data/file-name-text.h"
#include "train/data/regular-file.h"

/* A search for pictures in the input, which is a folder or an archive. */
typedef struct
{
  const char *input;
  TrainHeldOut *held_out; /* NULL if nothing is held out */
  TrainTally *tally;
  GPtrArray *names;
} Search;

/* Adds the file name to the pictures found, or leaves it out because of its
 * name. */
static void
take_name (Search *search, const char *name)
{
  g_autofree char *path = g_build_filename (search->input, name, NULL);

  if (!train_name_is_picture (name))
    train_tally_leave (search->tally, TRAIN_LEFT_KIND, path, NULL);
  else if (search->held_out != NULL
           && train_held_out_contains (search->held_out, path))
    train_tally_leave (search->tally, TRAIN_LEFT_HELD_OUT, path, NULL);
  else
    g_ptr_array_add (search->names, g_strdup (name));
}

static gboolean list_folder (Search *search, const char *below, GError **error);

/* Examines one file or subfolder of the input folder. name: its path relative
 * to the input. */
static void
take_entry (Search *search, const char *name)
{
  g_autofree char *path = g_build_filename (search->input, name, NULL);
  g_autoptr (GError) reason = NULL;
  gboolean is_link;
  GStatBuf status;

  if (train_name_is_hidden (name))
    {
      train_tally_leave (search->tally, TRAIN_LEFT_HIDDEN, path, NULL);
      return;
    }
  if (g_lstat (path, &status) != 0)
    {
      train_tally_leave (search->tally, TRAIN_LEFT_UNREADABLE, path,
                         g_strerror (errno));
      return;
    }
  is_link = g_file_test (path, G_FILE_TEST_IS_SYMLINK);
  if (is_link && g_stat (path, &status) != 0)
    train_tally_leave (search->tally, TRAIN_LEFT_SPECIAL, path,
                       g_strerror (errno));
  else if (is_link && S_ISDIR (status.st_mode))
    train_tally_leave (search->tally, TRAIN_LEFT_SPECIAL, path,
                       "a link to a folder");
  else if (S_ISDIR (status.st_mode))
    {
      if (!list_folder (search, name, &reason))
        train_tally_leave (search->tally, TRAIN_LEFT_UNREADABLE, path,
                           reason->message);
    }
  else if (S_ISREG (status.st_mode))
    take_name (search, name);
  else
    train_tally_leave (search->tally, TRAIN_LEFT_SPECIAL, path, NULL);
}

/* Examines all entries of a folder: of the subfolder of the input whose
 * relative path is below, or of the input itself if below is NULL. */
static gboolean
list_folder (Search *search, const char *below, GError **error)
{
  g_autofree char *folder = g_build_filename (search->input, below, NULL);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GDir) entries = g_dir_open (folder, 0, &reason);
  const char *entry;

  if (entries == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                   "folder '%s' cannot be read: %s", folder, reason->message);
      return FALSE;
    }
  while ((entry = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *name = below != NULL
                                ? g_build_filename (below, entry, NULL)
                                : g_strdup (entry);

      take_entry (search, name);
    }
  return TRUE;
}

static gboolean
list_archive (Search *search, GError **error)
{
  g_autoptr (TrainArchive) archive = train_archive_open (search->input, error);
  g_autoptr (GHashTable) seen =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *name;

  if (archive == NULL)
    return FALSE;
  while ((name = train_archive_next (archive)) != NULL)
    {
      g_autofree char *path = g_build_filename (search->input, name, NULL);

      if (train_name_is_hidden (name))
        train_tally_leave (search->tally, TRAIN_LEFT_HIDDEN, path, NULL);
      else if (!train_archive_is_file (archive))
        train_tally_leave (search->tally, TRAIN_LEFT_SPECIAL, path, NULL);
      else if (!g_hash_table_add (seen, g_strdup (name)))
        train_tally_leave (search->tally, TRAIN_LEFT_TWICE, path,
                           "the archive has this name twice; the first is "
                           "taken");
      else
        take_name (search, name);
    }
  return train_archive_check (archive, error);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
train_picture_files_find (const char *input,
                          TrainHeldOut *held_out,
                          TrainTally *tally,
                          GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  Search search = { input, held_out, tally, names };

  if (g_file_test (input, G_FILE_TEST_IS_DIR)
        ? !list_folder (&search, NULL, error)
        : !list_archive (&search, error))
    return NULL;
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

GPtrArray *
train_picture_files_list (const char *input,
                          TrainHeldOut *held_out,
                          TrainTally *tally,
                          GError **error)
{
  g_autoptr (GPtrArray) names =
    train_picture_files_find (input, held_out, tally, error);

  if (names == NULL || names->len > 0)
    return g_steal_pointer (&names);
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
               "'%s' holds no pictures (PNG, JPEG, SVG) to train on", input);
  return NULL;
}

static gboolean
read_folder (const char *input,
             GHashTable *names,
             TrainPictureFileFunc func,
             gpointer data,
             GError **error)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *path = g_build_filename (input, name, NULL);
      g_autoptr (GError) reason = NULL;
      g_autoptr (GBytes) bytes = train_regular_file_read (path, &reason);

      if (!func (name, bytes, reason != NULL ? reason->message : NULL, data,
                 error))
        return FALSE;
    }
  return TRUE;
}

/* Calls func with NULL as the bytes, and with the reason, for each name in
 * names: pictures that the archive does not contain any more, although they
 * were found in it earlier. */
static gboolean
report_missing (GHashTable *names,
                const char *reason,
                TrainPictureFileFunc func,
                gpointer data,
                GError **error)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!func (name, NULL, reason, data, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_archive (const char *input,
              GHashTable *wanted,
              TrainPictureFileFunc func,
              gpointer data,
              GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (TrainArchive) archive = train_archive_open (input, &failure);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key;
  const char *name;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (names, key);
  while (archive != NULL && g_hash_table_size (names) > 0
         && (name = train_archive_next (archive)) != NULL)
    {
      g_autoptr (GError) reason = NULL;
      g_autoptr (GBytes) bytes = NULL;
      gpointer found;

      if (!train_archive_is_file (archive)
          || !g_hash_table_lookup_extended (wanted, name, &found, NULL)
          || !g_hash_table_remove (names, name))
        continue;
      bytes = train_archive_read (archive, &reason);
      if (!func (found, bytes, reason != NULL ? reason->message : NULL, data,
                 error))
        return FALSE;
    }
  if (archive != NULL)
    train_archive_check (archive, &failure);
  return report_missing (
    names, failure != NULL ? failure->message : "it is no longer there", func,
    data, error);
}

gboolean
train_picture_files_read (const char *input,
                          GHashTable *names,
                          TrainPictureFileFunc func,
                          gpointer data,
                          GError **error)
{
  return g_file_test (input, G_FILE_TEST_IS_DIR)
           ? read_folder (input, names, func, data, error)
           : read_archive (input, names, func, data, error);
}
