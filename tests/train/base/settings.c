/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the comparison of two settings texts, each with a line KEY=VALUE for
 * each setting: the order of lines does not count, and where the texts differ,
 * the line of each of them is returned.
 */
#include "train/base/settings.h"

static const char *const OPTIONAL[] = { "new", NULL };

static void
assert_differ (const char *wanted,
               const char *got,
               const char *wanted_line,
               const char *got_line)
{
  g_autofree char *line = NULL;
  g_autofree char *other = NULL;

  g_assert_false (train_settings_agree (wanted, got, OPTIONAL, &line, &other));
  g_assert_cmpstr (line, ==, wanted_line);
  g_assert_cmpstr (other, ==, got_line);
}

static void
assert_agree (const char *wanted, const char *got)
{
  char *line = NULL, *other = NULL;

  g_assert_true (train_settings_agree (wanted, got, OPTIONAL, &line, &other));
  g_assert_null (line);
  g_assert_null (other);
}

static void
test_agree (void)
{
  assert_agree ("", "");
  assert_agree ("a=1\nb=2\n", "a=1\nb=2\n");
  assert_agree ("a=1\nb=2\n", "b=2\na=1");
  assert_agree ("a=1\nnew=2\n", "a=1\n");
}

static void
test_differ (void)
{
  assert_differ ("a=1\nb=2\n", "a=1\nb=3\n", "b=2", "b=3");
  /* In these cases one line is the beginning of the other, which must not count
   * as equal. */
  assert_differ ("a=1\n", "a=12\n", "a=1", "a=12");
  assert_differ ("ab=1\n", "a=1\n", "ab=1", "");
  assert_differ ("a=1\n", "a=1\nb=2\n", "", "b=2");
  /* "new" is an optional key. The text of an earlier version may lack it where
   * the wanted text has it. It may not have another value, nor be there where
   * the wanted text lacks it. */
  assert_differ ("new=1\n", "new=2\n", "new=1", "new=2");
  assert_differ ("a=1\n", "a=1\nnew=2\n", "", "new=2");
}

static void
test_find (void)
{
  g_autofree char *found = train_settings_find ("ab=1\na=x=y\n", "a");
  g_autofree char *missing = train_settings_find ("ab=1\n", "a");

  g_assert_cmpstr (found, ==, "x=y");
  g_assert_null (missing);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings/agree", test_agree);
  g_test_add_func ("/settings/differ", test_differ);
  g_test_add_func ("/settings/find", test_find);
  return g_test_run ();
}
