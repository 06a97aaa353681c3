/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a safetensors file into a set of tensors. The file is not trusted: its
 * whole header is checked (safetensors-header.c) before the first tensor is
 * allocated, and then no more memory is allocated than the file has bytes. The
 * values are not checked here; they may be NaN or infinite.
 */
#include "file/safetensors.h"

#include <errno.h>
#include <string.h>

#include <glib/gstdio.h>

#include <smooth/error.h>

#include "file/safetensors-header.h"
#include "i18n.h"

/* The file begins with the length of the header, a number of this many bytes.
 */
#define N_LENGTH_BYTES 8

/* Copies n_bytes of little-endian floats to tensor. */
static void
read_floats (SmoothTensor *tensor, const guint8 *bytes, gsize n_bytes)
{
  memcpy (tensor->data, bytes, n_bytes);
#if G_BYTE_ORDER != G_LITTLE_ENDIAN
  for (gsize i = 0; i < n_bytes; i += sizeof (guint32))
    {
      guint8 *value = (guint8 *) tensor->data + i;
      guint32 word;

      memcpy (&word, value, sizeof word);
      word = GUINT32_FROM_LE (word);
      memcpy (value, &word, sizeof word);
    }
#endif
}

static gboolean
read_tensors (SmoothTensorSet *set,
              const GPtrArray *entries,
              const guint8 *data,
              GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const SmoothSafetensorsEntry *entry = g_ptr_array_index (entries, i);
      SmoothTensor *tensor = smooth_tensor_set_add (
        set, entry->name, entry->n_dims, entry->shape, error);

      if (tensor == NULL)
        return FALSE;
      read_floats (tensor, data + entry->begin, entry->end - entry->begin);
    }
  return TRUE;
}

/* Reads the length of the header and checks that the file is long enough for
 * it. */
static gboolean
read_header_length (const char *label,
                    const guint8 *bytes,
                    gsize n_bytes,
                    gsize *length,
                    GError **error)
{
  guint64 word;

  if (n_bytes < N_LENGTH_BYTES)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                   _ ("weights '%s': truncated: the file has %zu bytes, even "
                      "the length of its header takes %d"),
                   label, n_bytes, N_LENGTH_BYTES);
      return FALSE;
    }
  memcpy (&word, bytes, sizeof word);
  word = GUINT64_FROM_LE (word);
  if (word > SMOOTH_SAFETENSORS_MAX_HEADER_BYTES)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                   _ ("weights '%s': the header claims %llu bytes, at most %d "
                      "are read; this may be no "
                      "safetensors file"),
                   label, (unsigned long long) word,
                   SMOOTH_SAFETENSORS_MAX_HEADER_BYTES);
      return FALSE;
    }
  if (word > n_bytes - N_LENGTH_BYTES)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                   _ ("weights '%s': truncated: the header should have "
                      "%llu bytes, there are %zu"),
                   label, (unsigned long long) word, n_bytes - N_LENGTH_BYTES);
      return FALSE;
    }
  *length = (gsize) word;
  return TRUE;
}

static gboolean
check_file_size (const char *label, guint64 n_bytes, GError **error)
{
  if (n_bytes <= SMOOTH_SAFETENSORS_MAX_FILE_BYTES)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE,
               _ ("weights '%s': the file is too large, it has "
                  "%llu bytes, at most %d are read"),
               label, (unsigned long long) n_bytes,
               SMOOTH_SAFETENSORS_MAX_FILE_BYTES);
  return FALSE;
}

SmoothTensorSet *
smooth_safetensors_parse (const char *label,
                          const guint8 *bytes,
                          gsize n_bytes,
                          GError **error)
{
  g_autoptr (SmoothTensorSet) set = smooth_tensor_set_new (label);
  g_autoptr (GPtrArray) entries = NULL;
  const guint8 *header, *data;
  gsize n_header_bytes;

  if (!check_file_size (label, n_bytes, error)
      || !read_header_length (label, bytes, n_bytes, &n_header_bytes, error))
    return NULL;
  header = bytes + N_LENGTH_BYTES;
  data = header + n_header_bytes;
  entries = smooth_safetensors_header_parse (
    set, (const char *) header, n_header_bytes,
    n_bytes - N_LENGTH_BYTES - n_header_bytes, error);
  if (entries == NULL || !read_tensors (set, entries, data, error))
    return NULL;
  return g_steal_pointer (&set);
}

/* Checks the file before it is opened. Opening a pipe would wait for ever, and
 * for a folder or a huge file the error that follows would be less clear. */
static gboolean
check_path (const char *path, const char *label, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                   _ ("weights '%s': cannot read the file: %s"), name,
                   g_strerror (errno));
      return FALSE;
    }
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                   _ ("weights '%s': this is not a regular file"), name);
      return FALSE;
    }
  return check_file_size (label, (guint64) status.st_size, error);
}

SmoothTensorSet *
smooth_safetensors_load (const char *path, GError **error)
{
  g_autofree char *label = g_filename_display_basename (path);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) read_error = NULL;
  gsize n_bytes;

  if (!check_path (path, label, error))
    return NULL;
  if (!g_file_get_contents (path, &bytes, &n_bytes, &read_error))
    {
      const SmoothError code =
        g_error_matches (read_error, G_FILE_ERROR, G_FILE_ERROR_NOMEM)
          ? SMOOTH_ERROR_NO_MEMORY
          : SMOOTH_ERROR_IO;

      g_set_error (error, SMOOTH_ERROR, code,
                   _ ("weights '%s': cannot read the file: %s"), label,
                   read_error->message);
      return NULL;
    }
  return smooth_safetensors_parse (label, (const guint8 *) bytes, n_bytes,
                                   error);
}
