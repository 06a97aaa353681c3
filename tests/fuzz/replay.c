/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the fuzz target on every file of corpus/ and known-bad/, so that a fault
 * that was found once is found again without a fuzzer. Besides, EME and MI must
 * both refuse the files of known-bad/, and each of them must accept a file of
 * corpus/: otherwise all inputs made from the corpus would be refused early,
 * and the fuzzer would never get beyond the reader.
 */
#include "fuzz/weights.h"

#include <string.h>

#include "engine/model.h"
#include "file/safetensors.h"

typedef struct
{
  /* Allocated in exactly this size, so that AddressSanitizer reports reads
   * beyond the end. */
  guint8 *bytes;
  gsize n_bytes;
} Input;

static void
input_free (gpointer data)
{
  Input *input = data;

  g_free (input->bytes);
  g_free (input);
}

static Input *
input_new (const char *path)
{
  Input *input = g_new0 (Input, 1);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &contents, &input->n_bytes, &error);
  g_assert_no_error (error);
  input->bytes = g_memdup2 (contents, input->n_bytes);
  return input;
}

/* Runs the target on all files of a folder of tests/fuzz. Returns the files as
 * an array of Input; free with g_ptr_array_unref. */
static GPtrArray *
run_folder (const char *name)
{
  g_autofree char *folder =
    g_build_filename (g_getenv ("SMOOTH_TEST_FUZZ"), name, NULL);
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  GPtrArray *inputs = g_ptr_array_new_with_free_func (input_free);
  const char *entry;

  g_assert_nonnull (entries);
  while ((entry = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, entry, NULL);
      Input *input = input_new (path);

      g_test_message ("%s", path);
      LLVMFuzzerTestOneInput (input->bytes, input->n_bytes);
      g_ptr_array_add (inputs, input);
    }
  g_assert_cmpuint (inputs->len, >, 0);
  return inputs;
}

/* Returns whether input is a weights file that network accepts. */
static gboolean
is_accepted (const Input *input, SmoothNetwork network)
{
  g_autoptr (SmoothTensorSet) set =
    smooth_safetensors_parse ("f", input->bytes, input->n_bytes, NULL);

  return set != NULL && smooth_model_check_set (set, network, NULL);
}

static int
count_accepted (const GPtrArray *inputs, SmoothNetwork network)
{
  int n = 0;

  for (guint i = 0; i < inputs->len; i++)
    n += is_accepted (g_ptr_array_index (inputs, i), network) ? 1 : 0;
  return n;
}

static void
test_corpus (void)
{
  g_autoptr (GPtrArray) inputs = run_folder ("corpus");

  g_assert_cmpint (count_accepted (inputs, SMOOTH_NETWORK_EME), >, 0);
  g_assert_cmpint (count_accepted (inputs, SMOOTH_NETWORK_MI), >, 0);
}

static void
test_known_bad (void)
{
  g_autoptr (GPtrArray) inputs = run_folder ("known-bad");

  g_assert_cmpint (count_accepted (inputs, SMOOTH_NETWORK_EME), ==, 0);
  g_assert_cmpint (count_accepted (inputs, SMOOTH_NETWORK_MI), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/corpus", test_corpus);
  g_test_add_func ("/fuzz/known-bad", test_known_bad);
  return g_test_run ();
}
