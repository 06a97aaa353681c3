/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON from files that may have been written by anybody. */
#pragma once

#include <json-glib/json-glib.h>

/* Parses the n_bytes of text, the header of the weights file that errors name
 * as label. Returns its object, borrowed from parser. Errors: FORMAT, when the
 * text is not UTF-8, not JSON, not an object, nested deeply, or an object in it
 * has a name twice. */
JsonObject *smooth_json_parse (JsonParser *parser,
                               const char *label,
                               const char *text,
                               gsize n_bytes,
                               GError **error);

/* A member's array, borrowed, or NULL when there is none. */
JsonArray *smooth_json_get_array (JsonObject *object, const char *name);

/* A member's string, borrowed, or NULL when there is none. */
const char *smooth_json_get_string (JsonObject *object, const char *name);

/* Element i of array, if that is a whole number >= 0. */
gboolean smooth_json_get_count (JsonArray *array, guint i, guint64 *count);
