/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of dataset-build.h with tiny photos, drawings and textures: what a data
 * set contains, and that an interrupted build continues. What is reported about
 * broken data is tested in dataset-broken.c.
 */
#include "train/data/dataset-build.h"

#include <string.h>

#include <glib/gstdio.h>
#include <smooth/error.h>

#include "dataset-support.h"
#include "train/data/manifest.h"

static void
assert_entry (const TrainManifest *manifest,
              TrainManifestKind kind,
              guint i,
              const char *source)
{
  const TrainManifestEntry *entry;

  g_assert_cmpuint (manifest->entries[kind]->len, >, i);
  entry = g_ptr_array_index (manifest->entries[kind], i);
  if (!g_str_has_suffix (entry->source, source))
    g_error ("%s, not %s", entry->source, source);
}

static void
test_set (TestFolder *folder, gconstpointer data)
{
  g_autofree char *out = test_folder_get_file (folder, "out");
  g_autoptr (GError) error = NULL;
  g_auto (TrainManifest) manifest = { 0 };
  g_autoptr (TrainPairSynthesis) pairs = NULL;
  TrainPairSample pair = { 0 };

  (void) data;
  dataset_write_data (folder);
  g_assert_true (dataset_build (folder, "data", &error));
  g_assert_no_error (error);
  g_assert_true (train_manifest_load (&manifest, out, &error));
  /* Neither the test photo nor pictures that are held out or too small are
   * listed. */
  g_assert_cmpuint (manifest.entries[TRAIN_MANIFEST_PHOTOS]->len, ==, 2);
  g_assert_cmpuint (manifest.entries[TRAIN_MANIFEST_CLIP_ART]->len, ==, 1);
  g_assert_cmpuint (manifest.entries[TRAIN_MANIFEST_TEXTURES]->len, ==, 1);
  assert_entry (&manifest, TRAIN_MANIFEST_PHOTOS, 0, "data/images/train/1.jpg");
  assert_entry (&manifest, TRAIN_MANIFEST_PHOTOS, 1, "data/images/val/2.jpg");
  assert_entry (&manifest, TRAIN_MANIFEST_CLIP_ART, 0, "art/birds/owl.png");
  assert_entry (&manifest, TRAIN_MANIFEST_TEXTURES, 0, "textures/a.png");
  pairs = dataset_load_pairs (folder, &error);
  g_assert_no_error (error);
  for (int k = 0; k < 40; k++)
    g_assert_true (train_pair_synthesis_draw (pairs, 1, 0, k, 32, &pair));
  train_pair_sample_clear (&pair);
}

/* Existing files are kept; a missing file is made again with the same bytes. */
static void
test_resume (TestFolder *folder, gconstpointer data)
{
  g_autofree char *kept = NULL;
  g_autofree char *lost = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *other = NULL;
  gsize n_before, n_after;

  (void) data;
  dataset_write_data (folder);
  g_assert_true (dataset_build (folder, "data", NULL));
  kept = dataset_get_file (folder, "out", "train/1.jpg", 2);
  lost = dataset_get_file (folder, "out", "val/2.jpg", 4);
  g_assert_true (g_file_get_contents (lost, &before, &n_before, NULL));
  g_assert_cmpint (g_remove (lost), ==, 0);
  g_assert_true (g_file_set_contents (kept, "mark", -1, NULL));
  g_assert_true (dataset_build (folder, "data", NULL));
  g_assert_true (g_file_get_contents (lost, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  g_assert_true (g_file_get_contents (kept, &other, NULL, NULL));
  g_assert_cmpstr (other, ==, "mark");
}

/* All pictures of a folder that is not laid out as BSDS500 are used. */
static void
test_own_photos (TestFolder *folder, gconstpointer data)
{
  g_autofree char *out = test_folder_get_file (folder, "out");
  g_auto (TrainManifest) manifest = { 0 };

  (void) data;
  dataset_write_data (folder);
  dataset_write_picture (folder, "own/2024/dog.jpg", 30, 20, FALSE);
  g_assert_true (dataset_build (folder, "own", NULL));
  g_assert_true (train_manifest_load (&manifest, out, NULL));
  g_assert_cmpuint (manifest.entries[TRAIN_MANIFEST_PHOTOS]->len, ==, 1);
  assert_entry (&manifest, TRAIN_MANIFEST_PHOTOS, 0, "own/2024/dog.jpg");
}

/* A texture has to vary at a small scale and all over: noise does; a flat
 * surface, a soft glow and noise in a corner do not. */
static void
test_textures (TestFolder *folder, gconstpointer data)
{
  static const char *const NAMES[] = { "corner", "flat", "glow", "noise" };
  g_autofree char *out = test_folder_get_file (folder, "out");
  g_autofree char *own = test_folder_get_file (folder, "own");
  const char *const textures[] = { own, NULL };
  g_autoptr (SmoothThreads) threads = smooth_threads_new (1, NULL);
  g_auto (TrainManifest) manifest = { 0 };
  g_autoptr (GError) error = NULL;
  TrainDatasetOptions options = {
    .photos = own, .out = out, .textures = textures, .n_textures = 10
  };

  (void) data;
  for (gsize k = 0; k < G_N_ELEMENTS (NAMES); k++)
    {
      g_autofree char *name = g_strdup_printf ("own/%s.png", NAMES[k]);
      g_autofree char *path = dataset_get_path (folder, name);
      g_autoptr (GdkPixbuf) pixbuf =
        dataset_new_noise (DATASET_SIDE, DATASET_SIDE, FALSE);
      guint8 *rows = gdk_pixbuf_get_pixels (pixbuf);
      int stride = gdk_pixbuf_get_rowstride (pixbuf);

      for (int y = 0; y < DATASET_SIDE; y++)
        for (int i = 0; i < DATASET_SIDE * 3; i++)
          if (k == 1 || (k == 0 && (y > 20 || i > 60)))
            rows[y * stride + i] = 80;
          else if (k == 2)
            rows[y * stride + i] = (guint8) (3 * y);
      g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, NULL));
    }
  g_assert_true (train_dataset_build (&options, threads, &error));
  g_assert_no_error (error);
  g_assert_true (train_manifest_load (&manifest, out, NULL));
  g_assert_cmpuint (manifest.entries[TRAIN_MANIFEST_TEXTURES]->len, ==, 1);
  assert_entry (&manifest, TRAIN_MANIFEST_TEXTURES, 0, "own/noise.png");
}

/* Builds a data set of own/ in the folder out. checksum stands for the EME's
 * weights; NULL for a teacher without EME. */
static gboolean
build_with_teacher (const TestFolder *folder,
                    const char *out,
                    const char *checksum,
                    GError **error)
{
  g_autofree char *own = test_folder_get_file (folder, "own");
  g_autofree char *path = test_folder_get_file (folder, out);
  g_autoptr (SmoothThreads) threads = smooth_threads_new (1, NULL);
  g_autoptr (TrainEme) eme = checksum != NULL ? dataset_new_eme () : NULL;
  const TrainDatasetOptions options = {
    .photos = own, .out = path, .eme = eme, .eme_checksum = checksum
  };

  return train_dataset_build (&options, threads, error);
}

/* A data set holds results of one teacher only: building on with another EME,
 * or without, is refused. */
static void
test_teachers (TestFolder *folder, gconstpointer data)
{
  static const char *const CHECKSUMS[] = { NULL, "1234", "5678" };
  g_autofree char *settings = dataset_get_path (folder, "out-2/eme.sha256");
  char *contents[2];
  gsize length[2];

  (void) data;
  dataset_write_picture (folder, "own/dog.jpg", 30, 20, FALSE);
  for (int k = 0; k < 2; k++)
    {
      g_autofree char *out = g_strdup_printf ("out-%d", k);
      g_autofree char *file = NULL;

      g_assert_true (build_with_teacher (folder, out, CHECKSUMS[k], NULL));
      file = dataset_get_file (folder, out, "dog.jpg", 4);
      g_assert_true (
        g_file_get_contents (file, &contents[k], &length[k], NULL));
      g_assert_cmpint (g_remove (file), ==, 0);
      for (gsize i = 0; i < G_N_ELEMENTS (CHECKSUMS); i++)
        if (i != (gsize) k)
          {
            g_autoptr (GError) error = NULL;

            g_assert_false (
              build_with_teacher (folder, out, CHECKSUMS[i], &error));
            g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
            g_assert_nonnull (strstr (error->message, out));
            g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
          }
      g_assert_true (build_with_teacher (folder, out, CHECKSUMS[k], NULL));
      g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
    }
  /* The file with the EME's checksum alone is enough to refuse another EME, or
   * none, even if the data set has no photo yet. */
  g_assert_true (g_file_set_contents (settings, "1234", -1, NULL));
  g_assert_false (build_with_teacher (folder, "out-2", NULL, NULL));
  g_assert_true (build_with_teacher (folder, "out-2", "1234", NULL));
  /* If that file was lost, another EME is still refused, and the file is
   * written again when the data set is built on with the same EME. */
  g_assert_cmpint (g_remove (settings), ==, 0);
  g_assert_false (build_with_teacher (folder, "out-2", "5678", NULL));
  g_assert_true (build_with_teacher (folder, "out-2", "1234", NULL));
  g_assert_true (g_file_test (settings, G_FILE_TEST_EXISTS));
  g_assert_false (length[0] == length[1]
                  && memcmp (contents[0], contents[1], length[0]) == 0);
  g_free (contents[0]);
  g_free (contents[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_folder_add ("/train/dataset-build/set", test_set);
  test_folder_add ("/train/dataset-build/resume", test_resume);
  test_folder_add ("/train/dataset-build/own-photos", test_own_photos);
  test_folder_add ("/train/dataset-build/textures", test_textures);
  test_folder_add ("/train/dataset-build/teachers", test_teachers);
  return g_test_run ();
}
