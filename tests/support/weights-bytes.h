/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weights files that are made byte by byte, most of them broken, and how the
 * loader must refuse them.
 */
#pragma once

#include <glib.h>

/* The entry of a tensor of two numbers in the JSON header of a weights file. */
#define TEST_ENTRY(name, from, to)                                             \
  "\"" name "\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[" #from     \
  "," #to "]}"

/* Returns the bytes of a file: length as the header's length, the header, which
 * may have another length, and n_data_bytes zeros. Free with
 * g_byte_array_unref. */
GByteArray *
test_weights_new (guint64 length, const char *header, gsize n_data_bytes);

/* Asserts that the loader refuses bytes with this error code and a message that
 * contains message. */
void test_weights_assert_refused (const GByteArray *bytes,
                                  int code,
                                  const char *message);

/* A file with one thing wrong in its header, and how it must be refused. */
typedef struct
{
  const char *name; /* the name of the test */
  const char *header;
  gsize n_data_bytes;
  int code;
  const char *message; /* a part of the message that is wanted */
} TestBrokenWeights;

/* Adds a test GROUP/broken/NAME for each of n_cases cases, which are borrowed.
 */
void test_weights_add_broken (const char *group,
                              const TestBrokenWeights *cases,
                              gsize n_cases);
