/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/weights-bytes.h"

#include <string.h>

#include <smooth/error.h>

#include "file/safetensors.h"

GByteArray *
test_weights_new (guint64 length, const char *header, gsize n_data_bytes)
{
  guint64 word = GUINT64_TO_LE (length);
  GByteArray *bytes = g_byte_array_new ();
  guint n_before;

  g_byte_array_append (bytes, (const guint8 *) &word, sizeof word);
  g_byte_array_append (bytes, (const guint8 *) header, (guint) strlen (header));
  n_before = bytes->len;
  g_byte_array_set_size (bytes, n_before + (guint) n_data_bytes);
  if (n_data_bytes > 0)
    memset (bytes->data + n_before, 0, n_data_bytes);
  return bytes;
}

void
test_weights_assert_refused (const GByteArray *bytes,
                             int code,
                             const char *message)
{
  g_autoptr (GError) error = NULL;
  /* The copy is exactly as long as the file, so that the address sanitizer
   * reports any read beyond its end. */
  g_autofree guint8 *copy = g_memdup2 (bytes->data, bytes->len);
  g_autoptr (SmoothTensorSet) set =
    smooth_safetensors_parse ("f", copy, bytes->len, &error);

  g_assert_null (set);
  g_assert_error (error, SMOOTH_ERROR, code);
  if (strstr (error->message, message) == NULL)
    g_error ("got \"%s\", wanted \"%s\" in it", error->message, message);
  g_assert_true (g_str_has_prefix (error->message, "weights 'f': "));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_broken (gconstpointer data)
{
  const TestBrokenWeights *broken = data;
  g_autoptr (GByteArray) bytes = test_weights_new (
    strlen (broken->header), broken->header, broken->n_data_bytes);

  test_weights_assert_refused (bytes, broken->code, broken->message);
}

void
test_weights_add_broken (const char *group,
                         const TestBrokenWeights *cases,
                         gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *path =
        g_strconcat (group, "/broken/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_broken);
    }
}
