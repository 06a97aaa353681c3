/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files and their sources, see dataset-files.h. */
#include "train/data/dataset-files.h"

#include <string.h>

#include "i18n.h"
#include "train/data/file-names.h"

/* Hexadecimal digits of a file's name: 96 bits tell all files apart. */
#define N_DIGITS 24

typedef struct
{
  TrainManifestKind kind;
  GPtrArray *sources;
  gboolean is_there, is_earlier, is_rejected;
  TrainLeftReason reason;
  char *detail;
} Claim;

struct _TrainClaims
{
  GMutex lock;
  GHashTable *files; /* file -> Claim */
};

static void
claim_free (gpointer data)
{
  Claim *claim = data;

  g_ptr_array_unref (claim->sources);
  g_free (claim->detail);
  g_free (claim);
}

TrainDatasetFiles *
train_dataset_files_new (void)
{
  TrainDatasetFiles *claims = g_new0 (TrainDatasetFiles, 1);

  g_mutex_init (&claims->lock);
  claims->files =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, claim_free);
  return claims;
}

void
train_dataset_files_free (TrainDatasetFiles *claims)
{
  g_mutex_clear (&claims->lock);
  g_hash_table_unref (claims->files);
  g_free (claims);
}

char *
train_dataset_files_dup_name (TrainManifestKind kind, const char *name, GBytes *bytes)
{
  g_autofree char *checksum =
    g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  /* the same bytes may be a picture by one name and none by the other */
  return g_strdup_printf ("%s/%s%.*s%s", train_manifest_get_folder (kind),
                          train_name_is_svg (name) ? "svg-" : "", N_DIGITS,
                          checksum,
                          kind == TRAIN_MANIFEST_PHOTOS ? "" : ".png");
}

gboolean
train_dataset_files_add (TrainDatasetFiles *claims,
                  TrainManifestKind kind,
                  const char *file,
                  const char *source)
{
  gboolean is_first;
  Claim *claim;

  g_mutex_lock (&claims->lock);
  claim = g_hash_table_lookup (claims->files, file);
  is_first = claim == NULL;
  if (is_first)
    {
      claim = g_new0 (Claim, 1);
      claim->kind = kind;
      claim->sources = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (claims->files, g_strdup (file), claim);
    }
  g_ptr_array_add (claim->sources, g_strdup (source));
  g_mutex_unlock (&claims->lock);
  return is_first;
}

void
train_dataset_files_set_made (TrainDatasetFiles *claims, const char *file, gboolean is_earlier)
{
  Claim *claim;

  g_mutex_lock (&claims->lock);
  claim = g_hash_table_lookup (claims->files, file);
  claim->is_there = TRUE;
  claim->is_earlier = is_earlier;
  g_mutex_unlock (&claims->lock);
}

void
train_dataset_files_set_rejected (TrainDatasetFiles *claims,
                     const char *file,
                     TrainLeftReason reason,
                     const char *detail)
{
  Claim *claim;

  g_mutex_lock (&claims->lock);
  claim = g_hash_table_lookup (claims->files, file);
  claim->is_rejected = TRUE;
  claim->reason = reason;
  claim->detail = g_strdup (detail);
  g_mutex_unlock (&claims->lock);
}

static int
compare_sources (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

void
train_dataset_files_finish (TrainDatasetFiles *claims,
                     TrainManifest *manifest,
                     TrainTally *tally)
{
  GHashTableIter iter;
  gpointer file, value;

  g_hash_table_iter_init (&iter, claims->files);
  while (g_hash_table_iter_next (&iter, &file, &value))
    {
      Claim *claim = value;
      const char *first;
      g_autofree char *text = NULL;
      g_autofree char *same = NULL;

      g_ptr_array_sort (claim->sources, compare_sources);
      first = g_ptr_array_index (claim->sources, 0);
      text = train_name_to_text (first);
      same = g_strdup_printf (_ ("the same bytes as '%s'"), first);
      if (claim->is_there)
        {
          train_manifest_add (manifest, claim->kind, file, text);
          train_tally_take (tally, claim->is_earlier);
        }
      else if (claim->is_rejected)
        train_tally_leave (tally, claim->reason, first, claim->detail);
      for (guint i = 1; i < claim->sources->len; i++)
        train_tally_leave (tally, TRAIN_LEFT_TWICE,
                           g_ptr_array_index (claim->sources, i), same);
    }
}
