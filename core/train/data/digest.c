/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each file's own checksum is a task of the threads; the digest is that of the
 * lines "checksum name", in the order of the names.
 */
#include "train/data/digest.h"

#include <string.h>

#include "train/data/annotated.h"
#include "train/data/places.h"
#include "train/filter/rtv.h"

/* In the place of the checksum of a file that cannot be read: whether that is
 * an error is for those to say who read the data. */
#define UNREADABLE "-"

typedef struct
{
  const char *folder;
  const GPtrArray *names; /* within folder */
  char **sums;
} Job;

static void
digest_file (gpointer data, int task, int thread)
{
  const Job *job = data;
  g_autofree char *path =
    g_build_filename (job->folder, g_ptr_array_index (job->names, task), NULL);
  g_autoptr (GBytes) bytes = train_places_read_file (path, NULL);

  (void) thread;
  job->sums[task] =
    bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes)
                  : g_strdup (UNREADABLE);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* names: sorted here. */
static char *
digest_files (const char *folder, GPtrArray *names, SmoothThreads *threads)
{
  g_autoptr (GChecksum) all = g_checksum_new (G_CHECKSUM_SHA256);
  Job job = { folder, names, NULL };

  g_ptr_array_sort (names, compare_names);
  job.sums = g_new0 (char *, names->len + 1);
  smooth_threads_run (threads, (int) names->len, digest_file, &job);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *line = g_strdup_printf (
        "%s %s\n", job.sums[i], (const char *) g_ptr_array_index (names, i));

      g_checksum_update (all, (const guchar *) line, -1);
    }
  g_strfreev (job.sums);
  return g_strdup (g_checksum_get_string (all));
}

char *
train_digest_pairs (const char *folder,
                    TrainPart part,
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
        for (int level = 0;
             kind == TRAIN_MANIFEST_PHOTOS && level <= TRAIN_RTV_N_STRENGTHS;
             level++)
          g_ptr_array_add (names, train_manifest_get_photo (entry, ".", level));
      }
  return digest_files (folder, names, threads);
}

/* The part of path behind folder. */
static char *
dup_relative (const char *path, const char *folder)
{
  g_autofree char *above = g_build_filename (folder, "/", NULL);

  return g_strdup (path + (g_str_has_prefix (path, above) ? strlen (above) : 0));
}

char *
train_digest_edges (const char *folder, SmoothThreads *threads, GError **error)
{
  g_autoptr (GPtrArray) items =
    train_annotated_list_train (folder, NULL, error);
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
