/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the settings file share. GIMP's folder is a temporary one,
 * the same for all tests of a program, since libgimp asks only once where it
 * is; the settings file is removed after each test.
 */
#pragma once

#include "../../plugin/settings-file.h"
#include "support/folder.h"

/* Adds a preset with a strength and nothing else. */
void settings_add_preset (GKeyFile *file, const char *name, double strength);
double settings_get_strength (GKeyFile *file, const char *name);

/* Asserts that the presets of file are those named in names, in that order and
 * separated by blanks, with these strengths: fur 20, brick 60, all others 10.
 */
void settings_assert_presets (GKeyFile *file, const char *names);

/* Writes bytes as the settings file. */
void settings_write_file (const char *bytes, gsize n_bytes);

/* Adds test to the tests of the program. */
void settings_test_add (const char *path,
                        void (*test) (TestFolder *folder, gconstpointer data));

/* The main function of a program: add_tests calls settings_test_add. */
int settings_test_run (int argc, char **argv, void (*add_tests) (void));
