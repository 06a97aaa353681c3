/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of lineage.h: a file's ancestors are found through any number of
 * parents; and whether the default weights are free of BSDS500, whose licence
 * allows research only.
 */
#include "train/run/lineage.h"

#include <string.h>

#include <smooth/error.h>

#include "file/safetensors.h"
#include "support/folder.h"
#include "train/net/eme-train.h"
#include "train/run/export.h"

/* Whether the weights in the repository's folder weights are said to be made
 * from free data alone. To be set to TRUE by the commit that brings such
 * weights; from then on the test fails if BSDS500, or a file of which nothing
 * is known, is among their ancestors. */
#define WEIGHTS_ARE_FREE FALSE

static const char *const DEFAULT_WEIGHTS[] = { "eme.safetensors",
                                               "mi.safetensors" };

/* Exports random weights of a small EME to name, with this lineage. */
static void
write_weights (const TestFolder *folder,
               const char *name,
               const TrainLineage *lineage)
{
  static const int WIDTHS[TRAIN_EME_N_WIDTHS] = { 4, 4, 4, 4 };
  g_autoptr (TrainEme) eme = train_eme_new (WIDTHS, SMOOTH_SIMD_BASELINE, NULL);
  const TrainLayout *layout = train_eme_get_layout (eme);
  g_autofree TrainReal *values =
    g_new0 (TrainReal, train_layout_get_n_values (layout));
  g_autofree char *path = test_folder_get_file (folder, name);
  g_autofree char *text =
    train_lineage_to_text (lineage, TRAIN_LINEAGE_SEPARATOR);
  g_autofree char *settings = g_strdup_printf ("a=1\nlineage=%s\n", text);
  const TrainExport export = { .network = "eme", .settings = settings };

  g_assert_true (train_export (&export, layout, values, path, NULL));
}

static char *
get_checksum (const char *path)
{
  g_autofree char *contents = NULL;
  gsize n;

  g_assert_true (g_file_get_contents (path, &contents, &n, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                      (const guchar *) contents, n);
}

/* Photos train an EME; another goes on from it; a data set made with that is
 * what MI learns from. MI's lineage names all of them. */
static void
test_transitive (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TrainLineage) first = train_lineage_new ();
  g_autoptr (TrainLineage) second = train_lineage_new ();
  g_autoptr (TrainLineage) set = train_lineage_new ();
  g_autoptr (TrainLineage) third = train_lineage_new ();
  g_autofree char *path_1 = test_folder_get_file (folder, "1.safetensors");
  g_autofree char *path_2 = test_folder_get_file (folder, "2.safetensors");
  g_autofree char *sum_1 = NULL;
  g_autofree char *sum_2 = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *got = NULL;

  (void) data;
  train_lineage_add_source (first, "edges", "/data/some photos; old");
  write_weights (folder, "1.safetensors", first);
  sum_1 = get_checksum (path_1);
  g_assert_true (train_lineage_add_parent (second, "from", path_1, NULL));
  train_lineage_add_source (second, "edges", "scenes");
  write_weights (folder, "2.safetensors", second);
  sum_2 = get_checksum (path_2);
  g_assert_true (train_lineage_add_parent (set, "teacher", path_2, NULL));
  train_lineage_add_source (set, "textures", "walls.zip");
  g_assert_true (train_lineage_save (set, folder->path, NULL));
  train_lineage_add_dataset (third, folder->path);
  wanted = g_strdup_printf ("parent from %s 1.safetensors\n"
                            "parent teacher %s 2.safetensors\n"
                            "source edges scenes\n"
                            "source edges some photos, old\n"
                            "source textures walls.zip",
                            sum_1, sum_2);
  got = train_lineage_to_text (third, "\n");
  g_assert_cmpstr (got, ==, wanted);
}

/* A data set that is built on with other inputs keeps the earlier ones. A file
 * without a lineage, and a missing one, are not taken for free. */
static void
test_unknown (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TrainLineage) set = train_lineage_new ();
  g_autoptr (TrainLineage) more = train_lineage_new ();
  g_autoptr (TrainLineage) other = train_lineage_new ();
  g_autoptr (SmoothTensorSet) weights = smooth_tensor_set_new ("old");
  g_autoptr (GError) error = NULL;
  const int shape[] = { 1 };
  g_autofree char *path = test_folder_get_file (folder, "old.safetensors");
  g_autofree char *text = NULL;
  g_autofree char *old = NULL;

  (void) data;
  train_lineage_add_source (set, "textures", "a");
  g_assert_true (train_lineage_save (set, folder->path, NULL));
  train_lineage_add_source (more, "textures", "b");
  g_assert_true (train_lineage_save (more, folder->path, NULL));
  text = train_lineage_to_text (more, "\n");
  g_assert_cmpstr (text, ==, "source textures a\nsource textures b");
  smooth_tensor_set_add (weights, "w", 1, shape, NULL)->data[0] = 1;
  smooth_tensor_set_set_metadata (weights, "data", "BSDS500");
  g_assert_true (smooth_safetensors_save (weights, path, NULL));
  g_assert_true (train_lineage_add_parent (other, "eme", path, NULL));
  train_lineage_add_dataset (other, "/nowhere/photos");
  old = train_lineage_to_text (other, "\n");
  g_assert_nonnull (strstr (old, "source unknown old.safetensors"));
  g_assert_nonnull (strstr (old, "source named BSDS500"));
  g_assert_nonnull (strstr (old, "source unknown photos"));
  g_assert_false (
    train_lineage_add_parent (other, "eme", folder->path, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
}

/* Appends to found all lines of file's lineage that name BSDS500 or an unknown
 * source. Does the same for all ancestors of file (the lineage's "parent"
 * lines) that lie in folder, or in folders in it. */
static void
walk (const char *folder, const char *file, GString *found)
{
  g_autoptr (TrainLineage) lineage = train_lineage_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  train_lineage_add_parent (lineage, "from", file, &error);
  g_assert_no_error (error);
  text = train_lineage_to_text (lineage, "\n");
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *small = g_ascii_strdown (lines[i], -1);
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 4);
      g_autofree char *sum = NULL;
      g_autofree char *parent = NULL;

      if (strstr (small, "bsd") != NULL
          || g_str_has_prefix (small, "source unknown"))
        g_string_append_printf (found, "%s: %s\n", file, lines[i]);
      if (g_strv_length (words) < 4 || strcmp (words[0], "parent") != 0)
        continue;
      parent = g_build_filename (folder, words[3], NULL);
      if (strcmp (parent, file) == 0
          || !g_file_test (parent, G_FILE_TEST_IS_REGULAR))
        continue;
      sum = get_checksum (parent);
      if (strcmp (sum, words[2]) == 0)
        walk (folder, parent, found);
    }
}

static void
test_default_weights (void)
{
  const char *folder = g_getenv ("SMOOTH_TEST_WEIGHTS");
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_nonnull (folder);
  for (gsize i = 0; i < G_N_ELEMENTS (DEFAULT_WEIGHTS); i++)
    {
      g_autofree char *file =
        g_build_filename (folder, DEFAULT_WEIGHTS[i], NULL);

      walk (folder, file, found);
    }
  g_test_message ("not free:\n%s", found->str);
  /* If this fails after new weights were put there, WEIGHTS_ARE_FREE is to be
   * set to TRUE. */
  g_assert_cmpint (found->len == 0, ==, WEIGHTS_ARE_FREE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_folder_add ("/lineage/transitive", test_transitive);
  test_folder_add ("/lineage/unknown", test_unknown);
  g_test_add_func ("/lineage/default-weights", test_default_weights);
  return g_test_run ();
}
