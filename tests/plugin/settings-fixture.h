/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the settings file share. GIMP's folder is a temporary one.
 * All tests of a program use the same, since libgimp asks for its path only
 * once; the settings file in it is removed after each test.
 */
#pragma once

#include "../../plugin/settings-file.h"
#include "support/folder.h"

/* Adds a preset that has a strength and nothing else. */
void settings_add_preset (GKeyFile *file, const char *name, double strength);
double settings_get_strength (GKeyFile *file, const char *name);

/* Asserts that the presets of file are those named in names, separated by
 * blanks, in that order, and that their strengths are these: fur 20, brick 60,
 * all others 10.
 */
void settings_assert_presets (GKeyFile *file, const char *names);

/* Writes bytes into the settings file. */
void settings_write_file (const char *bytes, gsize n_bytes);

/* Adds test to GLib's list of tests, with the folder. */
void settings_test_add (const char *path,
                        void (*test) (TestFolder *folder, gconstpointer data));

/* Does what the main function of a test program has to do: calls add_tests,
 * which calls settings_test_add, and runs the tests. */
int settings_test_run (int argc, char **argv, void (*add_tests) (void));
