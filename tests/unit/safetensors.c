/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weights files: what is written can be read again, and every kind of broken
 * file is refused with a message of its own.
 */
#include "model/safetensors.h"

#include <string.h>

#include <glib/gstdio.h>

#include <smooth/error.h>

#include "model/safetensors-header.h"

#define ENTRY(name, from, to)                                                  \
  "\"" name "\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[" #from     \
  "," #to "]}"

/* The bytes of a file: length, header, n_data_bytes of zeros. */
static GByteArray *
make_file (guint64 length, const char *header, gsize n_data_bytes)
{
  guint64 word = GUINT64_TO_LE (length);
  GByteArray *bytes = g_byte_array_new ();
  gsize n_before;

  g_byte_array_append (bytes, (const guint8 *) &word, sizeof word);
  g_byte_array_append (bytes, (const guint8 *) header, (guint) strlen (header));
  n_before = bytes->len;
  g_byte_array_set_size (bytes, (guint) (n_before + n_data_bytes));
  if (n_data_bytes > 0)
    memset (bytes->data + n_before, 0, n_data_bytes);
  return bytes;
}

/* Parses an exactly sized copy, so that ASan sees any read behind the end. */
static SmoothTensorSet *
parse (const GByteArray *bytes, GError **error)
{
  g_autofree guint8 *copy = g_memdup2 (bytes->data, bytes->len);

  return smooth_safetensors_parse ("f", copy, bytes->len, error);
}

static void
assert_refused (const GByteArray *bytes, int code, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothTensorSet) set = parse (bytes, &error);

  g_assert_null (set);
  g_assert_error (error, SMOOTH_ERROR, code);
  if (strstr (error->message, message) == NULL)
    g_error ("got \"%s\", wanted \"%s\" in it", error->message, message);
  g_assert_true (g_str_has_prefix (error->message, "weights 'f': "));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

typedef struct
{
  const char *name;
  const char *header;
  gsize n_data_bytes;
  int code;
  const char *message; /* a part of it */
} Broken;

static const Broken BROKEN[] = {
  { "not-json", "{\"a\":", 0, SMOOTH_ERROR_FORMAT, "the header is not JSON: " },
  { "comment", "{/* a */}", 0, SMOOTH_ERROR_FORMAT,
    "the header is not JSON: unexpected character at byte 1" },
  { "not-an-object", "[1,2,3] ", 0, SMOOTH_ERROR_FORMAT,
    "the header is not a JSON object" },
  { "empty", "", 0, SMOOTH_ERROR_FORMAT, "the header is not a JSON object" },
  { "not-utf8", "{\"\xff\":1}", 0, SMOOTH_ERROR_FORMAT,
    "the header is not UTF-8 text" },
  { "deep", "{\"a\":[[[[[[1]]]]]]}", 0, SMOOTH_ERROR_FORMAT,
    "nested deeper than 4 levels" },
  { "name-twice", "{" ENTRY ("a", 0, 8) "," ENTRY ("a", 8, 16) "}", 16,
    SMOOTH_ERROR_FORMAT, "the header has the name 'a' twice" },
  { "dtype-twice",
    "{\"a\":{\"dtype\":\"F16\",\"dtype\":\"F32\",\"shape\":[2],"
    "\"data_offsets\":[0,8]}}",
    8, SMOOTH_ERROR_FORMAT, "the header has the name 'dtype' twice" },
  { "metadata-number", "{\"__metadata__\":{\"format\":1}}", 0,
    SMOOTH_ERROR_FORMAT, "__metadata__ is not an object of strings" },
  { "metadata-string", "{\"__metadata__\":\"1\"}", 0, SMOOTH_ERROR_FORMAT,
    "__metadata__ is not an object of strings" },
  { "entry-number", "{\"a\":1}", 0, SMOOTH_ERROR_FORMAT,
    "the header's entry of tensor 'a' is not an object" },
  { "empty-name", "{" ENTRY ("", 0, 8) "}", 8, SMOOTH_ERROR_FORMAT,
    "a tensor's name is empty, unprintable or longer than 128 bytes" },
  { "unprintable-name", "{" ENTRY ("a\\u0007", 0, 8) "}", 8,
    SMOOTH_ERROR_FORMAT, "a tensor's name is empty, unprintable or" },
  { "wrong-dtype",
    "{\"a\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[0,8]}}", 8,
    SMOOTH_ERROR_FORMAT,
    "tensor 'a' has the dtype 'F16', only F32 can be read" },
  { "no-dtype", "{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}}", 8,
    SMOOTH_ERROR_FORMAT, "tensor 'a' has no usable dtype" },
  { "no-shape", "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}", 8,
    SMOOTH_ERROR_FORMAT, "tensor 'a' has no shape" },
  { "shape-string",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":\"2\",\"data_offsets\":[0,8]}}", 8,
    SMOOTH_ERROR_FORMAT, "tensor 'a' has no shape" },
  { "five-dimensions",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,1,1,1,2],\"data_offsets\":[0,8]}}",
    8, SMOOTH_ERROR_SHAPE,
    "tensor 'a' has 5 dimensions, at most 4 can be read" },
  { "negative-size",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,-2],\"data_offsets\":[0,8]}}", 8,
    SMOOTH_ERROR_SHAPE,
    "size 2 of tensor 'a' is not a whole number from 1 to 2147483647" },
  { "zero-size",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}", 0,
    SMOOTH_ERROR_SHAPE, "size 1 of tensor 'a' is not a whole number" },
  { "fractional-size",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}", 8,
    SMOOTH_ERROR_SHAPE, "size 1 of tensor 'a' is not a whole number" },
  { "huge-size",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483648],"
    "\"data_offsets\":[0,8]}}",
    8, SMOOTH_ERROR_SHAPE, "size 1 of tensor 'a' is not a whole number" },
  { "size-beyond-64-bits",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[18446744073709551618],"
    "\"data_offsets\":[0,8]}}",
    8, SMOOTH_ERROR_SHAPE, "size 1 of tensor 'a' is not a whole number" },
  { "shape-overflow", /* 2^62 floats: 2^64 bytes, which wraps to 0 */
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536,65536,16384],"
    "\"data_offsets\":[0,0]}}",
    0, SMOOTH_ERROR_FORMAT,
    "tensor 'a' has 0 bytes of data, which does not make "
    "65536x65536x65536x16384 numbers of 4 bytes" },
  { "size-mismatch", "{" ENTRY ("a", 0, 12) "}", 12, SMOOTH_ERROR_FORMAT,
    "tensor 'a' has 12 bytes of data, which does not make 2 numbers" },
  { "no-offsets", "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8,
    SMOOTH_ERROR_FORMAT, "the data_offsets of tensor 'a' are not" },
  { "falling-offsets", "{" ENTRY ("a", 8, 0) "}", 8, SMOOTH_ERROR_FORMAT,
    "the data_offsets of tensor 'a' are not two whole numbers in rising" },
  { "negative-offset", "{" ENTRY ("a", -8, 0) "}", 8, SMOOTH_ERROR_FORMAT,
    "the data_offsets of tensor 'a' are not two whole numbers in rising" },
  { "overlap", "{" ENTRY ("a", 0, 8) "," ENTRY ("b", 4, 12) "}", 12,
    SMOOTH_ERROR_FORMAT, "the data of tensors 'a' and 'b' overlap" },
  { "same-data", "{" ENTRY ("a", 0, 8) "," ENTRY ("b", 0, 8) "}", 8,
    SMOOTH_ERROR_FORMAT, "overlap" },
  { "gap", "{" ENTRY ("a", 0, 8) "," ENTRY ("b", 12, 20) "}", 20,
    SMOOTH_ERROR_FORMAT,
    "there is a gap of 4 bytes before the data of tensor 'b'" },
  { "gap-at-the-start", "{" ENTRY ("a", 4, 12) "}", 12, SMOOTH_ERROR_FORMAT,
    "there is a gap of 4 bytes before the data of tensor 'a'" },
  { "bytes-left", "{" ENTRY ("a", 0, 8) "}", 9, SMOOTH_ERROR_FORMAT,
    "there are 1 bytes too many after the last tensor" },
  { "out-of-range", "{" ENTRY ("a", 0, 8) "," ENTRY ("b", 100, 108) "}", 16,
    SMOOTH_ERROR_FORMAT,
    "tensor 'b' ends at data byte 108, out of range: there are 16 bytes" },
  { "far-out-of-range",
    "{" ENTRY ("a", 9223372036854775799, 9223372036854775807) "}", 8,
    SMOOTH_ERROR_FORMAT, "out of range: there are 8 bytes of data" },
  { "truncated-data", "{" ENTRY ("a", 0, 8) "," ENTRY ("b", 8, 16) "}", 15,
    SMOOTH_ERROR_FORMAT,
    "truncated: there should be 16 bytes of data, there are 15" },
};

static void
test_broken (gconstpointer data)
{
  const Broken *broken = data;
  g_autoptr (GByteArray) bytes =
    make_file (strlen (broken->header), broken->header, broken->n_data_bytes);

  assert_refused (bytes, broken->code, broken->message);
}

static void
test_no_length (void)
{
  g_autoptr (GByteArray) bytes = make_file (2, "{}", 0);

  g_byte_array_set_size (bytes, 7);
  assert_refused (bytes, SMOOTH_ERROR_FORMAT,
                  "truncated: the file has 7 bytes, even the length of its "
                  "header takes 8");
}

static void
test_header_longer_than_file (void)
{
  g_autoptr (GByteArray) bytes = make_file (100, "{}", 10);

  assert_refused (bytes, SMOOTH_ERROR_FORMAT,
                  "truncated: the header should have 100 bytes, there are 12");
}

static void
test_oversized_header (void)
{
  const guint64 lengths[] = { (1 << 20) + 1, G_MAXUINT64 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GByteArray) bytes = make_file (lengths[i], "{}", 10);
      g_autofree char *message =
        g_strdup_printf ("the header claims %" G_GUINT64_FORMAT
                         " bytes, at most 1048576 are read",
                         lengths[i]);

      assert_refused (bytes, SMOOTH_ERROR_FORMAT, message);
    }
}

static void
test_long_name (void)
{
  g_autofree char *name = g_strnfill (129, 'n');
  g_autofree char *header = g_strdup_printf (
    "{\"%s\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", name);
  g_autoptr (GByteArray) bytes = make_file (strlen (header), header, 8);

  assert_refused (bytes, SMOOTH_ERROR_FORMAT, "longer than 128 bytes");
}

/* Deep enough to use up the stack of a parser that recurses. */
static void
test_very_deep (void)
{
  g_autofree char *brackets = g_strnfill (500000, '[');
  g_autofree char *header = g_strconcat ("{\"a\":", brackets, NULL);
  g_autoptr (GByteArray) bytes = make_file (strlen (header), header, 0);

  assert_refused (bytes, SMOOTH_ERROR_FORMAT, "nested deeper than 4 levels");
}

/* Any file cut short at any byte is refused. */
static void
test_every_truncation (void)
{
  const char *header =
    "{\"__metadata__\":{\"format\":\"1\"}," ENTRY ("a", 0, 8) "}";
  g_autoptr (GByteArray) bytes = make_file (strlen (header), header, 8);
  g_autoptr (SmoothTensorSet) whole = parse (bytes, NULL);

  g_assert_nonnull (whole);
  while (bytes->len > 0)
    {
      g_byte_array_set_size (bytes, bytes->len - 1);
      assert_refused (bytes, SMOOTH_ERROR_FORMAT, "truncated: ");
    }
}

/* Tensors come in the order of their data; blanks and unknown members are
 * passed over; an escaped name is the plain one. */
static void
test_accepts (void)
{
  const char *header =
    " {\"b\" : {\"shape\":[1,2], \"data_offsets\":[8,16],\n"
    "\"dtype\":\"F32\", \"more\":null},\t" ENTRY ("\\u0061", 0, 8) "}   ";
  g_autoptr (GByteArray) bytes =
    make_file (strlen (header + 1), header + 1, 16);
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothTensorSet) set = parse (bytes, &error);
  const SmoothTensor *const *tensors;
  gsize n_tensors;

  g_assert_no_error (error);
  tensors = smooth_tensor_set_list (set, &n_tensors);
  g_assert_cmpuint (n_tensors, ==, 2);
  g_assert_cmpstr (tensors[0]->name, ==, "a");
  g_assert_cmpstr (tensors[1]->name, ==, "b");
  g_assert_cmpint (tensors[1]->n_dims, ==, 2);
  g_assert_cmpint (tensors[1]->shape[1], ==, 2);
}

/* The bytes of a file are as the format says, whatever the machine's order. */
static void
test_value_bytes (void)
{
  const char *header = "{" ENTRY ("a", 0, 8) "}";
  const guint8 values[] = { 0x00, 0x00, 0x80, 0x3f, 0xdb, 0x0f, 0x49, 0xc0 };
  g_autoptr (GByteArray) bytes = make_file (strlen (header), header, 0);
  g_autoptr (SmoothTensorSet) set = NULL;
  const float *data;

  g_byte_array_append (bytes, values, sizeof values);
  set = parse (bytes, NULL);
  g_assert_nonnull (set);
  data = smooth_tensor_set_get (set, "a")->data;
  g_assert_cmpfloat (data[0], ==, 1.0f);
  g_assert_cmpfloat (data[1], ==, -3.14159274f);
}

/* A folder for a test's files. */
typedef struct
{
  char *folder;
  char *path; /* of a file in it, which may exist */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  fixture->folder = g_dir_make_tmp ("smooth-safetensors-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "f.safetensors", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void) data;
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static SmoothTensorSet *
make_set (void)
{
  SmoothTensorSet *set = smooth_tensor_set_new ("made");
  const int shape[] = { 3, 1, 7, 2 };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  smooth_tensor_set_set_metadata (set, "network", "mi");
  smooth_tensor_set_set_metadata (set, "note", "\"quoted\" \\ \n ä €");
  smooth_tensor_set_add (set, "scalar", 0, NULL, NULL);
  for (int n_dims = 1; n_dims <= 4; n_dims++)
    {
      g_autofree char *name = g_strdup_printf ("w.%d", n_dims);
      SmoothTensor *tensor =
        smooth_tensor_set_add (set, name, n_dims, shape, NULL);
      gsize n_values = smooth_tensor_get_n_values (tensor);

      for (gsize i = 0; i < n_values; i++)
        tensor->data[i] = (float) g_rand_double_range (random, -9.0, 9.0);
    }
  return set;
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SmoothTensorSet) set = make_set ();
  g_autoptr (SmoothTensorSet) again = NULL;
  g_autoptr (GError) error = NULL;
  const SmoothTensor *const *wanted, *const *got;
  gsize n_wanted, n_got;

  (void) data;
  smooth_safetensors_save (set, fixture->path, &error);
  g_assert_no_error (error);
  again = smooth_safetensors_load (fixture->path, &error);
  g_assert_no_error (error);
  wanted = smooth_tensor_set_list (set, &n_wanted);
  got = smooth_tensor_set_list (again, &n_got);
  g_assert_cmpuint (n_got, ==, n_wanted);
  for (gsize i = 0; i < n_wanted; i++)
    {
      gsize n_bytes = smooth_tensor_get_n_values (wanted[i]) * sizeof (float);

      g_assert_cmpstr (got[i]->name, ==, wanted[i]->name);
      g_assert_cmpint (got[i]->n_dims, ==, wanted[i]->n_dims);
      g_assert_cmpmem (got[i]->shape, sizeof got[i]->shape, wanted[i]->shape,
                       sizeof wanted[i]->shape);
      g_assert_cmpmem (got[i]->data, n_bytes, wanted[i]->data, n_bytes);
    }
  g_assert_cmpstr (smooth_tensor_set_get_label (again), ==, "f.safetensors");
  g_assert_cmpstr (smooth_tensor_set_get_metadata (again, "network"), ==, "mi");
  g_assert_cmpstr (smooth_tensor_set_get_metadata (again, "note"), ==,
                   "\"quoted\" \\ \n ä €");
}

/* To the byte, so that what others read does not change unnoticed. */
static void
test_written_bytes (Fixture *fixture, gconstpointer data)
{
  const char wanted[] =
    "\x58\0\0\0\0\0\0\0{\"__metadata__\":{\"format\":\"1\"},"
    "\"w\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[0,4]}}"
    "  \0\0\x80\x3f";
  g_autoptr (SmoothTensorSet) set = smooth_tensor_set_new ("made");
  g_autofree char *got = NULL;
  gsize n_bytes;

  (void) data;
  smooth_tensor_set_set_metadata (set, "format", "1");
  smooth_tensor_set_add (set, "w", 2, (const int[]) { 1, 1 }, NULL)->data[0] =
    1.0f;
  g_assert_true (smooth_safetensors_save (set, fixture->path, NULL));
  g_assert_true (g_file_get_contents (fixture->path, &got, &n_bytes, NULL));
  g_assert_cmpmem (got, n_bytes, wanted, sizeof wanted - 1);
}

static void
test_empty_set (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SmoothTensorSet) set = smooth_tensor_set_new ("made");
  g_autoptr (SmoothTensorSet) again = NULL;
  gsize n_tensors;

  (void) data;
  g_assert_true (smooth_safetensors_save (set, fixture->path, NULL));
  again = smooth_safetensors_load (fixture->path, NULL);
  g_assert_nonnull (again);
  smooth_tensor_set_list (again, &n_tensors);
  g_assert_cmpuint (n_tensors, ==, 0);
}

/* A write that fails leaves the old file as it was, and no other behind it. */
static void
test_failed_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SmoothTensorSet) set = make_set ();
  g_autofree char *path = g_build_filename (fixture->path, "x", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  g_assert_false (smooth_safetensors_save (set, path, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "cannot write the file: "));
  g_assert_nonnull (strstr (error->message, path));
  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "old");
}

static void
test_write_replaces (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SmoothTensorSet) set = make_set ();
  g_autoptr (SmoothTensorSet) again = NULL;

  (void) data;
  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  g_assert_true (smooth_safetensors_save (set, fixture->path, NULL));
  again = smooth_safetensors_load (fixture->path, NULL);
  g_assert_nonnull (again);
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
test_missing_file (Fixture *fixture, gconstpointer data)
{
  (void) data;
  assert_not_loaded (fixture->path, SMOOTH_ERROR_IO,
                     "f.safetensors': cannot read the file: No such file");
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  (void) data;
  assert_not_loaded (fixture->folder, SMOOTH_ERROR_IO,
                     "this is not a regular file");
}

/* Refused by its size alone: the file has no bytes on the disk. */
static void
test_too_large_file (Fixture *fixture, gconstpointer data)
{
  FILE *file = g_fopen (fixture->path, "wb");

  (void) data;
  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, SMOOTH_SAFETENSORS_MAX_FILE_BYTES, SEEK_SET),
                   ==, 0);
  g_assert_cmpint (fputc (0, file), ==, 0);
  g_assert_cmpint (fclose (file), ==, 0);
  assert_not_loaded (fixture->path, SMOOTH_ERROR_SHAPE,
                     "the file is too large, it has 268435457 bytes, at most "
                     "268435456 are read");
}

static void
test_too_large_set (Fixture *fixture, gconstpointer data)
{
  const int shape[] = { SMOOTH_SAFETENSORS_MAX_FILE_BYTES / 4 };
  g_autoptr (SmoothTensorSet) set = smooth_tensor_set_new ("made");
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_nonnull (smooth_tensor_set_add (set, "w", 1, shape, NULL));
  g_assert_false (smooth_safetensors_save (set, fixture->path, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE);
  g_assert_nonnull (strstr (error->message, "too large to be read again"));
}

static void
add_broken_tests (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (BROKEN); i++)
    {
      g_autofree char *path =
        g_strconcat ("/safetensors/broken/", BROKEN[i].name, NULL);

      g_test_add_data_func (path, &BROKEN[i], test_broken);
    }
  g_test_add_func ("/safetensors/broken/no-length", test_no_length);
  g_test_add_func ("/safetensors/broken/header-longer-than-file",
                   test_header_longer_than_file);
  g_test_add_func ("/safetensors/broken/oversized-header",
                   test_oversized_header);
  g_test_add_func ("/safetensors/broken/long-name", test_long_name);
  g_test_add_func ("/safetensors/broken/very-deep", test_very_deep);
  g_test_add_func ("/safetensors/broken/every-truncation",
                   test_every_truncation);
}

static void
add_file_test (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_broken_tests ();
  g_test_add_func ("/safetensors/accepts", test_accepts);
  g_test_add_func ("/safetensors/value-bytes", test_value_bytes);
  add_file_test ("/safetensors/round-trip", test_round_trip);
  add_file_test ("/safetensors/written-bytes", test_written_bytes);
  add_file_test ("/safetensors/empty-set", test_empty_set);
  add_file_test ("/safetensors/failed-write", test_failed_write);
  add_file_test ("/safetensors/write-replaces", test_write_replaces);
  add_file_test ("/safetensors/missing-file", test_missing_file);
  add_file_test ("/safetensors/folder", test_folder);
  add_file_test ("/safetensors/too-large-file", test_too_large_file);
  add_file_test ("/safetensors/too-large-set", test_too_large_set);
  return g_test_run ();
}
