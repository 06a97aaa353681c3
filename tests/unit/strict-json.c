/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what is accepted as JSON in a weights file, which is less than
 * json-glib accepts.
 */
#include "file/strict-json.h"

#include <string.h>

#include <smooth/error.h>

#include "support/weights-bytes.h"

static const TestBrokenWeights BROKEN[] = {
  { "not-json", "{\"a\":", 0, SMOOTH_ERROR_FORMAT, "the header is not JSON: " },
  { "comment", "{/* a */}", 0, SMOOTH_ERROR_FORMAT,
    "the header is not usable JSON: unexpected character (byte 1)" },
  { "not-an-object", "[1,2,3] ", 0, SMOOTH_ERROR_FORMAT,
    "the header is not a JSON object" },
  { "empty", "", 0, SMOOTH_ERROR_FORMAT, "the header is not a JSON object" },
  { "not-utf8", "{\"\xff\":1}", 0, SMOOTH_ERROR_FORMAT,
    "the header is not UTF-8 text" },
  { "deep", "{\"a\":[[[[[[1]]]]]]}", 0, SMOOTH_ERROR_FORMAT,
    "the header is not usable JSON: brackets nested too deep (byte 8)" },
  { "escaped-zero", "{" TEST_ENTRY ("a\\u0000b", 0, 8) "}", 8,
    SMOOTH_ERROR_FORMAT,
    "the header is not usable JSON: zero byte in a string (byte 3)" },
  /* Here json-glib's own message ends within a character of several bytes. */
  { "cut-character",
    "{\"a\":\"d{QtyQQQQQ[[Q__metadatQQQQQ\\ud83d\\ude00QQQQQQQQp.e\":\"F32},"
    "\"sha",
    0, SMOOTH_ERROR_FORMAT, "the header is not JSON: " },
  { "name-twice", "{" TEST_ENTRY ("a", 0, 8) "," TEST_ENTRY ("a", 8, 16) "}",
    16, SMOOTH_ERROR_FORMAT, "the header has the name 'a' twice" },
  { "dtype-twice",
    "{\"a\":{\"dtype\":\"F16\",\"dtype\":\"F32\",\"shape\":[2],"
    "\"data_offsets\":[0,8]}}",
    8, SMOOTH_ERROR_FORMAT, "the header has the name 'dtype' twice" },
};

/* The text is so deep that a recursive parser would use up its stack. */
static void
test_very_deep (void)
{
  g_autofree char *brackets = g_strnfill (500000, '[');
  g_autofree char *header = g_strconcat ("{\"a\":", brackets, NULL);
  g_autoptr (GByteArray) bytes = test_weights_new (strlen (header), header, 0);

  test_weights_assert_refused (
    bytes, SMOOTH_ERROR_FORMAT,
    "the header is not usable JSON: brackets nested too deep (byte 8)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_weights_add_broken ("/strict-json", BROKEN, G_N_ELEMENTS (BROKEN));
  g_test_add_func ("/strict-json/broken/very-deep", test_very_deep);
  return g_test_run ();
}
