/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds and loads photos with annotations, see annotated-photos.h. */
#include "train/data/annotated-photos.h"

#include <smooth/error.h>

#include "train/data/file-name-text.h"
#include "train/data/picture-files.h"

static void
item_free (gpointer data)
{
  TrainAnnotated *item = data;

  g_free (item->name);
  g_free (item->photo);
  g_free (item->annotations);
  g_free (item);
}

GPtrArray *
train_annotated_new_list (void)
{
  return g_ptr_array_new_with_free_func (item_free);
}

/* Returns a table of how many of the file names have each stem (the name
 * without the picture format's ending). */
static GHashTable *
count_stems (const GPtrArray *names)
{
  GHashTable *counts =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < names->len; i++)
    {
      char *stem = train_name_dup_stem (g_ptr_array_index (names, i));
      int n = GPOINTER_TO_INT (g_hash_table_lookup (counts, stem));

      g_hash_table_replace (counts, stem, GINT_TO_POINTER (n + 1));
    }
  return counts;
}

gboolean
train_annotated_find (const char *folder,
                      const char *split,
                      GPtrArray *list,
                      TrainTally *tally,
                      GError **error)
{
  g_autofree char *images = g_build_filename (folder, "images", split, NULL);
  g_autoptr (GPtrArray) names =
    train_picture_files_find (images, NULL, tally, error);
  g_autoptr (GHashTable) counts = NULL;

  if (names == NULL)
    return FALSE;
  counts = count_stems (names);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *stem = train_name_dup_stem (name);
      g_autofree char *photo = g_build_filename (images, name, NULL);
      g_autofree char *mat = g_strconcat (stem, ".mat", NULL);
      g_autofree char *annotations =
        g_build_filename (folder, "groundTruth", split, mat, NULL);
      TrainAnnotated *item;

      if (GPOINTER_TO_INT (g_hash_table_lookup (counts, stem)) > 1)
        train_tally_leave (tally, TRAIN_LEFT_PARTNER, photo,
                           "another file has the same name but for its "
                           "ending");
      else if (!g_file_test (annotations, G_FILE_TEST_EXISTS))
        {
          g_autofree char *why =
            g_strdup_printf ("there is no '%s'", annotations);

          train_tally_leave (tally, TRAIN_LEFT_PARTNER, photo, why);
        }
      else
        {
          item = g_new (TrainAnnotated, 1);
          *item = (TrainAnnotated) { g_steal_pointer (&stem),
                                     g_steal_pointer (&photo),
                                     g_steal_pointer (&annotations) };
          g_ptr_array_add (list, item);
        }
    }
  return TRUE;
}

/* Removes from items, the list of all photos, those that do not belong to part.
 * The photos that are held back from the training part are reported to
 * tally. */
static void
keep_part (GPtrArray *items, TrainDatasetPart part, TrainTally *tally)
{
  for (guint i = items->len; i-- > 0;)
    {
      const TrainAnnotated *item = g_ptr_array_index (items, i);
      gboolean is_held_back = train_manifest_is_held_back (i);

      if (is_held_back == (part == TRAIN_PART_VALIDATE))
        continue;
      if (is_held_back)
        train_tally_leave (tally, TRAIN_LEFT_HELD_OUT, item->photo, NULL);
      g_ptr_array_remove_index (items, i);
    }
}

GPtrArray *
train_annotated_list_train (const char *folder,
                            TrainDatasetPart part,
                            TrainTally *tally,
                            GError **error)
{
  static const char *const SPLITS[] = { "train", "val" };
  g_autofree char *images = g_build_filename (folder, "images", NULL);
  g_autoptr (GPtrArray) items = train_annotated_new_list ();

  if (!g_file_test (images, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                   "data '%s' are not laid out as BSDS500: there is no "
                   "folder '%s'",
                   folder, images);
      return NULL;
    }
  for (gsize k = 0; k < G_N_ELEMENTS (SPLITS); k++)
    {
      g_autofree char *split = g_build_filename (images, SPLITS[k], NULL);

      if (g_file_test (split, G_FILE_TEST_EXISTS)
          && !train_annotated_find (folder, SPLITS[k], items, tally, error))
        return NULL;
    }
  keep_part (items, part, tally);
  return g_steal_pointer (&items);
}

gboolean
train_annotated_load (const TrainAnnotated *item,
                      TrainTally *tally,
                      TrainPicture *photo,
                      TrainAnnotations *annotations)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *why = NULL;

  if (!train_picture_load (item->photo, photo, &reason)
      || !train_annotations_load (item->annotations, annotations, &reason))
    {
      train_tally_leave (tally, TRAIN_LEFT_UNREADABLE, item->photo,
                         reason->message);
      return FALSE;
    }
  if (photo->height == annotations->height
      && photo->width == annotations->width)
    {
      train_tally_take (tally, FALSE);
      return TRUE;
    }
  why = g_strdup_printf (
    "annotations '%s' are of %d x %d pixels, their photo is of "
    "%d x %d",
    item->annotations, annotations->width, annotations->height, photo->width,
    photo->height);
  train_tally_leave (tally, TRAIN_LEFT_PARTNER, item->photo, why);
  return FALSE;
}

void
train_annotated_fail (const char *folder,
                      const char *wanted,
                      TrainTally *tally,
                      GError **error)
{
  g_autofree char *first = train_tally_dup_first (tally);

  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
               "folder '%s' has no photos with annotations in %s (%s)", folder,
               wanted, first != NULL ? first : "");
}
