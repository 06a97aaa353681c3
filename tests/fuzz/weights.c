/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fuzz target: gives bytes to the reader of weights files and, if they can
 * be read, to the checks of both networks.
 *
 * Every input is used twice: as a whole file, and as the header of a file. In
 * the second case the header's length and some data are added, because a fuzzer
 * that makes a header longer rarely corrects the length with it. Sanitizers
 * find bad memory accesses; everything else that the reader promises is
 * asserted here. The target is linked with libFuzzer (meson option "fuzz") or
 * with replay.c.
 */
#include "fuzz/weights.h"

#include <string.h>

#include <smooth/error.h>

#include "engine/model.h"
#include "file/safetensors.h"

#define N_LENGTH_BYTES 8
#define N_DATA_BYTES 16

/* Checks that there is an error exactly if something failed, and that a user
 * can be shown its message. */
static void
check_outcome (gboolean succeeded, const GError *error)
{
  g_assert_true (succeeded == (error == NULL));
  g_assert_true (error == NULL || error->domain == SMOOTH_ERROR);
  g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
}

/* Asserts that the tensors together have no more data than the file. */
static void
check_size (const SmoothTensorSet *set, gsize n_bytes)
{
  gsize n_tensors, n_data_bytes = 0;
  const SmoothTensor *const *tensors = smooth_tensor_set_list (set, &n_tensors);

  for (gsize i = 0; i < n_tensors; i++)
    n_data_bytes += smooth_tensor_get_n_values (tensors[i]) * sizeof (float);
  g_assert_cmpuint (n_data_bytes, <=, n_bytes);
}

/* Reads bytes as a whole weights file. */
static void
try_file (const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothTensorSet) set =
    smooth_safetensors_parse ("fuzz", bytes, n_bytes, &error);

  check_outcome (set != NULL, error);
  if (set == NULL)
    return;
  check_size (set, n_bytes);
  for (int i = 0; i < SMOOTH_N_NETWORKS; i++)
    {
      g_autoptr (GError) network_error = NULL;
      gboolean serves = smooth_model_check_set (set, i, &network_error);

      check_outcome (serves, network_error);
    }
}

/* Reads bytes as the header of a weights file. */
static void
try_header (const guint8 *bytes, gsize n_bytes)
{
  guint64 length = GUINT64_TO_LE ((guint64) n_bytes);
  gsize n_file_bytes = N_LENGTH_BYTES + n_bytes + N_DATA_BYTES;
  g_autofree guint8 *file = g_malloc0 (n_file_bytes);

  memcpy (file, &length, sizeof length);
  if (n_bytes > 0)
    memcpy (file + N_LENGTH_BYTES, bytes, n_bytes);
  try_file (file, n_file_bytes);
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t n_bytes)
{
  try_file (bytes, n_bytes);
  try_header (bytes, n_bytes);
  return 0;
}
