/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests weights files as a whole: the length before the header, the numbers,
 * and paths at which there is no weights file.
 */
#include "file/safetensors.h"

#include <string.h>

#include <glib/gstdio.h>

#include <smooth/error.h>

#include "support/folder.h"
#include "support/weights-bytes.h"

#define HUGE_FILE_BYTES (G_GINT64_CONSTANT (1) << 40)

static void
test_no_length (void)
{
  g_autoptr (GByteArray) bytes = test_weights_new (2, "{}", 0);

  g_byte_array_set_size (bytes, 7);
  test_weights_assert_refused (bytes, SMOOTH_ERROR_FORMAT,
                               "truncated: the file has 7 bytes, even the "
                               "length of its header takes 8");
}

static void
test_header_longer_than_file (void)
{
  g_autoptr (GByteArray) bytes = test_weights_new (100, "{}", 10);

  test_weights_assert_refused (
    bytes, SMOOTH_ERROR_FORMAT,
    "truncated: the header should have 100 bytes, there are 12");
}

static void
test_oversized_header (void)
{
  const guint64 lengths[] = { (1 << 20) + 1, G_MAXUINT64 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GByteArray) bytes = test_weights_new (lengths[i], "{}", 10);
      g_autofree char *message =
        g_strdup_printf ("the header claims %" G_GUINT64_FORMAT
                         " bytes, at most 1048576 are read",
                         lengths[i]);

      test_weights_assert_refused (bytes, SMOOTH_ERROR_FORMAT, message);
    }
}

/* A file that is truncated, at any byte, is refused. */
static void
test_every_truncation (void)
{
  const char *header =
    "{\"__metadata__\":{\"format\":\"1\"}," TEST_ENTRY ("a", 0, 8) "}";
  g_autoptr (GByteArray) bytes = test_weights_new (strlen (header), header, 8);
  g_autoptr (SmoothTensorSet) whole =
    smooth_safetensors_parse ("f", bytes->data, bytes->len, NULL);

  g_assert_nonnull (whole);
  while (bytes->len > 0)
    {
      g_byte_array_set_size (bytes, bytes->len - 1);
      test_weights_assert_refused (bytes, SMOOTH_ERROR_FORMAT, "truncated: ");
    }
}

/* Numbers have the format's byte order, whatever the machine's is. */
static void
test_value_bytes (void)
{
  const char *header = "{" TEST_ENTRY ("a", 0, 8) "}";
  const guint8 values[] = { 0x00, 0x00, 0x80, 0x3f, 0xdb, 0x0f, 0x49, 0xc0 };
  g_autoptr (GByteArray) bytes = test_weights_new (strlen (header), header, 0);
  g_autoptr (SmoothTensorSet) set = NULL;
  const float *data;

  g_byte_array_append (bytes, values, sizeof values);
  set = smooth_safetensors_parse ("f", bytes->data, bytes->len, NULL);
  g_assert_nonnull (set);
  data = smooth_tensor_set_get (set, "a")->data;
  g_assert_cmpfloat (data[0], ==, 1.0f);
  g_assert_cmpfloat (data[1], ==, -3.14159274f);
}

static void
assert_not_loaded (const char *path, int code, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothTensorSet) set = smooth_safetensors_load (path, &error);

  g_assert_null (set);
  g_assert_error (error, SMOOTH_ERROR, code);
  if (strstr (error->message, message) == NULL)
    g_error ("got \"%s\", wanted \"%s\" in it", error->message, message);
}

static void
test_missing_file (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_folder_get_file (folder, "f.safetensors");
  g_autofree char *message =
    g_strdup_printf ("weights '%s': cannot read the file: No such", path);

  (void) data;
  assert_not_loaded (path, SMOOTH_ERROR_IO, message);
}

static void
test_not_regular (TestFolder *folder, gconstpointer data)
{
  (void) data;
  assert_not_loaded (folder->path, SMOOTH_ERROR_IO,
                     "this is not a regular file");
#ifdef G_OS_UNIX
  assert_not_loaded ("/dev/zero", SMOOTH_ERROR_IO,
                     "weights '/dev/zero': this is not a regular file");
#endif
}

static void
test_empty_file (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_folder_get_file (folder, "f.safetensors");

  (void) data;
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  assert_not_loaded (path, SMOOTH_ERROR_FORMAT,
                     "weights 'f.safetensors': truncated: the file has 0 "
                     "bytes");
}

#ifdef G_OS_UNIX
/* A file that is too large is refused without being read. It is sparse: on the
 * disk it is one byte. Windows would write all of it. */
static void
test_too_large_file (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_folder_get_file (folder, "f.safetensors");
  FILE *file = g_fopen (path, "wb");

  (void) data;
  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, HUGE_FILE_BYTES - 1, SEEK_SET), ==, 0);
  g_assert_cmpint (fputc (0, file), ==, 0);
  g_assert_cmpint (fclose (file), ==, 0);
  assert_not_loaded (
    path, SMOOTH_ERROR_SHAPE,
    "the file is too large, it has 1099511627776 bytes, at most "
    "268435456 are read");
}
#endif

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
  g_test_add_func ("/safetensors/no-length", test_no_length);
  g_test_add_func ("/safetensors/header-longer-than-file",
                   test_header_longer_than_file);
  g_test_add_func ("/safetensors/oversized-header", test_oversized_header);
  g_test_add_func ("/safetensors/every-truncation", test_every_truncation);
  g_test_add_func ("/safetensors/value-bytes", test_value_bytes);
  add_file_test ("/safetensors/missing-file", test_missing_file);
  add_file_test ("/safetensors/not-regular", test_not_regular);
  add_file_test ("/safetensors/empty-file", test_empty_file);
#ifdef G_OS_UNIX
  add_file_test ("/safetensors/too-large-file", test_too_large_file);
#endif
  return g_test_run ();
}
