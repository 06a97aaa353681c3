/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a set of tensors as a safetensors file that this project, PyTorch and
 * others can read. Equal sets give equal bytes: metadata keys are in
 * alphabetical order and tensors in the order in which they were added. The
 * header is padded with spaces, so that the data begin at a multiple of 8
 * bytes. The file is built in memory, and replaces an older one only when it is
 * complete.
 */
#include "file/safetensors.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include <smooth/error.h>

#include "file/safetensors-header.h"
#include "i18n.h"

#define HEADER_ALIGNMENT 8
/* The permissions of a new file, from which those of the umask are removed. */
#define FILE_MODE 0644

static void
build_metadata (JsonBuilder *builder, const SmoothTensorSet *set)
{
  g_autofree const char **keys = smooth_tensor_set_list_metadata (set);

  if (keys[0] == NULL)
    return;
  json_builder_set_member_name (builder, SMOOTH_SAFETENSORS_METADATA_KEY);
  json_builder_begin_object (builder);
  for (gsize i = 0; keys[i] != NULL; i++)
    {
      json_builder_set_member_name (builder, keys[i]);
      json_builder_add_string_value (
        builder, smooth_tensor_set_get_metadata (set, keys[i]));
    }
  json_builder_end_object (builder);
}

/* Adds the description of a tensor whose data begin at byte begin. Returns the
 * byte behind their end. */
static gsize
build_entry (JsonBuilder *builder, const SmoothTensor *tensor, gsize begin)
{
  gsize end = begin + smooth_tensor_get_n_values (tensor) * sizeof (float);

  json_builder_set_member_name (builder, tensor->name);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "dtype");
  json_builder_add_string_value (builder, "F32");
  json_builder_set_member_name (builder, "shape");
  json_builder_begin_array (builder);
  for (int i = 0; i < tensor->n_dims; i++)
    json_builder_add_int_value (builder, tensor->shape[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "data_offsets");
  json_builder_begin_array (builder);
  json_builder_add_int_value (builder, (gint64) begin);
  json_builder_add_int_value (builder, (gint64) end);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return end;
}

/* Builds the padded header of set, which the caller frees with g_free ().
 * Writes its length to n_header_bytes, and that of the data to n_data_bytes. */
static char *
build_header (const SmoothTensorSet *set,
              gsize *n_header_bytes,
              gsize *n_data_bytes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  gsize n_tensors;
  const SmoothTensor *const *tensors = smooth_tensor_set_list (set, &n_tensors);
  GString *text;

  *n_data_bytes = 0;
  json_builder_begin_object (builder);
  build_metadata (builder, set);
  for (gsize i = 0; i < n_tensors; i++)
    *n_data_bytes = build_entry (builder, tensors[i], *n_data_bytes);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  text = json_generator_to_gstring (generator, g_string_new (NULL));
  while (text->len % HEADER_ALIGNMENT != 0)
    g_string_append_c (text, ' ');
  *n_header_bytes = text->len;
  return g_string_free (text, FALSE);
}

/* Writes values to bytes as little-endian floats. Returns the byte behind the
 * last one. */
static guint8 *
put_floats (guint8 *bytes, const float *values, gsize n_values)
{
  for (gsize i = 0; i < n_values; i++)
    {
      guint32 word;

      memcpy (&word, &values[i], sizeof word);
      word = GUINT32_TO_LE (word);
      memcpy (bytes + i * sizeof word, &word, sizeof word);
    }
  return bytes + n_values * sizeof (float);
}

/* Writes the whole file to bytes, for which the caller has allocated enough. */
static void
put_file (guint8 *bytes,
          const SmoothTensorSet *set,
          const char *header,
          gsize n_header_bytes)
{
  guint64 length = GUINT64_TO_LE ((guint64) n_header_bytes);
  gsize n_tensors;
  const SmoothTensor *const *tensors = smooth_tensor_set_list (set, &n_tensors);

  memcpy (bytes, &length, sizeof length);
  bytes += sizeof length;
  memcpy (bytes, header, n_header_bytes);
  bytes += n_header_bytes;
  for (gsize i = 0; i < n_tensors; i++)
    bytes = put_floats (bytes, tensors[i]->data,
                        smooth_tensor_get_n_values (tensors[i]));
}

gboolean
smooth_safetensors_save (const SmoothTensorSet *set,
                         const char *path,
                         GError **error)
{
  gsize n_header_bytes, n_data_bytes, n_bytes;
  g_autofree char *header = build_header (set, &n_header_bytes, &n_data_bytes);
  g_autofree char *name = g_filename_display_name (path);
  g_autofree guint8 *bytes = NULL;
  g_autoptr (GError) write_error = NULL;

  n_bytes = sizeof (guint64) + n_header_bytes + n_data_bytes;
  if (n_header_bytes > SMOOTH_SAFETENSORS_MAX_HEADER_BYTES
      || n_bytes > SMOOTH_SAFETENSORS_MAX_FILE_BYTES)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE,
                   _ ("weights '%s': too large to be read again: a header of "
                      "%zu bytes (at most %d), %zu bytes in all (at most %d)"),
                   name, n_header_bytes, SMOOTH_SAFETENSORS_MAX_HEADER_BYTES,
                   n_bytes, SMOOTH_SAFETENSORS_MAX_FILE_BYTES);
      return FALSE;
    }
  bytes = g_try_malloc (n_bytes);
  if (bytes == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                   _ ("weights '%s': no memory for %.1f MB"), name,
                   (double) n_bytes / 1e6);
      return FALSE;
    }
  put_file (bytes, set, header, n_header_bytes);
  if (g_file_set_contents_full (path, (const char *) bytes, (gssize) n_bytes,
                                G_FILE_SET_CONTENTS_CONSISTENT
                                  | G_FILE_SET_CONTENTS_DURABLE,
                                FILE_MODE, &write_error))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               _ ("weights '%s': cannot write the file: %s"), name,
               write_error->message);
  return FALSE;
}
