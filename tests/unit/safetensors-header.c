/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the header of a weights file: what is read from it, and what is
 * refused. */
#include "file/safetensors-header.h"

#include <string.h>

#include <smooth/error.h>

#include "file/safetensors.h"
#include "support/weights-bytes.h"

static const TestBrokenWeights BROKEN[] = {
  { "metadata-number", "{\"__metadata__\":{\"format\":1}}", 0,
    SMOOTH_ERROR_FORMAT, "__metadata__ is not an object of strings" },
  { "metadata-string", "{\"__metadata__\":\"1\"}", 0, SMOOTH_ERROR_FORMAT,
    "__metadata__ is not an object of strings" },
  { "entry-number", "{\"a\":1}", 0, SMOOTH_ERROR_FORMAT,
    "the header's entry of tensor 'a' is not an object" },
  { "empty-name", "{" TEST_ENTRY ("", 0, 8) "}", 8, SMOOTH_ERROR_FORMAT,
    "a tensor's name is empty, unprintable or longer than 128 bytes" },
  { "unprintable-name", "{" TEST_ENTRY ("a\\u0007", 0, 8) "}", 8,
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
  { "shape-overflow", /* 2^62 floats have 2^64 bytes, which wraps to 0 */
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536,65536,16384],"
    "\"data_offsets\":[0,0]}}",
    0, SMOOTH_ERROR_FORMAT,
    "tensor 'a' has 0 bytes of data, which does not make "
    "65536x65536x65536x16384 numbers of 4 bytes" },
  { "size-mismatch", "{" TEST_ENTRY ("a", 0, 12) "}", 12, SMOOTH_ERROR_FORMAT,
    "tensor 'a' has 12 bytes of data, which does not make 2 numbers" },
  { "no-offsets", "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8,
    SMOOTH_ERROR_FORMAT, "the data_offsets of tensor 'a' are not" },
  { "falling-offsets", "{" TEST_ENTRY ("a", 8, 0) "}", 8, SMOOTH_ERROR_FORMAT,
    "the data_offsets of tensor 'a' are not two whole numbers in rising" },
  { "negative-offset", "{" TEST_ENTRY ("a", -8, 0) "}", 8, SMOOTH_ERROR_FORMAT,
    "the data_offsets of tensor 'a' are not two whole numbers in rising" },
};

static void
test_long_name (void)
{
  g_autofree char *name = g_strnfill (129, 'n');
  g_autofree char *header = g_strdup_printf (
    "{\"%s\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", name);
  g_autoptr (GByteArray) bytes = test_weights_new (strlen (header), header, 8);

  test_weights_assert_refused (bytes, SMOOTH_ERROR_FORMAT,
                               "longer than 128 bytes");
}

/* Tensors are listed in the order of their data. Blanks and unknown members are
 * ignored. A name with escapes is the same as without. */
static void
test_accepts (void)
{
  const char *header =
    " {\"b\" : {\"shape\":[1,2], \"data_offsets\":[8,16],\n"
    "\"dtype\":\"F32\", \"more\":null},\t" TEST_ENTRY ("\\u0061", 0, 8) "}   ";
  g_autoptr (GByteArray) bytes =
    test_weights_new (strlen (header + 1), header + 1, 16);
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothTensorSet) set =
    smooth_safetensors_parse ("f", bytes->data, bytes->len, &error);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_weights_add_broken ("/safetensors-header", BROKEN,
                           G_N_ELEMENTS (BROKEN));
  g_test_add_func ("/safetensors-header/broken/long-name", test_long_name);
  g_test_add_func ("/safetensors-header/accepts", test_accepts);
  return g_test_run ();
}
