/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of file-name-text.h: which names are pictures, and new names. */
#include "train/data/file-name-text.h"

static void
test_kinds (void)
{
  static const char *const GOOD[] = { "a.png", "a.JPG",    "b/c.Jpeg",
                                      "d.TIF", "e.f.webp", "g.SVG" };
  static const char *const BAD[] = { "png",       ".png", "a.txt",
                                     "a.png.zip", "",     "a.png/b" };

  for (gsize i = 0; i < G_N_ELEMENTS (GOOD); i++)
    g_assert_true (train_name_is_picture (GOOD[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (BAD); i++)
    g_assert_false (train_name_is_picture (BAD[i]));
  g_assert_true (train_name_is_svg ("a.SVG"));
  g_assert_false (train_name_is_svg ("a.png"));
}

static void
assert_stem (const char *name, const char *wanted)
{
  g_autofree char *stem = train_name_dup_stem (name);

  g_assert_cmpstr (stem, ==, wanted);
}

static void
test_stems (void)
{
  assert_stem ("a/b.PNG", "a/b");
  assert_stem ("photo.v2", "photo.v2");
  assert_stem ("photo.v2.jpg", "photo.v2");
  assert_stem ("a.b/c", "a.b/c");
}

static void
test_hidden (void)
{
  g_assert_true (train_name_is_hidden ("._a.png"));
  g_assert_true (train_name_is_hidden ("a/.b/c.png"));
  g_assert_true (train_name_is_hidden ("x/__MACOSX/c.png"));
  g_assert_false (train_name_is_hidden ("./a.png"));
  g_assert_false (train_name_is_hidden ("../a.png"));
  g_assert_false (train_name_is_hidden ("a/b..png"));
}

/* Texts made from names are valid UTF-8, and differ for different names. */
static void
test_texts (void)
{
  static const char *const NAMES[][2] = {
    { "M\xfcnchen", "M%FCnchen" },
    { "M%FCnchen", "M%25FCnchen" },
    { "M\xc3\xbcnchen", "M\xc3\xbcnchen" },
    { "a\nb", "a%0Ab" },
    { "\xff\xfe", "%FF%FE" },
    { "\xed\xa0\x80", "%ED%A0%80" },
    { "\xc3", "%C3" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autofree char *text = train_name_to_text (NAMES[i][0]);

      g_assert_cmpstr (text, ==, NAMES[i][1]);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

static void
assert_unique (GHashTable *taken, const char *name, const char *wanted)
{
  g_autofree char *unique = train_name_make_unique (taken, name);

  g_assert_cmpstr (unique, ==, wanted);
}

static void
test_unique (void)
{
  g_autoptr (GHashTable) taken =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *many = g_strnfill (300, 'x');
  g_autofree char *few = g_strnfill (60, 'x');

  assert_unique (taken, "a/photo.png", "photo");
  assert_unique (taken, "b/photo.jpg", "photo-2");
  assert_unique (taken, "photo-2.jpg", "photo-2-2");
  assert_unique (taken, "Photo", "Photo-3");
  assert_unique (taken, "M\xfcnchen", "M-nchen");
  assert_unique (taken, many, few);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/train/names/kinds", test_kinds);
  g_test_add_func ("/train/names/stems", test_stems);
  g_test_add_func ("/train/names/hidden", test_hidden);
  g_test_add_func ("/train/names/texts", test_texts);
  g_test_add_func ("/train/names/unique", test_unique);
  return g_test_run ();
}
