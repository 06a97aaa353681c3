/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parses and checks the header of a safetensors file (see
 * safetensors-header.h):
 *
 *   {"__metadata__": {"key": "value", ...},
 *    "name": {"dtype": "F32", "shape": [n, ...], "data_offsets": [from, to]},
 *    ...}
 *
 * No number from the file decides how much memory is allocated; sizes are only
 * compared with the number of bytes that the file has.
 */
#include "file/safetensors-header.h"

#include <string.h>

#include <smooth/error.h>

#include "file/strict-json.h"
#include "i18n.h"

#define MAX_NAME_BYTES 128

static void
entry_free (gpointer data)
{
  SmoothSafetensorsEntry *entry = data;

  g_free (entry->name);
  g_free (entry);
}

/* Whether name can be shown to a user: not empty, not too long, printable
 * UTF-8. */
static gboolean
is_usable_name (const char *name)
{
  gsize n_bytes = strlen (name);

  if (n_bytes == 0 || n_bytes > MAX_NAME_BYTES
      || !g_utf8_validate (name, (gssize) n_bytes, NULL))
    return FALSE;
  for (const char *c = name; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isprint (g_utf8_get_char (c)))
      return FALSE;
  return TRUE;
}

static gboolean
read_dtype (const char *label,
            const char *name,
            JsonObject *object,
            GError **error)
{
  const char *dtype = smooth_json_get_string (object, "dtype");

  if (dtype != NULL && strcmp (dtype, "F32") == 0)
    return TRUE;
  if (dtype == NULL || !is_usable_name (dtype))
    g_set_error (
      error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
      _ ("weights '%s': tensor '%s' has no usable dtype, F32 is wanted"), label,
      name);
  else
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                 _ ("weights '%s': tensor '%s' has the dtype '%s', only "
                    "F32 can be read"),
                 label, name, dtype);
  return FALSE;
}

static gboolean
read_shape (const char *label,
            SmoothSafetensorsEntry *entry,
            JsonObject *object,
            GError **error)
{
  JsonArray *array = smooth_json_get_array (object, "shape");
  guint n_dims = array == NULL ? 0 : json_array_get_length (array);

  if (array == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                   _ ("weights '%s': tensor '%s' has no shape, a list of "
                      "sizes is wanted"),
                   label, entry->name);
      return FALSE;
    }
  if (n_dims > SMOOTH_TENSOR_MAX_DIMS)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE,
                   _ ("weights '%s': tensor '%s' has %u dimensions, at most "
                      "%d can be read"),
                   label, entry->name, n_dims, SMOOTH_TENSOR_MAX_DIMS);
      return FALSE;
    }
  entry->n_dims = (int) n_dims;
  for (guint i = 0; i < n_dims; i++)
    {
      guint64 size;

      if (!smooth_json_get_count (array, i, &size) || size < 1
          || size > G_MAXINT)
        {
          g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE,
                       _ ("weights '%s': size %u of tensor '%s' is not a "
                          "whole number from 1 to %d"),
                       label, i + 1, entry->name, G_MAXINT);
          return FALSE;
        }
      entry->shape[i] = (int) size;
    }
  return TRUE;
}

static gboolean
read_offsets (const char *label,
              SmoothSafetensorsEntry *entry,
              JsonObject *object,
              GError **error)
{
  JsonArray *array = smooth_json_get_array (object, "data_offsets");
  g_autofree char *shape = NULL;
  guint64 begin, end;
  gsize n_bytes = sizeof (float);
  gboolean fits = TRUE;

  if (array == NULL || json_array_get_length (array) != 2
      || !smooth_json_get_count (array, 0, &begin)
      || !smooth_json_get_count (array, 1, &end) || begin > end
      || end > G_MAXSIZE)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                   _ ("weights '%s': the data_offsets of tensor '%s' are not "
                      "two whole numbers in rising order"),
                   label, entry->name);
      return FALSE;
    }
  entry->begin = (gsize) begin;
  entry->end = (gsize) end;
  for (int i = 0; i < entry->n_dims; i++)
    fits =
      fits && g_size_checked_mul (&n_bytes, n_bytes, (gsize) entry->shape[i]);
  if (fits && n_bytes == entry->end - entry->begin)
    return TRUE;
  shape = smooth_tensor_shape_to_string (entry->n_dims, entry->shape);
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
               _ ("weights '%s': tensor '%s' has %zu bytes of data, which does "
                  "not make %s numbers of 4 bytes"),
               label, entry->name, entry->end - entry->begin, shape);
  return FALSE;
}

/* Makes an entry for the tensor of this name, which node describes. Free with
 * entry_free (). Returns NULL and an error if the description is wrong. */
static SmoothSafetensorsEntry *
read_entry (const char *label, const char *name, JsonNode *node, GError **error)
{
  SmoothSafetensorsEntry *entry;
  JsonObject *object;

  if (!is_usable_name (name))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                   _ ("weights '%s': a tensor's name is empty, unprintable or "
                      "longer than %d bytes"),
                   label, MAX_NAME_BYTES);
      return NULL;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                   _ ("weights '%s': the header's entry of tensor '%s' is not "
                      "an object"),
                   label, name);
      return NULL;
    }
  object = json_node_get_object (node);
  entry = g_new0 (SmoothSafetensorsEntry, 1);
  entry->name = g_strdup (name);
  if (read_dtype (label, name, object, error)
      && read_shape (label, entry, object, error)
      && read_offsets (label, entry, object, error))
    return entry;
  entry_free (entry);
  return NULL;
}

static gboolean
read_metadata (SmoothTensorSet *set, JsonNode *node, GError **error)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;
  gboolean valid = JSON_NODE_HOLDS_OBJECT (node);

  if (valid)
    {
      json_object_iter_init (&iter, json_node_get_object (node));
      while (valid && json_object_iter_next (&iter, &key, &value))
        {
          valid = JSON_NODE_HOLDS_VALUE (value)
                  && json_node_get_value_type (value) == G_TYPE_STRING;
          if (valid)
            smooth_tensor_set_set_metadata (set, key,
                                            json_node_get_string (value));
        }
    }
  if (!valid)
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                 _ ("weights '%s': %s is not an object of strings"),
                 smooth_tensor_set_get_label (set),
                 SMOOTH_SAFETENSORS_METADATA_KEY);
  return valid;
}

GPtrArray *
smooth_safetensors_header_parse (SmoothTensorSet *set,
                                 const char *json,
                                 gsize n_bytes,
                                 gsize n_data_bytes,
                                 GError **error)
{
  const char *label = smooth_tensor_set_get_label (set);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  JsonObject *root = smooth_json_parse (parser, label, json, n_bytes, error);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (root == NULL)
    return NULL;
  json_object_iter_init (&iter, root);
  while (json_object_iter_next (&iter, &name, &node))
    {
      SmoothSafetensorsEntry *entry;

      if (strcmp (name, SMOOTH_SAFETENSORS_METADATA_KEY) == 0)
        {
          if (!read_metadata (set, node, error))
            return NULL;
          continue;
        }
      entry = read_entry (label, name, node, error);
      if (entry == NULL)
        return NULL;
      g_ptr_array_add (entries, entry);
    }
  if (!smooth_safetensors_sort_entries (label, entries, n_data_bytes, error))
    return NULL;
  return g_steal_pointer (&entries);
}
