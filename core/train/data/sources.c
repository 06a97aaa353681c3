/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders and archives of pictures, see sources.h. */
#include "train/data/sources.h"

#include <string.h>

#include <archive.h>
#include <archive_entry.h>
#include <smooth/error.h>

#include "i18n.h"
#include "train/data/sprite.h"

#define BLOCK_BYTES 65536
/* No picture is larger; a broken archive may say so. */
#define MAX_BYTES ((gsize) 256 << 20)

/* path without its ending. */
static char *
dup_stem (const char *path)
{
  const char *dot = strrchr (path, '.');

  if (dot == NULL || strchr (dot, '/') != NULL)
    return g_strdup (path);
  return g_strndup (path, (gsize) (dot - path));
}

gboolean
train_held_out_load (TrainHeldOut *held_out, const char *file, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (file, &contents, NULL, &reason))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                   _ ("list '%s' cannot be read: %s"), file, reason->message);
      return FALSE;
    }
  lines = g_strsplit (contents, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_strstrip (*line);
      if (**line != '\0')
        g_hash_table_add (held_out, dup_stem (*line));
    }
  return TRUE;
}

gboolean
train_held_out_contains (const TrainHeldOut *held_out, const char *path)
{
  g_autofree char *stem = dup_stem (path);
  const char *part = stem;

  while (part != NULL)
    {
      if (g_hash_table_contains ((GHashTable *) held_out, part))
        return TRUE;
      part = strchr (part, '/');
      if (part != NULL)
        part++;
    }
  return FALSE;
}

static gboolean
is_wanted (const char *place, const char *name, const TrainHeldOut *held_out)
{
  g_autofree char *path = g_build_filename (place, name, NULL);

  return train_sprite_is_name (name)
         && (held_out == NULL || !train_held_out_contains (held_out, path));
}

/* Adds the pictures in place/below (NULL: place itself) to names. */
static gboolean
list_folder (const char *place,
             const char *below,
             GPtrArray *names,
             const TrainHeldOut *held_out,
             GError **error)
{
  g_autofree char *folder = g_build_filename (place, below, NULL);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GDir) entries = g_dir_open (folder, 0, &reason);
  const char *entry;

  if (entries == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                   _ ("folder '%s' cannot be read: %s"), folder,
                   reason->message);
      return FALSE;
    }
  while ((entry = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *name = below != NULL
                                ? g_build_filename (below, entry, NULL)
                                : g_strdup (entry);
      g_autofree char *path = g_build_filename (folder, entry, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          /* Links to folders may run in circles. */
          if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK)
              && !list_folder (place, name, names, held_out, error))
            return FALSE;
        }
      else if (is_wanted (place, name, held_out))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
  return TRUE;
}

typedef struct archive Archive;

static void
close_archive (Archive *archive)
{
  archive_read_free (archive);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, close_archive)

static gboolean
set_archive_error (GError **error, const char *place, Archive *archive)
{
  const char *reason = archive_error_string (archive);

  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
               _ ("archive '%s' cannot be read: %s"), place,
               reason != NULL ? reason : _ ("it is broken"));
  return FALSE;
}

static Archive *
open_archive (const char *place, GError **error)
{
  g_autoptr (Archive) archive = archive_read_new ();

  if (!g_file_test (place, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                   _ ("there is no folder or archive '%s'"), place);
      return NULL;
    }
  archive_read_support_filter_all (archive);
  archive_read_support_format_all (archive);
  if (archive_read_open_filename (archive, place, BLOCK_BYTES) != ARCHIVE_OK)
    {
      set_archive_error (error, place, archive);
      return NULL;
    }
  return g_steal_pointer (&archive);
}

/* The next file in archive; NULL at its end (*is_broken: or on an error). */
static struct archive_entry *
next_entry (Archive *archive, gboolean *is_broken)
{
  struct archive_entry *entry;
  int status = archive_read_next_header (archive, &entry);

  *is_broken =
    status != ARCHIVE_OK && status != ARCHIVE_WARN && status != ARCHIVE_EOF;
  return status == ARCHIVE_OK || status == ARCHIVE_WARN ? entry : NULL;
}

static gboolean
list_archive (const char *place,
              GPtrArray *names,
              const TrainHeldOut *held_out,
              GError **error)
{
  g_autoptr (Archive) archive = open_archive (place, error);
  struct archive_entry *entry;
  gboolean is_broken = FALSE;

  if (archive == NULL)
    return FALSE;
  while ((entry = next_entry (archive, &is_broken)) != NULL)
    {
      const char *name = archive_entry_pathname (entry);

      if (name != NULL && is_wanted (place, name, held_out))
        g_ptr_array_add (names, g_strdup (name));
    }
  return is_broken ? set_archive_error (error, place, archive) : TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
train_sources_list (const char *place,
                    const TrainHeldOut *held_out,
                    GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gboolean is_folder = g_file_test (place, G_FILE_TEST_IS_DIR);

  if (is_folder ? !list_folder (place, NULL, names, held_out, error)
                : !list_archive (place, names, held_out, error))
    return NULL;
  if (names->len == 0)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                   _ ("'%s' holds no pictures (PNG, JPEG, SVG) to train on"),
                   place);
      return NULL;
    }
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

static gboolean
read_folder (const char *place,
             GHashTable *names,
             TrainSourceFunc func,
             gpointer data,
             GError **error)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *path = g_build_filename (place, name, NULL);
      g_autoptr (GError) reason = NULL;
      g_autoptr (GBytes) bytes = NULL;
      char *contents;
      gsize n_bytes;

      if (!g_file_get_contents (path, &contents, &n_bytes, &reason))
        {
          g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                       _ ("picture '%s' cannot be read: %s"), path,
                       reason->message);
          return FALSE;
        }
      bytes = g_bytes_new_take (contents, n_bytes);
      if (!func (name, bytes, data, error))
        return FALSE;
    }
  return TRUE;
}

/* All of the current entry. */
static GBytes *
read_entry (Archive *archive, const char *place, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (BLOCK_BYTES);
  la_ssize_t n_read;

  while ((n_read = archive_read_data (archive, block, BLOCK_BYTES)) > 0
         && bytes->len < MAX_BYTES)
    g_byte_array_append (bytes, block, (guint) n_read);
  if (n_read != 0)
    {
      set_archive_error (error, place, archive);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
read_archive (const char *place,
              GHashTable *names,
              TrainSourceFunc func,
              gpointer data,
              GError **error)
{
  g_autoptr (Archive) archive = open_archive (place, error);
  struct archive_entry *entry;
  gboolean is_broken = FALSE;

  if (archive == NULL)
    return FALSE;
  while ((entry = next_entry (archive, &is_broken)) != NULL)
    {
      const char *name = archive_entry_pathname (entry);
      g_autoptr (GBytes) bytes = NULL;

      if (name == NULL || !g_hash_table_contains (names, name))
        continue;
      bytes = read_entry (archive, place, error);
      if (bytes == NULL || !func (name, bytes, data, error))
        return FALSE;
    }
  return is_broken ? set_archive_error (error, place, archive) : TRUE;
}

gboolean
train_sources_read (const char *place,
                    GHashTable *names,
                    TrainSourceFunc func,
                    gpointer data,
                    GError **error)
{
  return g_file_test (place, G_FILE_TEST_IS_DIR)
           ? read_folder (place, names, func, data, error)
           : read_archive (place, names, func, data, error);
}
