/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests settings files that editors and accidents have damaged. All presets
 * that can still be read must be kept, and so must a backup of the damaged
 * file.
 */
#include "settings-fixture.h"

#include <string.h>

#include <glib/gstdio.h>

#define HEAD "[dialog]\nwidth=900\n"
#define FUR "[preset fur]\nstrength=20\n"
#define BRICK "[preset brick]\nstrength=60\n"
#define SAND "[preset sand]\nstrength=10\n"

typedef struct
{
  const char *what;
  const char *text;
  gboolean is_damaged;
  /* The names of the presets that can be read, separated by blanks. */
  const char *presets;
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

/* Writes bytes into the settings file and loads it: it must have the presets
 * named in presets. Adds a preset, saves the file and loads it again.
 * is_damaged: TRUE: saving must make a backup of the file first; FALSE: it must
 * not. */
static void
check_round (const char *bytes,
             gsize n_bytes,
             gboolean is_damaged,
             const char *presets)
{
  gboolean is_found;
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *more = g_strconcat (presets, " more", NULL);
  gsize n_copied;
  g_autoptr (GKeyFile) file = NULL;
  g_autoptr (GKeyFile) again = NULL;

  settings_write_file (bytes, n_bytes);
  file = settings_file_load (&is_found, &error);
  g_assert_no_error (error);
  g_assert_cmpint (is_found, ==, is_damaged);
  settings_assert_presets (file, presets);
  settings_add_preset (file, "more", 10);
  g_assert_true (settings_file_save (file, &backup, &error));
  g_assert_no_error (error);
  g_assert_cmpint (backup != NULL, ==, is_damaged);
  again = settings_file_load (&is_found, NULL);
  g_assert_false (is_found);
  settings_assert_presets (again, more);
  if (backup == NULL)
    return;
  g_assert_true (g_file_get_contents (backup, &copy, &n_copied, NULL));
  g_assert_cmpmem (copy, n_copied, bytes, n_bytes);
  g_assert_cmpint (g_remove (backup), ==, 0);
}

static void
test_damaged_lines (TestFolder *folder, gconstpointer data)
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

/* Replaces each byte of a file in turn by a line end or by an invalid byte: at
 * most the preset that the byte belongs to may be lost. */
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
      settings_write_file (bytes, n);
      file = settings_file_load (NULL, NULL);
      names = settings_file_list_presets (file);
      g_assert_cmpuint (g_strv_length (names), >=, 2);
    }
}

static void
add_tests (void)
{
  settings_test_add ("/settings-damaged/lines", test_damaged_lines);
  settings_test_add ("/settings-damaged/utf-16", test_utf_16);
  settings_test_add ("/settings-damaged/any-byte", test_any_byte);
}

int
main (int argc, char **argv)
{
  return settings_test_run (argc, argv, add_tests);
}
