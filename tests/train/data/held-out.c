/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of held-out.h with lists in the encodings in which editors save them.
 */
#include "train/data/held-out.h"

#include <string.h>

#include <smooth/error.h>

#include "support/folder.h"

/* One form in which a list may be stored. Each has the two lines birds/wren.svg
 * and way 2. */
typedef struct
{
  const char *name;
  const char *bytes;
  gsize n_bytes;
} Form;

#define FORM(name, bytes) { name, bytes, sizeof bytes - 1 }
#define WIDE_BIRDS                                                             \
  "b\0i\0r\0d\0s\0\\\0w\0r\0e\0n\0.\0s\0v\0g\0\r\0\n\0w\0a\0y\0 \0"            \
  "2\0"

static const Form FORMS[] = {
  FORM ("plain", "birds/wren.svg\nway 2\n"),
  FORM ("no-end", "birds/wren.PNG\nway 2"),
  FORM ("notepad",
        "\xef\xbb\xbf"
        "birds\\wren.svg\r\nway 2\r\n"),
  FORM ("mac", "./birds/wren.svg\rway 2\r"),
  FORM ("blanks", "\n\n  birds/wren.svg  \n\t\n way 2\n\n"),
  FORM ("utf-16le", "\xff\xfe" WIDE_BIRDS),
  FORM ("utf-16le-no-mark", WIDE_BIRDS),
  FORM ("utf-16be", "\xfe\xff\0" WIDE_BIRDS),
  FORM ("utf-16be-no-mark", "\0" WIDE_BIRDS),
};

static gboolean
load (const TestFolder *folder,
      TrainHeldOut *held_out,
      const char *bytes,
      gsize n_bytes,
      GError **error)
{
  g_autofree char *file = test_folder_get_file (folder, "list.txt");

  g_assert_true (g_file_set_contents (file, bytes, (gssize) n_bytes, NULL));
  return train_held_out_load (held_out, file, error);
}

static void
test_form (TestFolder *folder, gconstpointer data)
{
  const Form *form = data;
  g_autoptr (TrainHeldOut) held_out = train_held_out_new ();
  g_autoptr (TrainTally) tally = train_tally_new ();
  g_autoptr (GError) error = NULL;
  gsize n_bytes = form->n_bytes;

  /* The C string ends with a byte 0, which in UTF-16BE would be half a
   * character. */
  if (strstr (form->name, "16be") != NULL)
    n_bytes--;
  g_assert_true (load (folder, held_out, form->bytes, n_bytes, &error));
  g_assert_no_error (error);
  g_assert_true (train_held_out_contains (held_out, "/x/birds/wren.png"));
  g_assert_true (train_held_out_contains (held_out, "birds/wren.JPG"));
  g_assert_false (train_held_out_contains (held_out, "wren.png"));
  g_assert_false (train_held_out_contains (held_out, "/x/birds/wren-2.png"));
  g_assert_true (train_held_out_contains (held_out, "a/way 2.jpeg"));
  g_assert_true (train_held_out_check (held_out, tally, &error));
}

/* A line that is not UTF-8 matches names with the same bytes alone. */
static void
test_letters (TestFolder *folder, gconstpointer data)
{
  static const char LIST[] = "o\xcc\x88l.png\nM\xfcnchen.png\n";
  g_autoptr (TrainHeldOut) held_out = train_held_out_new ();

  (void) data;
  g_assert_true (load (folder, held_out, LIST, sizeof LIST - 1, NULL));
  g_assert_true (train_held_out_contains (held_out, "M\xfcnchen.jpg"));
  g_assert_false (train_held_out_contains (held_out, "M\xc3\xbcnchen.jpg"));
}

static void
test_composed (TestFolder *folder, gconstpointer data)
{
  static const char LIST[] = "o\xcc\x88l.png\n";
  g_autoptr (TrainHeldOut) held_out = train_held_out_new ();

  (void) data;
  g_assert_true (load (folder, held_out, LIST, sizeof LIST - 1, NULL));
  g_assert_true (train_held_out_contains (held_out, "a/\xc3\xb6l.jpg"));
}

/* Lines that match no picture are noted; a list without any match is refused.
 */
static void
test_unused (TestFolder *folder, gconstpointer data)
{
  static const char LIST[] = "a.png\nnot/here.png\n";
  g_autoptr (TrainHeldOut) held_out = train_held_out_new ();
  g_autoptr (TrainTally) tally = train_tally_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  (void) data;
  g_assert_true (load (folder, held_out, LIST, sizeof LIST - 1, NULL));
  g_assert_false (train_held_out_check (held_out, tally, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "list.txt"));
  g_clear_error (&error);
  g_assert_true (train_held_out_contains (held_out, "a.jpg"));
  g_assert_true (train_held_out_check (held_out, tally, &error));
  text = train_tally_describe (tally, 0, 0);
  g_assert_nonnull (strstr (text, "1 of 2 lines"));
  g_assert_nonnull (strstr (text, "not/here"));
}

static void
test_no_text (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TrainHeldOut) held_out = train_held_out_new ();
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_false (load (folder, held_out, "ab\0\0\0c", 6, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT);
  g_assert_true (load (folder, held_out, "", 0, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (FORMS); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/train/held-out/%s", FORMS[i].name);

      g_test_add (path, TestFolder, &FORMS[i], test_folder_set_up, test_form,
                  test_folder_tear_down);
    }
  test_folder_add ("/train/held-out/letters", test_letters);
  test_folder_add ("/train/held-out/composed", test_composed);
  test_folder_add ("/train/held-out/unused", test_unused);
  test_folder_add ("/train/held-out/no-text", test_no_text);
  return g_test_run ();
}
