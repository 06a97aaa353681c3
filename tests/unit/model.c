/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that the weights of this tree load, and are those of the model card,
 * and that a model with one fault is refused with a message that says which.
 */
#include "engine/model.h"

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include <smooth/error.h>

#include "file/safetensors.h"
#include "support/folder.h"

#define N_THREADS 4
#define N_REFS 20000

static const char *const FILE_NAMES[SMOOTH_N_NETWORKS] = {
  [SMOOTH_NETWORK_EME] = "eme.safetensors",
  [SMOOTH_NETWORK_MI] = "mi.safetensors",
};

static const char *
get_weights (void)
{
  const char *folder = g_getenv ("SMOOTH_TEST_WEIGHTS");

  g_assert_nonnull (folder);
  return folder;
}

static SmoothModel *
load_shipped (void)
{
  g_autoptr (GError) error = NULL;
  SmoothModel *model = smooth_model_load (get_weights (), &error);

  g_assert_no_error (error);
  g_assert_nonnull (model);
  return model;
}

static void
test_shipped (void)
{
  g_autoptr (SmoothModel) model = load_shipped ();
  const SmoothTensorSet *eme =
    smooth_model_get_tensors (model, SMOOTH_NETWORK_EME);
  const SmoothTensorSet *mi =
    smooth_model_get_tensors (model, SMOOTH_NETWORK_MI);

  g_assert_nonnull (smooth_tensor_set_get (eme, "fuse.weight"));
  g_assert_nonnull (smooth_tensor_set_get (mi, "mlp.2.bias"));
  g_assert_cmpstr (
    smooth_model_get_metadata (model, SMOOTH_NETWORK_EME, "network"), ==,
    "eme");
  g_assert_cmpstr (
    smooth_model_get_metadata (model, SMOOTH_NETWORK_MI, "network"), ==, "mi");
  g_assert_null (smooth_model_get_metadata (model, SMOOTH_NETWORK_MI, "none"));
}

static gpointer
take_and_drop (gpointer data)
{
  for (int i = 0; i < N_REFS; i++)
    smooth_model_unref (smooth_model_ref (data));
  smooth_model_unref (data);
  return NULL;
}

/* The last of the threads frees the model. The address sanitizer notices if
 * that does not happen exactly once. */
static void
test_references (void)
{
  SmoothModel *model = load_shipped ();
  GThread *threads[N_THREADS];

  for (int i = 0; i < N_THREADS; i++)
    threads[i] =
      g_thread_new ("take-and-drop", take_and_drop, smooth_model_ref (model));
  smooth_model_unref (model);
  for (int i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  smooth_model_unref (NULL);
}

/* The model card has a row "| `NAME` | ... | `SHA-256` |" for each file, which
 * must be right. */
static void
test_model_card (void)
{
  g_autofree char *card_path =
    g_build_filename (get_weights (), "README.md", NULL);
  g_autofree char *card = NULL;

  g_assert_true (g_file_get_contents (card_path, &card, NULL, NULL));
  for (int i = 0; i < SMOOTH_N_NETWORKS; i++)
    {
      g_autofree char *path =
        g_build_filename (get_weights (), FILE_NAMES[i], NULL);
      g_autofree char *pattern = g_strdup_printf (
        "^\\| `%s` \\|.*\\| `([0-9a-f]{64})` \\|$", FILE_NAMES[i]);
      g_autoptr (GRegex) regex =
        g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;
      g_autofree char *bytes = NULL;
      g_autofree char *wanted = NULL;
      g_autofree char *got = NULL;
      gsize n_bytes;

      g_assert_true (g_regex_match (regex, card, 0, &match));
      wanted = g_match_info_fetch (match, 1);
      g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
      got = g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                         (const guchar *) bytes, n_bytes);
      g_assert_cmpstr (got, ==, wanted);
    }
}

/* A file with one thing changed, and how it must be refused. */
typedef struct
{
  const char *name; /* name of the test */
  SmoothNetwork network;
  const char *metadata; /* key that is changed; NULL: none */
  const char *value;    /* new value of the key; NULL: the key is left out */
  const char *tensor;   /* tensor that is changed or added; NULL: none */
  int n_dims;           /* dimensions of its new shape; 0: the tensor is left
                           out */
  int shape[SMOOTH_TENSOR_MAX_DIMS];
  float number; /* new value of all its numbers */
  int code;
  const char *message;
} Change;

static const Change CHANGES[] = {
  { .name = "other-format",
    .network = SMOOTH_NETWORK_MI,
    .metadata = "format",
    .value = "1",
    .code = SMOOTH_ERROR_VERSION,
    .message = "weights 'mi.safetensors': the metadata give 'format' as '1', "
               "this version reads '2'" },
  { .name = "long-format",
    .network = SMOOTH_NETWORK_MI,
    .metadata = "format",
    .value = "12345678901234567890123456789012345",
    .code = SMOOTH_ERROR_VERSION,
    .message = "weights 'mi.safetensors': the metadata give 'format' as "
               "'12345678901234567890123456789012', this version reads '2'" },
  { .name = "no-format",
    .network = SMOOTH_NETWORK_EME,
    .metadata = "format",
    .code = SMOOTH_ERROR_FORMAT,
    .message = "weights 'eme.safetensors': the metadata have no 'format', '2' "
               "is wanted" },
  { .name = "other-network",
    .network = SMOOTH_NETWORK_EME,
    .metadata = "network",
    .value = "mi",
    .code = SMOOTH_ERROR_FORMAT,
    .message = "weights 'eme.safetensors': the metadata give 'network' as "
               "'mi', this version reads 'eme'" },
  { .name = "no-network",
    .network = SMOOTH_NETWORK_MI,
    .metadata = "network",
    .code = SMOOTH_ERROR_FORMAT,
    .message = "weights 'mi.safetensors': the metadata have no 'network', "
               "'mi' is wanted" },
  { .name = "missing-tensor",
    .network = SMOOTH_NETWORK_MI,
    .tensor = "out.bias",
    .code = SMOOTH_ERROR_SHAPE,
    .message = "weights 'mi.safetensors': tensor 'out.bias' is missing, the "
               "network needs it as 3" },
  { .name = "unknown-tensor",
    .network = SMOOTH_NETWORK_EME,
    .tensor = "s5.0.weight",
    .n_dims = 1,
    .shape = { 1 },
    .code = SMOOTH_ERROR_SHAPE,
    .message = "weights 'eme.safetensors': tensor 's5.0.weight' is not one of "
               "the network's" },
  { .name = "wrong-shape",
    .network = SMOOTH_NETWORK_MI,
    .tensor = "e1.weight",
    .n_dims = 4,
    .shape = { 32, 15, 3, 3 },
    .code = SMOOTH_ERROR_SHAPE,
    .message = "weights 'mi.safetensors': tensor 'e1.weight' is 32x15x3x3, "
               "the network needs 32x16x3x3" },
  { .name = "wrong-dimensions",
    .network = SMOOTH_NETWORK_EME,
    .tensor = "fuse.bias",
    .n_dims = 2,
    .shape = { 1, 1 },
    .code = SMOOTH_ERROR_SHAPE,
    .message = "weights 'eme.safetensors': tensor 'fuse.bias' is 1x1, the "
               "network needs 1" },
  { .name = "too-wide",
    .network = SMOOTH_NETWORK_EME,
    .tensor = "s1.0.weight",
    .n_dims = 4,
    .shape = { 1025, 3, 3, 3 },
    .code = SMOOTH_ERROR_SHAPE,
    .message = "weights 'eme.safetensors': tensor 's1.0.weight' has 1025 "
               "output channels, at most 1024 are supported" },
  { .name = "not-a-number",
    .network = SMOOTH_NETWORK_MI,
    .tensor = "mlp.0.bias",
    .n_dims = 1,
    .shape = { 32 },
    .number = NAN,
    .code = SMOOTH_ERROR_FORMAT,
    .message = "weights 'mi.safetensors': tensor 'mlp.0.bias' holds nan at "
               "place 0, the network needs finite numbers" },
  { .name = "infinite",
    .network = SMOOTH_NETWORK_EME,
    .tensor = "fuse.weight",
    .n_dims = 4,
    .shape = { 1, 4, 1, 1 },
    .number = -INFINITY,
    .code = SMOOTH_ERROR_FORMAT,
    .message = "weights 'eme.safetensors': tensor 'fuse.weight' holds -inf at "
               "place 0, the network needs finite numbers" },
};

static void
add_copy (SmoothTensorSet *set, const SmoothTensor *tensor)
{
  SmoothTensor *copy = smooth_tensor_set_add (set, tensor->name, tensor->n_dims,
                                              tensor->shape, NULL);

  memcpy (copy->data, tensor->data,
          smooth_tensor_get_n_values (tensor) * sizeof (float));
}

static void
add_changed (SmoothTensorSet *set, const Change *change)
{
  SmoothTensor *tensor = smooth_tensor_set_add (
    set, change->tensor, change->n_dims, change->shape, NULL);
  gsize n_values = smooth_tensor_get_n_values (tensor);

  for (gsize i = 0; i < n_values; i++)
    tensor->data[i] = change->number;
}

/* Returns a copy of set with the change made. */
static SmoothTensorSet *
copy_changed (const SmoothTensorSet *set, const Change *change)
{
  SmoothTensorSet *copy = smooth_tensor_set_new ("copy");
  g_autofree const char **keys = smooth_tensor_set_list_metadata (set);
  gsize n_tensors;
  const SmoothTensor *const *tensors = smooth_tensor_set_list (set, &n_tensors);

  for (int i = 0; keys[i] != NULL; i++)
    if (g_strcmp0 (keys[i], change->metadata) != 0)
      smooth_tensor_set_set_metadata (
        copy, keys[i], smooth_tensor_set_get_metadata (set, keys[i]));
  if (change->metadata != NULL && change->value != NULL)
    smooth_tensor_set_set_metadata (copy, change->metadata, change->value);
  for (gsize i = 0; i < n_tensors; i++)
    if (g_strcmp0 (tensors[i]->name, change->tensor) != 0)
      add_copy (copy, tensors[i]);
  if (change->tensor != NULL && change->n_dims > 0)
    add_changed (copy, change);
  return copy;
}

/* Writes the weights of this tree into folder, with change made (NULL: none).
 */
static void
write_weights (const TestFolder *folder, const Change *change)
{
  g_autoptr (SmoothModel) shipped = load_shipped ();
  const Change none = { 0 };

  for (int i = 0; i < SMOOTH_N_NETWORKS; i++)
    {
      gboolean is_changed = change != NULL && change->network == (guint) i;
      g_autofree char *path = test_folder_get_file (folder, FILE_NAMES[i]);
      g_autoptr (SmoothTensorSet) set = copy_changed (
        smooth_model_get_tensors (shipped, i), is_changed ? change : &none);

      g_assert_true (smooth_safetensors_save (set, path, NULL));
    }
}

static void
assert_not_loaded (const TestFolder *folder, int code, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (smooth_model_load (folder->path, &error));
  g_assert_error (error, SMOOTH_ERROR, code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_changed (TestFolder *folder, gconstpointer data)
{
  const Change *change = data;

  write_weights (folder, change);
  assert_not_loaded (folder, change->code, change->message);
}

/* Weights that were copied without a change can be loaded. So the other tests'
 * refusals are due to what they change in the copies. */
static void
test_unchanged (TestFolder *folder, gconstpointer data)
{
  g_autoptr (SmoothModel) model = NULL;

  (void) data;
  write_weights (folder, NULL);
  model = smooth_model_load (folder->path, NULL);
  g_assert_nonnull (model);
}

static void
test_missing_file (TestFolder *folder, gconstpointer data)
{
  (void) data;
  for (int i = 0; i < SMOOTH_N_NETWORKS; i++)
    {
      g_autofree char *path = test_folder_get_file (folder, FILE_NAMES[i]);
      g_autofree char *message = g_strdup_printf (
        "weights '%s': cannot read the file: No such file or directory", path);

      write_weights (folder, NULL);
      g_assert_cmpint (g_remove (path), ==, 0);
      assert_not_loaded (folder, SMOOTH_ERROR_IO, message);
    }
}

static void
test_exchanged_files (TestFolder *folder, gconstpointer data)
{
  g_autofree char *eme = test_folder_get_file (folder, "eme.safetensors");
  g_autofree char *mi = test_folder_get_file (folder, "mi.safetensors");

  (void) data;
  write_weights (folder, NULL);
  g_assert_cmpint (g_rename (mi, eme), ==, 0);
  assert_not_loaded (folder, SMOOTH_ERROR_FORMAT,
                     "weights 'eme.safetensors': the metadata give 'network' "
                     "as 'mi', this version reads 'eme'");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/shipped", test_shipped);
  g_test_add_func ("/model/references", test_references);
  g_test_add_func ("/model/model-card", test_model_card);
  g_test_add ("/model/unchanged", TestFolder, NULL, test_folder_set_up,
              test_unchanged, test_folder_tear_down);
  g_test_add ("/model/missing-file", TestFolder, NULL, test_folder_set_up,
              test_missing_file, test_folder_tear_down);
  g_test_add ("/model/exchanged-files", TestFolder, NULL, test_folder_set_up,
              test_exchanged_files, test_folder_tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (CHANGES); i++)
    {
      g_autofree char *path =
        g_strconcat ("/model/changed/", CHANGES[i].name, NULL);

      g_test_add (path, TestFolder, &CHANGES[i], test_folder_set_up,
                  test_changed, test_folder_tear_down);
    }
  return g_test_run ();
}
