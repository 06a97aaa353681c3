/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A parser of key files that may be damaged. GKeyFile stops at the first line
 * that it does not understand, and everything behind that line is lost; this
 * parser leaves such lines out.
 */
#pragma once

#include <glib.h>

/* Adds to file all groups and keys in bytes, which are UTF-8, with or without a
 * byte order mark, or UTF-16. A line that is neither comment, group nor key is
 * left out. If it looks like a damaged group name, the keys below it are left
 * out as well, since it is not known to which group they belong. Returns TRUE
 * if nothing was left out and the bytes were UTF-8. Any thread. */
gboolean
lenient_key_file_parse (const char *bytes, gsize n_bytes, GKeyFile *file);
