/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the validation part of a data set: it is every twelfth file and no
 * other, and validation pairs are made of it.
 */
#include "train/data/validation-pairs.h"

#include <string.h>

#include <glib/gstdio.h>
#include <smooth/error.h>

#include "support/folder.h"
#include "train/data/loaded-dataset.h"
#include "train/data/manifest.h"
#include "train/data/picture.h"

#define SIDE 20
#define N_FILES 25

/* Returns the grey value of the picture in file number k, by which a test
 * recognises the file. */
static guint8
get_grey (int k)
{
  return (guint8) (8 * k + 20);
}

static void
write_grey (const char *file, int k, int contrast)
{
  TrainPicture picture;

  g_assert_true (train_picture_init (&picture, SIDE, SIDE, NULL));
  for (int i = 0; i < SIDE * SIDE * 3; i++)
    picture.rgb[i] = (guint8) (get_grey (k) + (i / 3 % 7 > 2) * contrast);
  g_assert_true (train_picture_save (&picture, file, NULL));
  train_picture_clear (&picture);
}

/* Writes a data set with n_files files of each kind of picture. Of a photo a
 * data set has five files; here they are all alike. */
static void
write_set (const TestFolder *folder, int n_files)
{
  g_auto (TrainManifest) manifest = { 0 };

  train_manifest_init (&manifest);
  for (int kind = 0; kind < TRAIN_MANIFEST_N_KINDS; kind++)
    for (int k = 0; k < n_files; k++)
      {
        g_autofree char *name =
          g_strdup_printf ("%s/%02d", train_manifest_get_folder (kind), k);
        g_autofree char *file = g_strconcat (name, ".png", NULL);
        g_autofree char *above =
          test_folder_get_file (folder, train_manifest_get_folder (kind));

        g_assert_cmpint (g_mkdir_with_parents (above, 0777), ==, 0);
        train_manifest_add (&manifest, (TrainManifestKind) kind,
                            kind == TRAIN_MANIFEST_PHOTOS ? name : file, file);
        if (kind != TRAIN_MANIFEST_PHOTOS)
          {
            g_autofree char *path = test_folder_get_file (folder, file);

            write_grey (path, k, kind == TRAIN_MANIFEST_TEXTURES ? 30 : 0);
            continue;
          }
        for (int strength = 0; strength <= TRAIN_RTV_N_STRENGTHS; strength++)
          {
            const TrainManifestEntry entry = { name, file };
            g_autofree char *path =
              train_manifest_get_photo (&entry, folder->path, strength);

            write_grey (path, k, 0);
          }
      }
  g_assert_true (train_manifest_save (&manifest, folder->path, NULL));
}

static void
test_parts (TestFolder *folder, gconstpointer data)
{
  g_autoptr (SmoothThreads) threads = smooth_threads_new (1, NULL);
  TrainLoadedDataset learn, validate;
  int n = 0;

  (void) data;
  write_set (folder, N_FILES);
  g_assert_true (train_loaded_dataset_load (&learn, folder->path,
                                            TRAIN_PART_LEARN, threads, NULL));
  g_assert_true (train_loaded_dataset_load (
    &validate, folder->path, TRAIN_PART_VALIDATE, threads, NULL));
  g_assert_cmpint (validate.n_photos, ==, 2);
  g_assert_cmpint (validate.n_clip_art, ==, 2);
  g_assert_cmpint (validate.n_textures, ==, 2);
  g_assert_cmpint (validate.photos[1].at_strength[0][0], ==, get_grey (23));
  g_assert_cmpint (validate.textures[0].data[0], ==, get_grey (11));
  g_assert_cmpint (learn.n_photos, ==, N_FILES - 2);
  for (int k = 0; k < N_FILES; k++)
    if (k != 11 && k != 23)
      {
        g_assert_cmpint (learn.clip_art[n].data[0], ==, get_grey (k));
        g_assert_cmpint (learn.photos[n++].at_strength[4][0], ==, get_grey (k));
      }
  train_loaded_dataset_clear (&learn);
  train_loaded_dataset_clear (&validate);
}

/* Returns the mean of a picture's bytes. */
static double
get_mean (const TrainPicture *picture)
{
  int n = picture->height * picture->width * 3;
  double sum = 0;

  for (int i = 0; i < n; i++)
    sum += picture->rgb[i];
  return sum / n;
}

static void
test_pairs (TestFolder *folder, gconstpointer data)
{
  g_autoptr (SmoothThreads) threads = smooth_threads_new (1, NULL);
  g_autofree char *out = test_folder_get_file (folder, "out");
  g_autoptr (GError) error = NULL;

  (void) data;
  write_set (folder, N_FILES);
  g_assert_true (train_validation_pairs_save (
    folder->path, TRAIN_VALIDATION_PHOTO, 6, 1, out, threads, &error));
  g_assert_no_error (error);
  for (int k = 0; k < 6; k++)
    {
      g_autofree char *truth_file =
        g_strdup_printf ("%s/0%d-truth.png", out, k);
      g_autofree char *input_file =
        g_strdup_printf ("%s/0%d-input.png", out, k);
      g_auto (TrainPicture) truth = { 0 }, input = { 0 };
      int difference = 0;

      g_assert_true (train_picture_load (truth_file, &truth, NULL));
      g_assert_true (train_picture_load (input_file, &input, NULL));
      /* Only photos that are held back may appear. */
      g_assert_true (ABS (get_mean (&truth) - get_grey (11)) < 1
                     || ABS (get_mean (&truth) - get_grey (23)) < 1);
      for (int i = 0; i < truth.height * truth.width * 3; i++)
        difference = MAX (difference, ABS (input.rgb[i] - truth.rgb[i]));
      g_assert_cmpint (difference, >, 5);
    }
}

static void
test_too_few (TestFolder *folder, gconstpointer data)
{
  g_autoptr (SmoothThreads) threads = smooth_threads_new (1, NULL);
  g_autofree char *out = test_folder_get_file (folder, "out");
  g_autoptr (GError) error = NULL;

  (void) data;
  write_set (folder, 11);
  g_assert_false (train_validation_pairs_save (
    folder->path, TRAIN_VALIDATION_CLIP, 1, 1, out, threads, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, folder->path));
  g_assert_nonnull (strstr (error->message, "0 drawings and 0 textures"));
  g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
}

/* Without any drawing no pair can be made. The error tells how many drawings
 * and how many textures there are for validation. */
static void
test_no_drawings (TestFolder *folder, gconstpointer data)
{
  g_autoptr (SmoothThreads) threads = smooth_threads_new (1, NULL);
  g_autofree char *out = test_folder_get_file (folder, "out");
  g_autoptr (GError) error = NULL;
  g_auto (TrainManifest) manifest = { 0 };

  (void) data;
  write_set (folder, 12);
  g_assert_true (train_manifest_load (&manifest, folder->path, NULL));
  g_ptr_array_set_size (manifest.entries[TRAIN_MANIFEST_CLIP_ART], 0);
  g_assert_true (train_manifest_save (&manifest, folder->path, NULL));
  g_assert_false (train_validation_pairs_save (
    folder->path, TRAIN_VALIDATION_CLIP, 1, 1, out, threads, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "0 drawings and 1 textures"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_folder_add ("/train/validation/parts", test_parts);
  test_folder_add ("/train/validation/pairs", test_pairs);
  test_folder_add ("/train/validation/too-few", test_too_few);
  test_folder_add ("/train/validation/no-drawings", test_no_drawings);
  return g_test_run ();
}
