/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps, for each file of the data set, the list of pictures from which it can
 * be made; see dataset-files.h. */
#include "train/data/dataset-files.h"

#include <string.h>

#include "train/data/file-name-text.h"

/* The number of hexadecimal digits in a file's name. They are the beginning, 96
 * bits, of the SHA-256 of the picture's bytes: enough that two different
 * pictures never get the same name. */
#define N_DIGITS 24

typedef struct
{
  TrainManifestKind kind;
  GPtrArray *sources;
  gboolean is_made, is_earlier, is_rejected;
  TrainLeftReason reason;
  char *detail;
} OutputFile;

struct _TrainClaims
{
  GMutex lock;
  GHashTable *by_name; /* maps a file name to its OutputFile */
};

static void
output_file_free (gpointer data)
{
  OutputFile *output = data;

  g_ptr_array_unref (output->sources);
  g_free (output->detail);
  g_free (output);
}

TrainDatasetFiles *
train_dataset_files_new (void)
{
  TrainDatasetFiles *files = g_new0 (TrainDatasetFiles, 1);

  g_mutex_init (&files->lock);
  files->by_name =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, output_file_free);
  return files;
}

void
train_dataset_files_free (TrainDatasetFiles *files)
{
  g_mutex_clear (&files->lock);
  g_hash_table_unref (files->by_name);
  g_free (files);
}

char *
train_dataset_files_dup_name (TrainManifestKind kind,
                              const char *name,
                              GBytes *bytes)
{
  g_autofree char *checksum =
    g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  /* SVG gets a prefix, because the same bytes may be read as SVG under one name
   * and as another format, or as no picture, under another name. */
  return g_strdup_printf ("%s/%s%.*s%s", train_manifest_get_folder (kind),
                          train_name_is_svg (name) ? "svg-" : "", N_DIGITS,
                          checksum,
                          kind == TRAIN_MANIFEST_PHOTOS ? "" : ".png");
}

gboolean
train_dataset_files_add (TrainDatasetFiles *files,
                         TrainManifestKind kind,
                         const char *file,
                         const char *source)
{
  gboolean is_first;
  OutputFile *output;

  g_mutex_lock (&files->lock);
  output = g_hash_table_lookup (files->by_name, file);
  is_first = output == NULL;
  if (is_first)
    {
      output = g_new0 (OutputFile, 1);
      output->kind = kind;
      output->sources = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (files->by_name, g_strdup (file), output);
    }
  g_ptr_array_add (output->sources, g_strdup (source));
  g_mutex_unlock (&files->lock);
  return is_first;
}

void
train_dataset_files_set_made (TrainDatasetFiles *files,
                              const char *file,
                              gboolean is_earlier)
{
  OutputFile *output;

  g_mutex_lock (&files->lock);
  output = g_hash_table_lookup (files->by_name, file);
  output->is_made = TRUE;
  output->is_earlier = is_earlier;
  g_mutex_unlock (&files->lock);
}

void
train_dataset_files_set_rejected (TrainDatasetFiles *files,
                                  const char *file,
                                  TrainLeftReason reason,
                                  const char *detail)
{
  OutputFile *output;

  g_mutex_lock (&files->lock);
  output = g_hash_table_lookup (files->by_name, file);
  output->is_rejected = TRUE;
  output->reason = reason;
  output->detail = g_strdup (detail);
  g_mutex_unlock (&files->lock);
}

static int
compare_sources (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

void
train_dataset_files_finish (TrainDatasetFiles *files,
                            TrainManifest *manifest,
                            TrainTally *tally)
{
  GHashTableIter iter;
  gpointer file, value;

  g_hash_table_iter_init (&iter, files->by_name);
  while (g_hash_table_iter_next (&iter, &file, &value))
    {
      OutputFile *output = value;
      const char *first;
      g_autofree char *text = NULL;
      g_autofree char *same = NULL;

      g_ptr_array_sort (output->sources, compare_sources);
      first = g_ptr_array_index (output->sources, 0);
      text = train_name_to_text (first);
      same = g_strdup_printf ("the same bytes as '%s'", first);
      if (output->is_made)
        {
          train_manifest_add (manifest, output->kind, file, text);
          train_tally_take (tally, output->is_earlier);
        }
      else if (output->is_rejected)
        train_tally_leave (tally, output->reason, first, output->detail);
      for (guint i = 1; i < output->sources->len; i++)
        train_tally_leave (tally, TRAIN_LEFT_TWICE,
                           g_ptr_array_index (output->sources, i), same);
    }
}
