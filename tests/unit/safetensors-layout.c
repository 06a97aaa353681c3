/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that the tensors of a weights file must lie one after another, up to
 * its end. */
#include <smooth/error.h>

#include "support/weights-bytes.h"

static const TestBrokenWeights BROKEN[] = {
  { "overlap", "{" TEST_ENTRY ("a", 0, 8) "," TEST_ENTRY ("b", 4, 12) "}", 12,
    SMOOTH_ERROR_FORMAT, "the data of tensors 'a' and 'b' overlap" },
  { "same-data", "{" TEST_ENTRY ("a", 0, 8) "," TEST_ENTRY ("b", 0, 8) "}", 8,
    SMOOTH_ERROR_FORMAT, "overlap" },
  { "gap", "{" TEST_ENTRY ("a", 0, 8) "," TEST_ENTRY ("b", 12, 20) "}", 20,
    SMOOTH_ERROR_FORMAT,
    "there is a gap of 4 bytes before the data of tensor 'b'" },
  { "gap-at-the-start", "{" TEST_ENTRY ("a", 4, 12) "}", 12,
    SMOOTH_ERROR_FORMAT,
    "there is a gap of 4 bytes before the data of tensor 'a'" },
  { "bytes-left", "{" TEST_ENTRY ("a", 0, 8) "}", 9, SMOOTH_ERROR_FORMAT,
    "there are 1 bytes too many after the last tensor" },
  { "out-of-range",
    "{" TEST_ENTRY ("a", 0, 8) "," TEST_ENTRY ("b", 100, 108) "}", 16,
    SMOOTH_ERROR_FORMAT,
    "tensor 'b' ends at data byte 108, out of range: there are 16 bytes" },
  { "far-out-of-range",
    "{" TEST_ENTRY ("a", 9223372036854775799, 9223372036854775807) "}", 8,
    SMOOTH_ERROR_FORMAT, "out of range: there are 8 bytes of data" },
  { "truncated-data",
    "{" TEST_ENTRY ("a", 0, 8) "," TEST_ENTRY ("b", 8, 16) "}", 15,
    SMOOTH_ERROR_FORMAT,
    "truncated: there should be 16 bytes of data, there are 15" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_weights_add_broken ("/safetensors-layout", BROKEN,
                           G_N_ELEMENTS (BROKEN));
  return g_test_run ();
}
