/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parsing of JSON that may have been written by anybody, on top of json-glib,
 * which takes more than JSON and so is not strict enough. Keeps no state; any
 * thread, with a parser of its own.
 */
#pragma once

#include <json-glib/json-glib.h>

/* Parses text, n_bytes of JSON. Returns its outermost object, borrowed from
 * parser. label names the file in error messages. Errors: FORMAT, if the text
 * is not UTF-8, not JSON, not an object, is nested too deep, or if an object
 * has the same name twice. */
JsonObject *smooth_json_parse (JsonParser *parser,
                               const char *label,
                               const char *text,
                               gsize n_bytes,
                               GError **error);

/* The array that object has under name, borrowed; NULL if there is none. */
JsonArray *smooth_json_get_array (JsonObject *object, const char *name);

/* The string that object has under name, borrowed; NULL if there is none. */
const char *smooth_json_get_string (JsonObject *object, const char *name);

/* Writes element i of array to count and returns TRUE if that is a whole number
 * that is not negative. */
gboolean smooth_json_get_count (JsonArray *array, guint i, guint64 *count);
