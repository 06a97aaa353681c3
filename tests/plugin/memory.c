/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key file of the dialog, without GIMP: presets of any name, what goes with
 * them into other files and what stays, and files that are none.
 */
#include "../../plugin/memory.h"

#include <string.h>

#include <glib/gstdio.h>

#include "support/folder.h"

/* Brackets end a group's name, line ends a line, and % begins an escape. */
static const char *const NAMES[] = {
  "Wood [oak] = 50 %", "two\nlines", "%5B", " ", "Fell, struppig", "木目"
};

static void
add_preset (GKeyFile *file, const char *name, double strength)
{
  g_autofree char *group = memory_get_group (name);

  g_key_file_set_double (file, group, "strength", strength);
}

static double
get_strength (GKeyFile *file, const char *name)
{
  g_autofree char *group = memory_get_group (name);
  g_autoptr (GError) error = NULL;
  double strength = g_key_file_get_double (file, group, "strength", &error);

  g_assert_no_error (error);
  return strength;
}

static void
test_names (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GKeyFile) file = memory_load (NULL, NULL);
  g_autoptr (GKeyFile) again = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;

  (void) folder;
  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    add_preset (file, NAMES[i], (double) i);
  g_assert_true (memory_save (file, NULL, &error));
  again = memory_load (NULL, NULL);
  names = memory_list_presets (again);
  g_assert_cmpuint (g_strv_length (names), ==, G_N_ELEMENTS (NAMES));
  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_assert_cmpstr (names[i], ==, NAMES[i]);
      g_assert_cmpfloat (get_strength (again, NAMES[i]), ==, (double) i);
    }
}

/* Only presets go along; those of the same name are replaced as a whole. */
static void
test_copy (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GKeyFile) from = g_key_file_new ();
  g_autoptr (GKeyFile) to = g_key_file_new ();
  g_autofree char *fur = memory_get_group ("fur");
  g_auto (GStrv) names = NULL;

  (void) folder;
  (void) data;
  g_key_file_set_integer (from, "window", "width", 1);
  add_preset (from, "fur", 20);
  add_preset (from, "brick", 60);
  g_key_file_set_integer (to, "window", "width", 900);
  add_preset (to, "fur", 70);
  add_preset (to, "sand", 10);
  g_key_file_set_double (to, fur, "texture-scale", 8);
  g_assert_cmpint (memory_copy_presets (from, to), ==, 2);
  names = memory_list_presets (to);
  g_assert_cmpuint (g_strv_length (names), ==, 3);
  g_assert_cmpfloat (get_strength (to, "fur"), ==, 20);
  g_assert_cmpfloat (get_strength (to, "brick"), ==, 60);
  g_assert_cmpfloat (get_strength (to, "sand"), ==, 10);
  g_assert_false (g_key_file_has_key (to, fur, "texture-scale", NULL));
  g_assert_cmpint (g_key_file_get_integer (to, "window", "width", NULL), ==,
                   900);
}

/* A file that is none, or has no presets, gives none and takes none away. */
static void
test_foreign (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = memory_get_path ();
  g_autoptr (GKeyFile) file = NULL;
  g_autoptr (GKeyFile) other = g_key_file_new ();
  g_auto (GStrv) names = NULL;

  (void) folder;
  (void) data;
  g_assert_true (
    g_file_set_contents (path, "\x89PNG\r\n\x1a\n no key file", -1, NULL));
  file = memory_load (NULL, NULL);
  names = memory_list_presets (file);
  g_assert_cmpuint (g_strv_length (names), ==, 0);
  add_preset (file, "fur", 20);
  g_key_file_set_integer (other, "window", "width", 1);
  g_assert_cmpint (memory_copy_presets (other, file), ==, 0);
  g_assert_cmpfloat (get_strength (file, "fur"), ==, 20);
}

static void
test_unwritable (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = memory_get_path ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  (void) folder;
  (void) data;
  add_preset (file, "fur", 20);
  /* a folder stands where the file belongs */
  g_assert_cmpint (g_mkdir (path, 0777), ==, 0);
  g_assert_false (memory_save (file, NULL, &error));
  g_assert_nonnull (strstr (error->message, path));
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

/* GIMP's folder is asked for once: the tests share it, and clear it. */
static void
remove_file (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = memory_get_path ();

  (void) folder;
  (void) data;
  g_remove (path);
}

#define ADD(path, test)                                                        \
  g_test_add (path, TestFolder, NULL, NULL, test, remove_file)

int
main (int argc, char **argv)
{
  TestFolder folder;
  int status;

  test_folder_set_up (&folder, NULL);
  g_setenv ("GIMP3_DIRECTORY", folder.path, TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("/memory/names", test_names);
  ADD ("/memory/copy", test_copy);
  ADD ("/memory/foreign", test_foreign);
  ADD ("/memory/unwritable", test_unwritable);
  status = g_test_run ();
  test_folder_tear_down (&folder, NULL);
  return status;
}
