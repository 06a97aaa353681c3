/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests in which folders the operation looks for weights and translations. The
 * program sets XDG_CONFIG_HOME and GIMP3_DIRECTORY itself.
 */
#include "weights-folders.h"

#include <glib/gstdio.h>

#include "support/folder.h"

/* Makes a folder of GIMP's with weights of these bytes. */
static void
install (const char *gimp, const char *eme)
{
  g_autofree char *folder =
    g_build_filename (gimp, "plug-ins", "structure-smooth", "weights", NULL);
  g_autofree char *eme_path =
    g_build_filename (folder, "eme.safetensors", NULL);
  g_autofree char *mi_path = g_build_filename (folder, "mi.safetensors", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (eme_path, eme, -1, NULL));
  g_assert_true (g_file_set_contents (mi_path, "mi", -1, NULL));
}

/* Asserts that folders[i] lies in the folder gimp/name. */
static void
expect (char *const *folders, guint i, const char *gimp, const char *name)
{
  g_autofree char *wanted = g_build_filename (
    gimp, name, "plug-ins", "structure-smooth", "weights", NULL);

  g_assert_cmpuint (i, <, g_strv_length ((char **) folders));
  g_assert_cmpstr (folders[i], ==, wanted);
}

/* The folder that GIMP3_DIRECTORY names comes first, then the user's, the
 * newest version first, and the system's at the end. */
static void
test_order (void)
{
  g_autofree char *gimp =
    g_build_filename (g_get_user_config_dir (), "GIMP", NULL);
  g_autofree char *own = g_build_filename (gimp, "..", "own", NULL);
  g_autofree char *older = g_build_filename (gimp, "3.0", NULL);
  g_autofree char *newer = g_build_filename (gimp, "3.2", NULL);
  g_autofree char *locale = NULL;
  g_autofree char *wanted =
    g_build_filename (newer, "plug-ins", "structure-smooth", "locale", NULL);
  g_autofree char *older_sum = NULL, *newer_sum = NULL, *own_sum = NULL;
  g_auto (GStrv) folders = NULL;

  install (older, "older");
  older_sum = weights_folders_sum ();
  install (newer, "newer");
  newer_sum = weights_folders_sum ();
  g_assert_cmpstr (older_sum, !=, newer_sum);
  locale = weights_folders_find_catalogues ();
  g_assert_cmpstr (locale, ==, wanted);
  folders = weights_folders_list ();
  g_assert_cmpuint (g_strv_length (folders), ==, 3);
  expect (folders, 0, gimp, "3.2");
  expect (folders, 1, gimp, "3.0");

  install (own, "own");
  g_setenv ("GIMP3_DIRECTORY", own, TRUE);
  own_sum = weights_folders_sum ();
  g_strfreev (folders);
  folders = weights_folders_list ();
  g_assert_cmpuint (g_strv_length (folders), ==, 4);
  expect (folders, 0, own, "");
  expect (folders, 1, gimp, "3.2");
  g_assert_cmpstr (own_sum, !=, newer_sum);
  g_unsetenv ("GIMP3_DIRECTORY");
}

/* A folder that is not absolute would depend on where the program was started.
 */
static void
test_relative (void)
{
  g_auto (GStrv) without = weights_folders_list (), with = NULL;

  g_setenv ("GIMP3_DIRECTORY", "somewhere", TRUE);
  with = weights_folders_list ();
  g_unsetenv ("GIMP3_DIRECTORY");
  g_assert_true (
    g_strv_equal ((const char *const *) with, (const char *const *) without));
}

int
main (int argc, char **argv)
{
  TestFolder folder;
  int status;

  g_test_init (&argc, &argv, NULL);
  test_folder_set_up (&folder, NULL);
  /* GLib asks for it once. */
  g_setenv ("XDG_CONFIG_HOME", folder.path, TRUE);
  g_unsetenv ("GIMP3_DIRECTORY");
  g_test_add_func ("/weights-folders/relative", test_relative);
  g_test_add_func ("/weights-folders/order", test_order);
  status = g_test_run ();
  test_folder_tear_down (&folder, NULL);
  return status;
}
