/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Computes checksums of training data, see digest.h. The threads compute each
 * file's own SHA-256; the result is the SHA-256 of the lines "CHECKSUM NAME",
 * sorted by name.
 */
#include "train/data/digest.h"

#include <string.h>

#include "train/data/annotated-photos.h"
#include "train/data/regular-file.h"
#include "train/filter/rtv.h"

/* This text stands for the checksum of a file that cannot be read. No error is
 * raised here: the code that reads the data decides whether it is one. */
#define UNREADABLE "-"

typedef struct
{
  const char *folder;
  const GPtrArray *names; /* relative to folder */
  char **sums;
} Digest;

static void
digest_file (gpointer data, int task, int thread)
{
  const Digest *digest = data;
  g_autofree char *path = g_build_filename (
    digest->folder, g_ptr_array_index (digest->names, task), NULL);
  g_autoptr (GBytes) bytes = train_regular_file_read (path, NULL);

  (void) thread;
  digest->sums[task] =
    bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes)
                  : g_strdup (UNREADABLE);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Computes one checksum of all files in folder whose names are in the list
 * names, which is sorted here. */
static char *
digest_files (const char *folder, GPtrArray *names, SmoothThreads *threads)
{
  g_autoptr (GChecksum) all = g_checksum_new (G_CHECKSUM_SHA256);
  Digest digest = { folder, names, NULL };

  g_ptr_array_sort (names, compare_names);
  digest.sums = g_new0 (char *, names->len + 1);
  smooth_threads_run (threads, (int) names->len, digest_file, &digest);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *line = g_strdup_printf (
        "%s %s\n", digest.sums[i], (const char *) g_ptr_array_index (names, i));

      g_checksum_update (all, (const guchar *) line, -1);
    }
  g_strfreev (digest.sums);
  return g_strdup (g_checksum_get_string (all));
}

char *
train_digest_pairs (const char *folder,
                    TrainDatasetPart part,
                    SmoothThreads *threads,
                    GError **error)
{
  g_auto (TrainManifest) manifest = { 0 };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (!train_manifest_load (&manifest, folder, error))
    return NULL;
  train_manifest_keep (&manifest, part);
  for (int kind = 0; kind < TRAIN_MANIFEST_N_KINDS; kind++)
    for (guint i = 0; i < manifest.entries[kind]->len; i++)
      {
        const TrainManifestEntry *entry =
          g_ptr_array_index (manifest.entries[kind], i);

        if (kind != TRAIN_MANIFEST_PHOTOS)
          g_ptr_array_add (names, g_strdup (entry->file));
        for (int k = 0;
             kind == TRAIN_MANIFEST_PHOTOS && k <= TRAIN_RTV_N_STRENGTHS; k++)
          g_ptr_array_add (names, train_manifest_get_photo (entry, ".", k));
      }
  return digest_files (folder, names, threads);
}

/* Returns the part of path that comes after folder. */
static char *
dup_relative (const char *path, const char *folder)
{
  g_autofree char *above = g_build_filename (folder, "/", NULL);

  return g_strdup (path
                   + (g_str_has_prefix (path, above) ? strlen (above) : 0));
}

char *
train_digest_edges (const char *folder, SmoothThreads *threads, GError **error)
{
  g_autoptr (GPtrArray) items =
    train_annotated_list_train (folder, TRAIN_PART_LEARN, NULL, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (items == NULL)
    return NULL;
  for (guint i = 0; i < items->len; i++)
    {
      const TrainAnnotated *item = g_ptr_array_index (items, i);

      g_ptr_array_add (names, dup_relative (item->photo, folder));
      g_ptr_array_add (names, dup_relative (item->annotations, folder));
    }
  return digest_files (folder, names, threads);
}
