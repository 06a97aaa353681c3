/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parses JSON strictly (see strict-json.h). json-glib parses it, but accepts
 * more than a file format should: of two members with the same name it takes
 * the last, and versions before 1.10 accept comments and nest without limit
 * until the stack is full. Therefore the text is checked before it is parsed,
 * and the names are compared while it is parsed.
 */
#include "file/strict-json.h"

#include <string.h>

#include <smooth/error.h>

#include "i18n.h"

/* The deepest nesting of brackets that is accepted. The header of a safetensors
 * file needs 3. */
#define MAX_DEPTH 4

/* Whether JSON may contain the byte c outside of strings. */
static gboolean
is_json_byte (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("{}[]:,+-. \t\r\n", c));
}

/* Finds the first byte of text that must not reach json-glib; NULL if there is
 * none. why (out): what is wrong with it, untranslated. */
static const char *
find_fault (const char *text, gsize n_bytes, const char **why)
{
  const char *end = text + n_bytes;
  gboolean in_string = FALSE;
  int depth = 0;

  for (const char *c = text; c < end; c++)
    {
      if (in_string && *c == '\\')
        {
          /* json-glib would end a string at a zero byte, so that two different
           * names could become equal. */
          *why = N_ ("zero byte in a string");
          if (end - c > 5 && memcmp (c + 1, "u0000", 5) == 0)
            return c;
          c++;
        }
      else if (*c == '"')
        in_string = !in_string;
      else if (!in_string)
        {
          *why = N_ ("unexpected character");
          if (!is_json_byte (*c))
            return c;
          depth += *c == '{' || *c == '[';
          depth -= *c == '}' || *c == ']';
          *why = N_ ("brackets nested too deep");
          if (depth > MAX_DEPTH)
            return c;
        }
    }
  return NULL;
}

/* Checks that text is UTF-8 and begins with an object, that all bytes are such
 * as JSON may contain, and that brackets are not nested too deep. */
static gboolean
check_text (const char *label, const char *text, gsize n_bytes, GError **error)
{
  const char *fault, *why;

  if (n_bytes == 0 || text[0] != '{')
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                   _ ("weights '%s': the header is not a JSON object"), label);
      return FALSE;
    }
  if (!g_utf8_validate (text, (gssize) n_bytes, NULL))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                   _ ("weights '%s': the header is not UTF-8 text"), label);
      return FALSE;
    }
  fault = find_fault (text, n_bytes, &why);
  if (fault == NULL)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
               _ ("weights '%s': the header is not usable JSON: %s (byte %zu)"),
               label, _ (why), (gsize) (fault - text));
  return FALSE;
}

/* The members of all objects that the parser has found so far. */
typedef struct
{
  GHashTable *seen; /* a set of texts "address of the object/name" */
  char *twice;      /* the first name, escaped, that an object had twice; or
                       NULL */
} Members;

/* Called by the parser for each member of each object. */
static void
note_member (JsonParser *parser,
             JsonObject *object,
             const char *name,
             gpointer data)
{
  Members *members = data;
  char *key = g_strdup_printf ("%p/%s", (void *) object, name);

  (void) parser;
  if (!g_hash_table_add (members->seen, key) && members->twice == NULL)
    members->twice = g_strescape (name, NULL);
}

/* Lets the parser refuse what is not in JSON's standard. json-glib can do so
 * since version 1.10. Which version there is, is looked up when the program
 * runs: one that was built with a new json-glib also runs with an older one. */
static void
make_strict (JsonParser *parser)
{
  GObjectClass *class = G_OBJECT_GET_CLASS (parser);

  if (g_object_class_find_property (class, "strict") != NULL)
    g_object_set (parser, "strict", TRUE, NULL);
}

JsonObject *
smooth_json_parse (JsonParser *parser,
                   const char *label,
                   const char *text,
                   gsize n_bytes,
                   GError **error)
{
  g_autoptr (GHashTable) seen =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Members members = { seen, NULL };
  g_autoptr (GError) json_error = NULL;
  g_autofree char *twice = NULL;
  gulong handler;
  gboolean parsed;
  JsonNode *root;

  if (!check_text (label, text, n_bytes, error))
    return NULL;
  make_strict (parser);
  handler = g_signal_connect (parser, "object-member", G_CALLBACK (note_member),
                              &members);
  parsed =
    json_parser_load_from_data (parser, text, (gssize) n_bytes, &json_error);
  g_signal_handler_disconnect (parser, handler);
  twice = members.twice;
  if (!parsed)
    {
      /* The message may quote a part of the text that begins or ends within a
       * character. */
      g_autofree char *reason = g_utf8_make_valid (json_error->message, -1);

      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                   _ ("weights '%s': the header is not JSON: %s"), label,
                   reason);
      return NULL;
    }
  if (twice != NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                   _ ("weights '%s': the header has the name '%.128s' twice"),
                   label, twice);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                   _ ("weights '%s': the header is not a JSON object"), label);
      return NULL;
    }
  return json_node_get_object (root);
}

gboolean
smooth_json_get_count (JsonArray *array, guint i, guint64 *count)
{
  JsonNode *node = json_array_get_element (array, i);

  if (!JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_INT64
      || json_node_get_int (node) < 0)
    return FALSE;
  *count = (guint64) json_node_get_int (node);
  return TRUE;
}

JsonArray *
smooth_json_get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  return json_node_get_array (node);
}

const char *
smooth_json_get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}
