/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests writing of weights files: they read back the same, have the bytes that
 * other programs expect, and replace a file completely or not at all.
 */
#include "file/safetensors.h"

#include <string.h>

#include <smooth/error.h>

#include "file/safetensors-header.h"
#include "support/folder.h"
#include "support/measure.h"

#define NOTE "\"quoted\" \\ \n \303\244 \342\202\254"

/* Makes a set with random tensors of each number of dimensions, and metadata
 * that need escapes. */
static SmoothTensorSet *
make_set (void)
{
  SmoothTensorSet *set = smooth_tensor_set_new ("made");
  const int shape[] = { 3, 1, 7, 2 };
  GRand *rand = test_rand_new ();

  smooth_tensor_set_set_metadata (set, "network", "mi");
  smooth_tensor_set_set_metadata (set, "note", NOTE);
  for (int n_dims = 0; n_dims <= 4; n_dims++)
    {
      g_autofree char *name = g_strdup_printf ("w.%d", n_dims);
      SmoothTensor *tensor =
        smooth_tensor_set_add (set, name, n_dims, shape, NULL);

      test_rand_fill (rand, smooth_tensor_get_n_values (tensor), tensor->data);
    }
  g_rand_free (rand);
  return set;
}

static void
assert_same (const SmoothTensorSet *got, const SmoothTensorSet *wanted)
{
  gsize n_got, n_wanted;
  const SmoothTensor *const *got_list = smooth_tensor_set_list (got, &n_got);
  const SmoothTensor *const *wanted_list =
    smooth_tensor_set_list (wanted, &n_wanted);

  g_assert_cmpuint (n_got, ==, n_wanted);
  for (gsize i = 0; i < n_wanted; i++)
    {
      const SmoothTensor *a = got_list[i], *b = wanted_list[i];
      gsize n_bytes = smooth_tensor_get_n_values (b) * sizeof (float);

      g_assert_cmpstr (a->name, ==, b->name);
      g_assert_cmpint (a->n_dims, ==, b->n_dims);
      g_assert_cmpmem (a->shape, sizeof a->shape, b->shape, sizeof b->shape);
      g_assert_cmpmem (a->data, n_bytes, b->data, n_bytes);
    }
}

static void
test_round_trip (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_folder_get_file (folder, "f.safetensors");
  g_autoptr (SmoothTensorSet) set = make_set ();
  g_autoptr (SmoothTensorSet) again = NULL;
  g_autoptr (GError) error = NULL;

  (void) data;
  smooth_safetensors_save (set, path, &error);
  g_assert_no_error (error);
  test_folder_assert_n_files (folder, 1);
  again = smooth_safetensors_load (path, &error);
  g_assert_no_error (error);
  assert_same (again, set);
  g_assert_cmpstr (smooth_tensor_set_get_label (again), ==, "f.safetensors");
  g_assert_cmpstr (smooth_tensor_set_get_metadata (again, "network"), ==, "mi");
  g_assert_cmpstr (smooth_tensor_set_get_metadata (again, "note"), ==, NOTE);
}

/* The written bytes are compared, so that a change that other programs would
 * notice is found. */
static void
test_written_bytes (TestFolder *folder, gconstpointer data)
{
  const char wanted[] =
    "\x60\0\0\0\0\0\0\0{\"__metadata__\":{\"format\":\"1234567\"},"
    "\"w\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[0,4]}}"
    "    \0\0\x80\x3f";
  g_autofree char *path = test_folder_get_file (folder, "f.safetensors");
  g_autoptr (SmoothTensorSet) set = smooth_tensor_set_new ("made");
  g_autofree char *got = NULL;
  gsize n_bytes;

  (void) data;
  smooth_tensor_set_set_metadata (set, "format", "1234567");
  smooth_tensor_set_add (set, "w", 2, (const int[]) { 1, 1 }, NULL)->data[0] =
    1.0f;
  g_assert_true (smooth_safetensors_save (set, path, NULL));
  g_assert_true (g_file_get_contents (path, &got, &n_bytes, NULL));
  g_assert_cmpmem (got, n_bytes, wanted, sizeof wanted - 1);
}

static void
test_empty_set (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_folder_get_file (folder, "f.safetensors");
  g_autoptr (SmoothTensorSet) set = smooth_tensor_set_new ("made");
  g_autoptr (SmoothTensorSet) again = NULL;

  (void) data;
  g_assert_true (smooth_safetensors_save (set, path, NULL));
  again = smooth_safetensors_load (path, NULL);
  g_assert_nonnull (again);
  assert_same (again, set);
}

static void
test_replaces (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_folder_get_file (folder, "f.safetensors");
  g_autoptr (SmoothTensorSet) set = make_set ();
  g_autoptr (SmoothTensorSet) again = NULL;

  (void) data;
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_true (smooth_safetensors_save (set, path, NULL));
  test_folder_assert_n_files (folder, 1);
  again = smooth_safetensors_load (path, NULL);
  g_assert_nonnull (again);
  assert_same (again, set);
}

/* A path below a file cannot be written: the file stays as it is, and no other
 * file is left. */
static void
test_failure (TestFolder *folder, gconstpointer data)
{
  g_autofree char *file = test_folder_get_file (folder, "file");
  g_autofree char *path = g_build_filename (file, "f.safetensors", NULL);
  g_autofree char *message =
    g_strdup_printf ("weights '%s': cannot write the file: ", path);
  g_autofree char *contents = NULL;
  g_autoptr (SmoothTensorSet) set = make_set ();
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_true (g_file_set_contents (file, "old", -1, NULL));
  g_assert_false (smooth_safetensors_save (set, path, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
  g_assert_true (g_str_has_prefix (error->message, message));
  g_assert_true (g_file_get_contents (file, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "old");
  test_folder_assert_n_files (folder, 1);
}

/* A set that could not be read back is not written. */
static void
test_too_large (TestFolder *folder, gconstpointer data)
{
  const int shape[] = { SMOOTH_SAFETENSORS_MAX_FILE_BYTES / 4 };
  g_autofree char *path = test_folder_get_file (folder, "f.safetensors");
  g_autoptr (SmoothTensorSet) set = smooth_tensor_set_new ("made");
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_nonnull (smooth_tensor_set_add (set, "w", 1, shape, NULL));
  g_assert_false (smooth_safetensors_save (set, path, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE);
  g_assert_nonnull (strstr (error->message, "too large to be read again"));
  test_folder_assert_n_files (folder, 0);
}

static void
add_file_test (const char *path, void (*test) (TestFolder *, gconstpointer))
{
  g_test_add (path, TestFolder, NULL, test_folder_set_up, test,
              test_folder_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_file_test ("/safetensors-save/round-trip", test_round_trip);
  add_file_test ("/safetensors-save/written-bytes", test_written_bytes);
  add_file_test ("/safetensors-save/empty-set", test_empty_set);
  add_file_test ("/safetensors-save/replaces", test_replaces);
  add_file_test ("/safetensors-save/failure", test_failure);
  add_file_test ("/safetensors-save/too-large", test_too_large);
  return g_test_run ();
}
