/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks that a command does not write into a folder that it reads: it would
 * find its own output among its input the next time.
 */
#pragma once

#include <glib.h>

/* Returns TRUE if the output folder out and the input path in (a folder or a
 * file) do not contain one another. Folders are compared by inode, so symbolic
 * links, letter case and bind mounts do not hide an overlap. out need not exist
 * yet. Returns TRUE, too, if either is NULL or in does not exist. On an overlap
 * returns FALSE and SMOOTH_ERROR_UNSUPPORTED, naming both. Writes nothing.
 * Thread-safe. */
gboolean
train_paths_are_disjoint (const char *out, const char *in, GError **error);
