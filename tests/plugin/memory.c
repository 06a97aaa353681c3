/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key file of the dialog, without GIMP: presets of any name, what goes with
 * them into other files and what stays, and files that are none.
 */
#define _DEFAULT_SOURCE /* symlink */

#include "../../plugin/memory.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

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

/* What editors and accidents leave of a file; all hold three presets, of which
 * those named are to be found again. */
#define HEAD "[dialog]\nwidth=900\n"
#define FUR "[preset fur]\nstrength=20\n"
#define BRICK "[preset brick]\nstrength=60\n"
#define SAND "[preset sand]\nstrength=10\n"

typedef struct
{
  const char *what;
  const char *text;
  gboolean is_damaged;
  const char *presets; /* in order, separated by blanks */
} Sample;

static const Sample SAMPLES[] = {
  { "whole", HEAD FUR BRICK SAND, FALSE, "fur brick sand" },
  { "byte order mark", "\xef\xbb\xbf" HEAD FUR BRICK SAND, FALSE,
    "fur brick sand" },
  { "Windows", "[preset fur]\r\nstrength=20\r\n" BRICK SAND, FALSE,
    "fur brick sand" },
  { "old Mac", "[preset fur]\rstrength=20\r[preset brick]\rstrength=60\r",
    FALSE, "fur brick" },
  { "comments", "# mine\n\n" FUR "# red\n" BRICK, FALSE, "fur brick" },
  { "no line", HEAD "no line\n" FUR BRICK SAND, TRUE, "fur brick sand" },
  { "before all", "no line\nkey=1\n" FUR BRICK SAND, TRUE, "fur brick sand" },
  { "not UTF-8", HEAD FUR "\xff\xfe\xfd\n" BRICK SAND, TRUE, "fur brick sand" },
  { "value not UTF-8", FUR "note=M\xfcnchen\n" BRICK SAND, TRUE,
    "fur brick sand" },
  { "open group", FUR "[preset brick\nstrength=60\n" SAND, TRUE, "fur sand" },
  { "closed group", FUR "preset brick]\nstrength=60\n" SAND, TRUE, "fur sand" },
  { "cut", FUR BRICK "[preset sa", TRUE, "fur brick" },
  { "merge", FUR "<<<<<<< mine\n" BRICK "=======\n" SAND ">>>>>>> theirs\n",
    TRUE, "fur brick sand" },
};

static void
check_presets (GKeyFile *file, const char *wanted)
{
  g_auto (GStrv) names = memory_list_presets (file);
  g_autofree char *got = g_strjoinv (" ", names);

  g_assert_cmpstr (got, ==, wanted);
  for (char **name = names; *name; name++)
    g_assert_cmpfloat (get_strength (file, *name), ==,
                       **name == 'f'   ? 20
                       : **name == 'b' ? 60
                                       : 10);
}

static void
write_file (const char *bytes, gsize n_bytes)
{
  g_autofree char *path = memory_get_path ();

  g_assert_true (g_file_set_contents (path, bytes, (gssize) n_bytes, NULL));
}

/* Loads what is there, adds a preset, saves and loads again. is_copied: whether
 * a copy of the bytes has to lie beside it then. */
static void
check_round (const char *bytes,
             gsize n_bytes,
             gboolean is_copied,
             const char *presets)
{
  gboolean is_damaged;
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *more = g_strconcat (presets, " more", NULL);
  gsize n_copied;
  g_autoptr (GKeyFile) file = NULL;
  g_autoptr (GKeyFile) again = NULL;

  write_file (bytes, n_bytes);
  file = memory_load (&is_damaged, &error);
  g_assert_no_error (error);
  g_assert_cmpint (is_damaged, ==, is_copied);
  check_presets (file, presets);
  add_preset (file, "more", 10);
  g_assert_true (memory_save (file, &backup, &error));
  g_assert_no_error (error);
  g_assert_cmpint (backup != NULL, ==, is_copied);
  again = memory_load (&is_damaged, NULL);
  g_assert_false (is_damaged);
  check_presets (again, more);
  if (!backup)
    return;

  g_assert_true (g_file_get_contents (backup, &copy, &n_copied, NULL));
  g_assert_cmpmem (copy, n_copied, bytes, n_bytes);
  g_assert_cmpint (g_remove (backup), ==, 0);
}

static void
test_damaged (TestFolder *folder, gconstpointer data)
{
  (void) folder;
  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (SAMPLES); i++)
    {
      g_test_message ("%s", SAMPLES[i].what);
      check_round (SAMPLES[i].text, strlen (SAMPLES[i].text),
                   SAMPLES[i].is_damaged, SAMPLES[i].presets);
    }
}

static void
test_utf_16 (TestFolder *folder, gconstpointer data)
{
  static const char *const ENCODINGS[] = { "UTF-16", "UTF-16LE", "UTF-16BE" };

  (void) folder;
  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (ENCODINGS); i++)
    {
      gsize n_bytes;
      g_autofree char *bytes = g_convert (HEAD FUR BRICK SAND, -1, ENCODINGS[i],
                                          "UTF-8", NULL, &n_bytes, NULL);

      g_assert_nonnull (bytes);
      check_round (bytes, n_bytes, TRUE, "fur brick sand");
    }
}

/* Any byte of a file changed, and any place where it may be cut: at most the
 * preset that is hit is lost, and the bytes are kept. */
static void
test_any_byte (TestFolder *folder, gconstpointer data)
{
  const char *text = HEAD FUR BRICK SAND;
  gsize n = strlen (text);

  (void) folder;
  (void) data;
  for (gsize i = 0; i < 2 * n; i++)
    {
      g_autofree char *bytes = g_strdup (text);
      g_autoptr (GKeyFile) file = NULL;
      g_auto (GStrv) names = NULL;

      bytes[i / 2] = i % 2 ? '\n' : '\xfe';
      write_file (bytes, n);
      file = memory_load (NULL, NULL);
      names = memory_list_presets (file);
      g_assert_cmpuint (g_strv_length (names), >=, 2);
    }
}

/* Copies of different accidents do not take each other's place; the same one
 * twice gives one copy. */
static void
test_copies (TestFolder *folder, gconstpointer data)
{
  static const char *const TEXTS[] = { "one\n", "two\n", "one\n" };
  char *backups[G_N_ELEMENTS (TEXTS)] = { NULL };

  (void) folder;
  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      g_autoptr (GKeyFile) file = g_key_file_new ();

      write_file (TEXTS[i], strlen (TEXTS[i]));
      add_preset (file, "fur", 20);
      g_assert_true (memory_save (file, &backups[i], NULL));
    }
  g_assert_cmpstr (backups[0], !=, backups[1]);
  g_assert_cmpstr (backups[0], ==, backups[2]);
  for (gsize i = 0; i < 2; i++)
    g_assert_cmpint (g_remove (backups[i]), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    g_free (backups[i]);
}

/* A link stays one, and what it leads to is written; permissions stay. */
static void
test_link (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = memory_get_path ();
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
      /* the second leads nowhere yet, and is relative */
      if (i == 0)
        g_assert_true (g_file_set_contents (target, FUR, -1, NULL));
      g_chmod (target, 0600);
      g_assert_cmpint (symlink (i == 0 ? target : "elsewhere.ini", path), ==,
                       0);
      add_preset (file, "sand", 10);
      g_assert_true (memory_save (file, NULL, NULL));
      g_assert_true (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
      g_assert_cmpint (g_stat (target, &status), ==, 0);
      if (i == 0)
        g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      g_clear_pointer (&again, g_key_file_unref);
      again = memory_load (NULL, NULL);
      check_presets (again, "sand");
    }
  g_assert_cmpint (g_remove (target), ==, 0);
}

/* A disk that is full: the file is what it was. */
static void
test_full_disk (TestFolder *folder, gconstpointer data)
{
  const char *text = HEAD FUR BRICK SAND;
  g_autofree char *path = memory_get_path ();
  g_autofree char *left = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) file = NULL;
  struct rlimit old, none;

  (void) folder;
  (void) data;
  write_file (text, strlen (text));
  file = memory_load (NULL, NULL);
  add_preset (file, "more", 10);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  none = (struct rlimit) { 8, old.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &none), ==, 0);
  memory_save (file, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_nonnull (error);
  g_assert_true (g_file_get_contents (path, &left, NULL, NULL));
  g_assert_cmpstr (left, ==, text);
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
  ADD ("/memory/damaged", test_damaged);
  ADD ("/memory/utf-16", test_utf_16);
  ADD ("/memory/any-byte", test_any_byte);
  ADD ("/memory/copies", test_copies);
  ADD ("/memory/link", test_link);
  ADD ("/memory/full-disk", test_full_disk);
  status = g_test_run ();
  test_folder_tear_down (&folder, NULL);
  return status;
}
