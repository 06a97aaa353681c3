/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fixture for tests that write files: a folder of their own, which is removed
 * afterwards. Use test_folder_add (path, test); or, with data of the test's
 * own, g_test_add (path, TestFolder, data, test_folder_set_up, test,
 * test_folder_tear_down).
 */
#pragma once

#include <glib.h>

typedef struct
{
  char *path;
} TestFolder;

void test_folder_set_up (TestFolder *folder, gconstpointer data);
void test_folder_tear_down (TestFolder *folder, gconstpointer data);

/* Adds test to the program's tests under path, with a folder of its own. */
void test_folder_add (const char *path,
                      void (*test) (TestFolder *folder, gconstpointer data));

/* Returns the path of a file in the folder, whether the file exists or not.
 * Free with g_free.
 */
char *test_folder_get_file (const TestFolder *folder, const char *name);

/* Asserts that the folder holds exactly n_files files. */
void test_folder_assert_n_files (const TestFolder *folder, int n_files);
