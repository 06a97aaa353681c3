/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stores measured values in files, see measurement-cache.h. There is one file
 * for each key, named by the key's SHA-256. It contains the key, so that a file
 * that is not the cache's is recognised, and the values as text, one per line.
 */
#include "train/evaluate/measurement-cache.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#include <smooth/error.h>

#define FOLDER_MODE 0700

struct _TrainCache
{
  char *folder;
};

TrainCache *
train_cache_new (const char *folder, GError **error)
{
  TrainCache *cache;

  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                   "cache folder '%s' cannot be made: %s", folder,
                   g_strerror (errno));
      return NULL;
    }
  cache = g_new (TrainCache, 1);
  cache->folder = g_strdup (folder);
  return cache;
}

void
train_cache_free (TrainCache *cache)
{
  if (cache == NULL)
    return;
  g_free (cache->folder);
  g_free (cache);
}

static char *
get_file (const TrainCache *cache, const char *key)
{
  g_autofree char *hash =
    g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);

  return g_build_filename (cache->folder, hash, NULL);
}

gboolean
train_cache_get (const TrainCache *cache,
                 const char *key,
                 int n_values,
                 double *values)
{
  g_autofree char *file = get_file (cache, key);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (file, &contents, NULL, NULL))
    return FALSE;
  lines = g_strsplit (contents, "\n", -1);
  if (g_strv_length (lines) != (guint) n_values + 2
      || strcmp (lines[0], key) != 0)
    return FALSE;
  for (int i = 0; i < n_values; i++)
    {
      char *end;

      values[i] = g_ascii_strtod (lines[i + 1], &end);
      if (end == lines[i + 1] || *end != '\0')
        return FALSE;
    }
  return TRUE;
}

gboolean
train_cache_put (const TrainCache *cache,
                 const char *key,
                 int n_values,
                 const double *values,
                 GError **error)
{
  g_autofree char *file = get_file (cache, key);
  g_autoptr (GString) contents = g_string_new (key);
  g_autoptr (GError) reason = NULL;
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (contents, '\n');
  for (int i = 0; i < n_values; i++)
    g_string_append_printf (contents, "%s\n",
                            g_ascii_dtostr (text, sizeof text, values[i]));
  if (g_file_set_contents (file, contents->str, contents->len, &reason))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               "cache folder '%s' cannot be written to: %s", cache->folder,
               reason->message);
  return FALSE;
}
