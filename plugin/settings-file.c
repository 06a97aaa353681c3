/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings-file.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <libgimp/gimp.h>

#include <smooth/smooth.h>

#include "i18n.h"
#include "lenient-key-file.h"

#define FILE_NAME "structure-smooth.ini"
#define MAX_LINKS 40 /* as many links as Linux follows */
/* Characters, besides letters and digits, that need no escape in a group
 * name.
 */
#define ALLOWED " !\"#$&'()*+,./:;<=>?@^`{|}~"

char *
settings_file_get_path (void)
{
  return g_build_filename (gimp_directory (), FILE_NAME, NULL);
}

/* Reads a file as g_file_get_contents does, but refuses pipes and devices,
 * whose content might never end. */
static gboolean
read_file (const char *path, char **bytes, gsize *n_bytes, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS)
      || g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return g_file_get_contents (path, bytes, n_bytes, error);

  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               _ ("'%s' cannot be written to."), path);
  return FALSE;
}

GKeyFile *
settings_file_load_from (const char *path, gboolean *is_damaged, GError **error)
{
  GKeyFile *file = g_key_file_new ();
  g_autoptr (GError) problem = NULL;
  g_autofree char *bytes = NULL;
  gsize n_bytes;
  gboolean is_whole = TRUE;

  if (read_file (path, &bytes, &n_bytes, &problem))
    is_whole = lenient_key_file_parse (bytes, n_bytes, file);
  else if (!g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_propagate_error (error, g_steal_pointer (&problem));
  if (is_damaged != NULL)
    *is_damaged = !is_whole;
  return file;
}

GKeyFile *
settings_file_load (gboolean *is_damaged, GError **error)
{
  g_autofree char *path = settings_file_get_path ();

  return settings_file_load_from (path, is_damaged, error);
}

/* Returns the path of the file that path leads to through symbolic links; the
 * file need not exist. Free with g_free. */
static char *
follow_links (const char *path)
{
  char *target = g_strdup (path);

  for (int i = 0; i < MAX_LINKS; i++)
    {
      g_autofree char *link = g_file_read_link (target, NULL);
      g_autofree char *folder = g_path_get_dirname (target);

      if (link == NULL)
        break;
      g_free (target);
      target = g_path_is_absolute (link)
                 ? g_strdup (link)
                 : g_build_filename (folder, link, NULL);
    }
  return target;
}

/* Returns whether the file at path may be replaced. Replacing puts a new file
 * in its place, which the permissions of the old file would not prevent; they
 * are checked all the same. */
static gboolean
check_writable (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const char *denied = NULL;

  if (g_access (folder, W_OK) != 0)
    denied = folder;
  else if (g_file_test (path, G_FILE_TEST_EXISTS) && g_access (path, W_OK) != 0)
    denied = path;
  if (denied != NULL)
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                 _ ("'%s' cannot be written to."), denied);
  return denied == NULL;
}

gboolean
settings_file_can_save (GError **error)
{
  g_autofree char *path = settings_file_get_path ();
  g_autofree char *target = follow_links (path);

  return check_writable (target, error);
}

/* Writes bytes into a new file beside path, unless a copy with these bytes
 * exists already. Returns the path of the copy, to be freed with g_free, or
 * NULL with error. */
static char *
write_backup (const char *path,
              const char *bytes,
              gsize n_bytes,
              GError **error)
{
  for (int i = 1;; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup_printf ("%s.bak", path)
                                     : g_strdup_printf ("%s.bak%d", path, i);
      g_autofree char *old = NULL;
      gsize n_old = 0;

      if (g_file_get_contents (name, &old, &n_old, NULL) && n_old == n_bytes
          && memcmp (old, bytes, n_bytes) == 0)
        return g_steal_pointer (&name);

      if (!g_file_test (name, G_FILE_TEST_EXISTS)
          && !g_file_test (name, G_FILE_TEST_IS_SYMLINK))
        return g_file_set_contents_full (name, bytes, (gssize) n_bytes,
                                         G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                         error)
                 ? g_steal_pointer (&name)
                 : NULL;
    }
}

/* Returns whether the file at path may be replaced by one that consists of
 * bytes. If the file is a damaged key file, first keeps a backup of it. is_same
 * (out): whether the file consists of the same bytes already. backup (out): the
 * path of the backup; unchanged if none is needed. */
static gboolean
prepare_to_replace (const char *path,
                    const char *bytes,
                    gsize n_bytes,
                    gboolean *is_same,
                    char **backup,
                    GError **error)
{
  g_autofree char *old = NULL;
  gsize n_old;
  g_autoptr (GKeyFile) parsed = g_key_file_new ();
  g_autoptr (GError) problem = NULL;
  char *copy;

  *is_same = FALSE;
  if (!read_file (path, &old, &n_old, &problem))
    {
      if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  *is_same = n_old == n_bytes && memcmp (old, bytes, n_bytes) == 0;
  if (*is_same)
    return TRUE;

  if (!check_writable (path, error))
    return FALSE;

  if (lenient_key_file_parse (old, n_old, parsed))
    return TRUE;

  copy = write_backup (path, old, n_old, error);
  *backup = copy;
  return copy != NULL;
}

gboolean
settings_file_save_to (GKeyFile *file,
                       const char *path,
                       char **backup,
                       GError **error)
{
  g_autofree char *target = follow_links (path);
  g_autofree char *copy = NULL;
  gsize n_bytes;
  g_autofree char *bytes = g_key_file_to_data (file, &n_bytes, NULL);
  GStatBuf status;
  gboolean is_same, is_saved;
  int mode = g_stat (target, &status) == 0 ? (int) status.st_mode & 0777 : 0666;

  is_saved = prepare_to_replace (target, bytes, n_bytes, &is_same, &copy, error)
             && (is_same
                 || g_file_set_contents_full (target, bytes, (gssize) n_bytes,
                                              G_FILE_SET_CONTENTS_CONSISTENT
                                                | G_FILE_SET_CONTENTS_DURABLE,
                                              mode, error));
  if (backup != NULL)
    *backup = g_steal_pointer (&copy);
  return is_saved;
}

gboolean
settings_file_save (GKeyFile *file, char **backup, GError **error)
{
  g_autofree char *path = settings_file_get_path ();

  return settings_file_save_to (file, path, backup, error);
}

char *
settings_file_get_group (const char *name)
{
  g_autofree char *escaped = g_uri_escape_string (name, ALLOWED, TRUE);

  return g_strconcat (SETTINGS_FILE_PRESET_GROUP, escaped, NULL);
}

char **
settings_file_list_presets (GKeyFile *file)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (char **group = groups; *group != NULL; group++)
    {
      g_autofree char *name = NULL;

      if (!g_str_has_prefix (*group, SETTINGS_FILE_PRESET_GROUP))
        continue;
      name = g_uri_unescape_string (
        *group + strlen (SETTINGS_FILE_PRESET_GROUP), NULL);
      if (name != NULL)
        g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

static void
copy_group (GKeyFile *from, GKeyFile *to, const char *group)
{
  g_auto (GStrv) keys = g_key_file_get_keys (from, group, NULL, NULL);

  g_key_file_remove_group (to, group, NULL);
  for (char **key = keys; key != NULL && *key != NULL; key++)
    {
      g_autofree char *value = g_key_file_get_value (from, group, *key, NULL);

      g_key_file_set_value (to, group, *key, value);
    }
}

int
settings_file_copy_presets (GKeyFile *from, GKeyFile *to)
{
  g_auto (GStrv) names = settings_file_list_presets (from);
  int n_copied = 0;

  for (char **name = names; *name != NULL; name++)
    {
      g_autofree char *group = settings_file_get_group (*name);

      copy_group (from, to, group);
      n_copied++;
    }
  return n_copied;
}
