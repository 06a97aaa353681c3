/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory.h"

#include <libgimp/gimp.h>

#define FILE_NAME "structure-smooth.ini"
/* What group names of key files may hold beside letters and digits. */
#define ALLOWED " !\"#$&'()*+,./:;<=>?@^`{|}~"

char *
memory_get_path (void)
{
  return g_build_filename (gimp_directory (), FILE_NAME, NULL);
}

GKeyFile *
memory_load (void)
{
  GKeyFile *file = g_key_file_new ();
  g_autofree char *path = memory_get_path ();

  g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);

  return file;
}

gboolean
memory_save (GKeyFile *file, GError **error)
{
  g_autofree char *path = memory_get_path ();

  return g_key_file_save_to_file (file, path, error);
}

char *
memory_get_group (const char *name)
{
  g_autofree char *escaped = g_uri_escape_string (name, ALLOWED, TRUE);

  return g_strconcat (MEMORY_PRESET_GROUP, escaped, NULL);
}

char **
memory_list_presets (GKeyFile *file)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (char **group = groups; *group; group++)
    {
      g_autofree char *name = NULL;

      if (!g_str_has_prefix (*group, MEMORY_PRESET_GROUP))
        continue;
      name =
        g_uri_unescape_string (*group + strlen (MEMORY_PRESET_GROUP), NULL);
      if (name)
        g_strv_builder_add (names, name);
    }

  return g_strv_builder_end (names);
}

static void
copy_group (GKeyFile *from, GKeyFile *to, const char *group)
{
  g_auto (GStrv) keys = g_key_file_get_keys (from, group, NULL, NULL);

  g_key_file_remove_group (to, group, NULL);
  for (char **key = keys; key && *key; key++)
    {
      g_autofree char *value = g_key_file_get_value (from, group, *key, NULL);

      g_key_file_set_value (to, group, *key, value);
    }
}

int
memory_copy_presets (GKeyFile *from, GKeyFile *to)
{
  g_auto (GStrv) names = memory_list_presets (from);
  int n_copied = 0;

  for (char **name = names; *name; name++)
    {
      g_autofree char *group = memory_get_group (*name);

      copy_group (from, to, group);
      n_copied++;
    }

  return n_copied;
}
