/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading of CSV logs. */
#include "train/plot/table.h"

#include <smooth/smooth.h>

#include <glib/gstdio.h>
#include <math.h>

/* Reads text as a file of that content; expects *error if it is not NULL. */
static TrainTable *
read_text (const char *text, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("smooth-table-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "log.csv", NULL);
  TrainTable *table;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  table = train_table_read (path, error);
  if (error != NULL && *error != NULL)
    g_assert_nonnull (strstr ((*error)->message, path));
  g_unlink (path);
  g_rmdir (folder);
  return table;
}

static void
test_numbers (void)
{
  g_autoptr (TrainTable) table =
    read_text ("step, loss,note\r\n1,2.5e-1,a\r\n2,,3\r\n\r\n", NULL);

  g_assert_nonnull (table);
  g_assert_cmpuint (train_table_get_n_rows (table), ==, 2);
  g_assert_cmpfloat (train_table_get_column (table, "step")[1], ==, 2);
  g_assert_cmpfloat (train_table_get_column (table, "loss")[0], ==, 0.25);
  g_assert_true (isnan (train_table_get_column (table, "loss")[1]));
  g_assert_true (isnan (train_table_get_column (table, "note")[0]));
  g_assert_cmpfloat (train_table_get_column (table, "note")[1], ==, 3);
  g_assert_null (train_table_get_column (table, "other"));
}

/* The line that a killed run was writing is left out. */
static void
test_cut_short (void)
{
  g_autoptr (TrainTable) table = read_text ("a,b\n1,2\n3,4.", NULL);

  g_assert_cmpuint (train_table_get_n_rows (table), ==, 1);
}

static void
test_header_alone (void)
{
  g_autoptr (TrainTable) table = read_text ("a,b\n", NULL);

  g_assert_cmpuint (train_table_get_n_rows (table), ==, 0);
  g_assert_nonnull (table);
}

static void
test_broken (void)
{
  static const char *const text[] = { "", "a,b", "\n1\n", "a,b\n1\n2,3\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (text); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (text[i], &error));
      g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT);
    }
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (train_table_read ("/nonexistent/log.csv", &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "/nonexistent/log.csv"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/numbers", test_numbers);
  g_test_add_func ("/table/cut-short", test_cut_short);
  g_test_add_func ("/table/header-alone", test_header_alone);
  g_test_add_func ("/table/broken", test_broken);
  g_test_add_func ("/table/missing", test_missing);
  return g_test_run ();
}
