/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parses JSON that may have been written by anybody. It uses json-glib, which
 * accepts more than JSON, with additional checks. The functions may be called
 * by any thread that has a parser of its own.
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

/* Returns the array that object has under name, borrowed; NULL if there is
 * none. */
JsonArray *smooth_json_get_array (JsonObject *object, const char *name);

/* Returns the string that object has under name, borrowed; NULL if there is
 * none. */
const char *smooth_json_get_string (JsonObject *object, const char *name);

/* If element i of array is a whole number that is not negative, writes it to
 * count and returns TRUE. */
gboolean smooth_json_get_count (JsonArray *array, guint i, guint64 *count);
