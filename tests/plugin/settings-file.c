/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the settings file without GIMP: presets with any name, what is copied
 * into another file, and how the file is written.
 */
#define _DEFAULT_SOURCE /* for symlink */

#include "settings-fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* Each name has a character with a meaning in a key file, or in an escape
 * sequence. */
static const char *const NAMES[] = {
  "Wood [oak] = 50 %", "two\nlines", "%5B", " ", "Fell, struppig", "木目"
};

static void
test_names (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GKeyFile) file = settings_file_load (NULL, NULL);
  g_autoptr (GKeyFile) again = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;

  (void) folder;
  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    settings_add_preset (file, NAMES[i], (double) i);
  g_assert_true (settings_file_save (file, NULL, &error));
  again = settings_file_load (NULL, NULL);
  names = settings_file_list_presets (again);
  g_assert_cmpuint (g_strv_length (names), ==, G_N_ELEMENTS (NAMES));
  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_assert_cmpstr (names[i], ==, NAMES[i]);
      g_assert_cmpfloat (settings_get_strength (again, NAMES[i]), ==,
                         (double) i);
    }
}

/* Only presets are copied, and they replace those of the same name as a whole.
 */
static void
test_copy (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GKeyFile) from = g_key_file_new ();
  g_autoptr (GKeyFile) to = g_key_file_new ();
  g_autofree char *fur = settings_file_get_group ("fur");
  g_auto (GStrv) names = NULL;

  (void) folder;
  (void) data;
  g_key_file_set_integer (from, "window", "width", 1);
  settings_add_preset (from, "fur", 20);
  settings_add_preset (from, "brick", 60);
  g_key_file_set_integer (to, "window", "width", 900);
  settings_add_preset (to, "fur", 70);
  settings_add_preset (to, "sand", 10);
  g_key_file_set_double (to, fur, "texture-scale", 8);
  g_assert_cmpint (settings_file_copy_presets (from, to), ==, 2);
  names = settings_file_list_presets (to);
  g_assert_cmpuint (g_strv_length (names), ==, 3);
  g_assert_cmpfloat (settings_get_strength (to, "fur"), ==, 20);
  g_assert_cmpfloat (settings_get_strength (to, "brick"), ==, 60);
  g_assert_cmpfloat (settings_get_strength (to, "sand"), ==, 10);
  g_assert_false (g_key_file_has_key (to, fur, "texture-scale", NULL));
  g_assert_cmpint (g_key_file_get_integer (to, "window", "width", NULL), ==,
                   900);
}

/* A file that is no key file has no presets. Copying from a file without
 * presets removes none from the other. */
static void
test_foreign (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = settings_file_get_path ();
  g_autoptr (GKeyFile) file = NULL;
  g_autoptr (GKeyFile) other = g_key_file_new ();
  g_auto (GStrv) names = NULL;

  (void) folder;
  (void) data;
  g_assert_true (
    g_file_set_contents (path, "\x89PNG\r\n\x1a\n no key file", -1, NULL));
  file = settings_file_load (NULL, NULL);
  names = settings_file_list_presets (file);
  g_assert_cmpuint (g_strv_length (names), ==, 0);
  settings_add_preset (file, "fur", 20);
  g_key_file_set_integer (other, "window", "width", 1);
  g_assert_cmpint (settings_file_copy_presets (other, file), ==, 0);
  g_assert_cmpfloat (settings_get_strength (file, "fur"), ==, 20);
}

static void
test_unwritable (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = settings_file_get_path ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  (void) folder;
  (void) data;
  settings_add_preset (file, "fur", 20);
  /* The file cannot be written, since there is a folder of the same name. */
  g_assert_cmpint (g_mkdir (path, 0777), ==, 0);
  g_assert_false (settings_file_save (file, NULL, &error));
  g_assert_nonnull (strstr (error->message, path));
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

/* Backups of different damaged files must not replace each other. For the same
 * damaged file no second backup is made. */
static void
test_backups (TestFolder *folder, gconstpointer data)
{
  static const char *const TEXTS[] = { "one\n", "two\n", "one\n" };
  char *backups[G_N_ELEMENTS (TEXTS)] = { NULL };

  (void) folder;
  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      g_autoptr (GKeyFile) file = g_key_file_new ();

      settings_write_file (TEXTS[i], strlen (TEXTS[i]));
      settings_add_preset (file, "fur", 20);
      g_assert_true (settings_file_save (file, &backups[i], NULL));
    }
  g_assert_cmpstr (backups[0], !=, backups[1]);
  g_assert_cmpstr (backups[0], ==, backups[2]);
  for (gsize i = 0; i < 2; i++)
    g_assert_cmpint (g_remove (backups[i]), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    g_free (backups[i]);
}

/* If the settings file is a symbolic link, the file that it leads to is
 * written, and keeps its permissions. The second link is relative and leads to
 * a file that does not exist. */
static void
test_link (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = settings_file_get_path ();
  g_autofree char *home = g_path_get_dirname (path);
  g_autofree char *target = g_build_filename (home, "elsewhere.ini", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GKeyFile) again = NULL;
  GStatBuf status;

  (void) folder;
  (void) data;
  for (int i = 0; i < 2; i++)
    {
      g_remove (path);
      g_remove (target);
      if (i == 0)
        g_assert_true (
          g_file_set_contents (target, "[preset fur]\n", -1, NULL));
      g_chmod (target, 0600);
      g_assert_cmpint (symlink (i == 0 ? target : "elsewhere.ini", path), ==,
                       0);
      settings_add_preset (file, "sand", 10);
      g_assert_true (settings_file_save (file, NULL, NULL));
      g_assert_true (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
      g_assert_cmpint (g_stat (target, &status), ==, 0);
      if (i == 0)
        g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      g_clear_pointer (&again, g_key_file_unref);
      again = settings_file_load (NULL, NULL);
      settings_assert_presets (again, "sand");
    }
  g_assert_cmpint (g_remove (target), ==, 0);
}

/* If the disk is full, the file must stay as it was. */
static void
test_full_disk (TestFolder *folder, gconstpointer data)
{
  const char *text = "[preset fur]\nstrength=20\n";
  g_autofree char *path = settings_file_get_path ();
  g_autofree char *left = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) file = NULL;
  struct rlimit old, none;

  (void) folder;
  (void) data;
  settings_write_file (text, strlen (text));
  file = settings_file_load (NULL, NULL);
  settings_add_preset (file, "more", 10);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  none = (struct rlimit) { 8, old.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &none), ==, 0);
  settings_file_save (file, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_nonnull (error);
  g_assert_true (g_file_get_contents (path, &left, NULL, NULL));
  g_assert_cmpstr (left, ==, text);
}

static void
add_tests (void)
{
  settings_test_add ("/settings-file/names", test_names);
  settings_test_add ("/settings-file/copy", test_copy);
  settings_test_add ("/settings-file/foreign", test_foreign);
  settings_test_add ("/settings-file/unwritable", test_unwritable);
  settings_test_add ("/settings-file/backups", test_backups);
  settings_test_add ("/settings-file/link", test_link);
  settings_test_add ("/settings-file/full-disk", test_full_disk);
}

int
main (int argc, char **argv)
{
  return settings_test_run (argc, argv, add_tests);
}
