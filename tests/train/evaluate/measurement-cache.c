/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of measurement-cache.h: it returns what was stored and nothing else. */
#include "train/evaluate/measurement-cache.h"

#include <math.h>

#include <smooth/error.h>

#include "support/folder.h"

static void
test_round_trip (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TrainCache) cache = train_cache_new (folder->path, NULL);
  const double kept[3] = { 1 / 3.0, -1e300, INFINITY };
  double got[3] = { 0 };
  double other[2];

  (void) data;
  g_assert_nonnull (cache);
  g_assert_false (train_cache_get (cache, "a", 3, got));
  g_assert_true (train_cache_put (cache, "a", 3, kept, NULL));
  g_assert_true (train_cache_get (cache, "a", 3, got));
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat (got[i], ==, kept[i]);
  g_assert_false (train_cache_get (cache, "b", 3, got));
  g_assert_false (train_cache_get (cache, "a", 2, other));
}

/* A file that was not written by the cache counts as missing. */
static void
test_broken (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TrainCache) cache = train_cache_new (folder->path, NULL);
  g_autofree char *name =
    g_compute_checksum_for_string (G_CHECKSUM_SHA256, "a", -1);
  g_autofree char *file = test_folder_get_file (folder, name);
  double got;

  (void) data;
  g_assert_true (g_file_set_contents (file, "a\n1.5\n", -1, NULL));
  g_assert_true (train_cache_get (cache, "a", 1, &got));
  g_assert_true (g_file_set_contents (file, "a\n1.5", -1, NULL));
  g_assert_false (train_cache_get (cache, "a", 1, &got));
  g_assert_true (g_file_set_contents (file, "a\n1.x\n", -1, NULL));
  g_assert_false (train_cache_get (cache, "a", 1, &got));
  g_assert_true (g_file_set_contents (file, "b\n1.5\n", -1, NULL));
  g_assert_false (train_cache_get (cache, "a", 1, &got));
}

static void
test_no_folder (TestFolder *folder, gconstpointer data)
{
  g_autofree char *file = test_folder_get_file (folder, "file");
  g_autofree char *below = g_build_filename (file, "cache", NULL);
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_null (train_cache_new (below, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cache/round-trip", TestFolder, NULL, test_folder_set_up,
              test_round_trip, test_folder_tear_down);
  g_test_add ("/cache/broken", TestFolder, NULL, test_folder_set_up,
              test_broken, test_folder_tear_down);
  g_test_add ("/cache/no-folder", TestFolder, NULL, test_folder_set_up,
              test_no_folder, test_folder_tear_down);
  return g_test_run ();
}
