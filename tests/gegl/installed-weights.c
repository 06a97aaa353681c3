/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests how installed weights are found: by their name or checksum, in the
 * order of the folders; nothing that a picture's file says leads out of them.
 */
#include "installed-weights.h"

#include <string.h>

#include <glib/gstdio.h>

#include "support/folder.h"

#define EME "eme.safetensors"
#define MI "mi.safetensors"

static void
write_file (const char *folder, const char *name, const char *bytes)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, -1, NULL));
}

/* Makes a folder, with weights that have these bytes; NULL: without that file.
 * Returns its path. */
static char *
make_weights (const char *parent,
              const char *name,
              const char *eme,
              const char *mi)
{
  char *path = g_build_filename (parent, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  if (eme != NULL)
    write_file (path, EME, eme);
  if (mi != NULL)
    write_file (path, MI, mi);
  return path;
}

/* Asserts that the weights are found in folder wanted; NULL: not at all. */
static void
expect (const char *const *folders, const char *weights, const char *wanted)
{
  g_autofree char *found = installed_weights_find (folders, weights);

  g_assert_cmpstr (found, ==, wanted);
}

static void
test_sum (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = make_weights (folder->path, "a", "eme", "mi");
  g_autofree char *sha256 =
    g_compute_checksum_for_string (G_CHECKSUM_SHA256, "ememi", -1);
  g_autofree char *first = installed_weights_sum (path);
  g_autofree char *changed = NULL;

  (void) data;
  g_assert_cmpuint (strlen (first), ==, 16);
  g_assert_true (g_str_has_prefix (sha256, first));
  write_file (path, MI, "mj");
  changed = installed_weights_sum (path);
  g_assert_cmpstr (first, !=, changed);
}

/* A folder that lacks a file, or has a folder in its place, has no weights. */
static void
test_incomplete (TestFolder *folder, gconstpointer data)
{
  g_autofree char *none = make_weights (folder->path, "none", NULL, NULL);
  g_autofree char *eme = make_weights (folder->path, "eme", "eme", NULL);
  g_autofree char *mi = make_weights (folder->path, "mi", NULL, "mi");
  g_autofree char *odd = make_weights (folder->path, "odd", "eme", NULL);
  g_autofree char *inside = make_weights (odd, MI, NULL, NULL);
  g_autofree char *missing = g_build_filename (folder->path, "missing", NULL);
  const char *const all[] = { missing, none, eme, mi, odd, NULL };

  (void) data;
  expect (all, "", NULL);
  for (gsize i = 0; all[i] != NULL; i++)
    {
      g_autofree char *sum = installed_weights_sum (all[i]);

      g_assert_null (sum);
    }
  write_file (mi, EME, "eme");
  expect (all, "", mi);
}

/* The first folder with weights has the ones that are used by default; others
 * are found by their checksums. */
static void
test_folders (TestFolder *folder, gconstpointer data)
{
  g_autofree char *empty = make_weights (folder->path, "empty", NULL, NULL);
  g_autofree char *user = make_weights (folder->path, "user", "a", "b");
  g_autofree char *system = make_weights (folder->path, "system", "c", "d");
  g_autofree char *user_sum = installed_weights_sum (user);
  g_autofree char *system_sum = installed_weights_sum (system);
  const char *const all[] = { empty, user, system, NULL };
  const char *const no_folders[] = { NULL };

  (void) data;
  expect (all, "", user);
  expect (all, user_sum, user);
  expect (all, system_sum, system);
  expect (all, "0123456789abcdef", NULL);
  expect (no_folders, "", NULL);
  expect (no_folders, user_sum, NULL);
  write_file (system, EME, "newer");
  expect (all, system_sum, NULL);
}

/* Older weights lie in folders inside, and are found by name or checksum. */
static void
test_inside (TestFolder *folder, gconstpointer data)
{
  g_autofree char *top = make_weights (folder->path, "weights", "a", "b");
  g_autofree char *older = make_weights (top, "older-2", "c", "d");
  g_autofree char *deeper = make_weights (older, "deeper", "e", "f");
  g_autofree char *broken = make_weights (top, "broken", "g", NULL);
  g_autofree char *sum = installed_weights_sum (older);
  g_autofree char *deeper_sum = installed_weights_sum (deeper);
  const char *const all[] = { top, NULL };

  (void) data;
  expect (all, "", top);
  expect (all, "older-2", older);
  expect (all, sum, older);
  expect (all, "older-3", NULL);
  expect (all, "older", NULL);
  expect (all, "broken", NULL);
  expect (all, "deeper", NULL);
  expect (all, deeper_sum, NULL);
  /* The folder's own name is not the name of its weights. */
  expect (all, "weights", NULL);
}

/* Weights that exist, but whose name could be a path, or is not one of those
 * that weights may have. */
static void
test_paths (TestFolder *folder, gconstpointer data)
{
  g_autofree char *top = make_weights (folder->path, "weights", "a", "b");
  g_autofree char *beside = make_weights (folder->path, "beside", "c", "d");
  g_autofree char *deep = make_weights (top, "one/two", "e", "f");
  g_autofree char *longest = g_strnfill (64, 'n');
  g_autofree char *too_long = g_strnfill (65, 'n');
  g_autofree char *longest_path = make_weights (top, longest, "g", "h");
  const char *const ODD[] = { "Old",   "o.1",      "an old one",
                              "old_1", "\303\244", too_long };
  const char *const PATHS[] = { ".",          "..",      "../beside",
                                "../weights", "one/two", "./one/two",
                                "/",          deep,      beside,
                                "one\\two",   "~",       "file:///etc" };
  const char *const all[] = { top, NULL };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (ODD); i++)
    {
      g_autofree char *path = make_weights (top, ODD[i], "i", "j");

      expect (all, ODD[i], NULL);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (PATHS); i++)
    expect (all, PATHS[i], NULL);
  expect (all, longest, longest_path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_folder_add ("/installed-weights/sum", test_sum);
  test_folder_add ("/installed-weights/incomplete", test_incomplete);
  test_folder_add ("/installed-weights/folders", test_folders);
  test_folder_add ("/installed-weights/inside", test_inside);
  test_folder_add ("/installed-weights/paths", test_paths);
  return g_test_run ();
}
