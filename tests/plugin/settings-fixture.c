/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings-fixture.h"

#include <glib/gstdio.h>

void
settings_add_preset (GKeyFile *file, const char *name, double strength)
{
  g_autofree char *group = settings_file_get_group (name);

  g_key_file_set_double (file, group, "strength", strength);
}

double
settings_get_strength (GKeyFile *file, const char *name)
{
  g_autofree char *group = settings_file_get_group (name);
  g_autoptr (GError) error = NULL;
  double strength = g_key_file_get_double (file, group, "strength", &error);

  g_assert_no_error (error);
  return strength;
}

void
settings_assert_presets (GKeyFile *file, const char *wanted)
{
  g_auto (GStrv) names = settings_file_list_presets (file);
  g_autofree char *got = g_strjoinv (" ", names);

  g_assert_cmpstr (got, ==, wanted);
  for (char **name = names; *name; name++)
    g_assert_cmpfloat (settings_get_strength (file, *name), ==,
                       **name == 'f'   ? 20
                       : **name == 'b' ? 60
                                       : 10);
}

void
settings_write_file (const char *bytes, gsize n_bytes)
{
  g_autofree char *path = settings_file_get_path ();

  g_assert_true (g_file_set_contents (path, bytes, (gssize) n_bytes, NULL));
}

static void
remove_file (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = settings_file_get_path ();

  (void) folder;
  (void) data;
  g_remove (path);
}

void
settings_test_add (const char *path,
                   void (*test) (TestFolder *folder, gconstpointer data))
{
  g_test_add (path, TestFolder, NULL, NULL, test, remove_file);
}

int
settings_test_run (int argc, char **argv, void (*add_tests) (void))
{
  TestFolder folder;
  int status;

  test_folder_set_up (&folder, NULL);
  g_setenv ("GIMP3_DIRECTORY", folder.path, TRUE);
  g_test_init (&argc, &argv, NULL);
  add_tests ();
  status = g_test_run ();
  test_folder_tear_down (&folder, NULL);
  return status;
}
