/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weights files made byte by byte, mostly broken ones, and how they have to be
 * refused.
 */
#pragma once

#include <glib.h>

/* A header's entry for a tensor of two numbers. */
#define TEST_ENTRY(name, from, to)                                             \
  "\"" name "\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[" #from     \
  "," #to "]}"

/* A file that claims a header of length bytes: the length, the header, and
 * n_data_bytes of zeros. Free with g_byte_array_unref. */
GByteArray *
test_weights_new (guint64 length, const char *header, gsize n_data_bytes);

/* Asserts that the loader refuses the bytes with this code and a text that
 * contains message. */
void test_weights_assert_refused (const GByteArray *bytes,
                                  int code,
                                  const char *message);

/* A file with one thing wrong in its header, and the answer to it. */
typedef struct
{
  const char *name; /* of the test */
  const char *header;
  gsize n_data_bytes;
  int code;
  const char *message; /* a part of it */
} TestBrokenWeights;

/* Adds a test GROUP/broken/NAME for each of the cases, which are borrowed. */
void test_weights_add_broken (const char *group,
                              const TestBrokenWeights *cases,
                              gsize n_cases);
