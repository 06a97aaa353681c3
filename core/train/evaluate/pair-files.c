/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the pairs of pictures in a folder, see pair-files.h. */
#include "train/evaluate/pair-files.h"

#include <errno.h>
#include <string.h>

#include <smooth/error.h>

#include "train/data/file-name-text.h"
#include "train/data/picture-files.h"

static void
files_free (gpointer data)
{
  TrainPairFiles *files = data;

  g_free (files->input);
  g_free (files->truth);
  g_free (files);
}

/* Returns the name of the pair that file belongs to: file without end and the
 * ending of its picture format; NULL if its name does not have this form. Free
 * with g_free (). */
static char *
get_name (const char *file, const char *end)
{
  g_autofree char *stem = train_name_dup_stem (file);

  if (!g_str_has_suffix (stem, end))
    return NULL;
  return g_strndup (stem, strlen (stem) - strlen (end));
}

/* Stores file as the input or the truth of its pair. Returns FALSE if its name
 * is neither that of an input nor that of a truth. */
static gboolean
add_file (GHashTable *pairs, const char *file)
{
  g_autofree char *input = get_name (file, TRAIN_PAIR_INPUT_END);
  g_autofree char *truth =
    input == NULL ? get_name (file, TRAIN_PAIR_TRUTH_END) : NULL;
  const char *name = input != NULL ? input : truth;
  TrainPairFiles *files;
  char **which;

  if (name == NULL)
    return FALSE;
  files = g_hash_table_lookup (pairs, name);
  if (files == NULL)
    {
      files = g_new0 (TrainPairFiles, 1);
      g_hash_table_insert (pairs, g_strdup (name), files);
    }
  which = input != NULL ? &files->input : &files->truth;
  files->is_doubled |= *which != NULL;
  if (*which == NULL)
    *which = g_strdup (file);
  return TRUE;
}

GHashTable *
train_pair_files_find (const char *folder, TrainTally *tally, GError **error)
{
  g_autoptr (GPtrArray) files = NULL;
  GHashTable *pairs;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO, "pairs '%s': %s",
                   folder, g_strerror (ENOTDIR));
      return NULL;
    }
  files = train_picture_files_find (folder, NULL, tally, error);
  if (files == NULL)
    return NULL;
  pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, files_free);
  for (guint i = 0; i < files->len; i++)
    {
      const char *file = g_ptr_array_index (files, i);

      if (strchr (file, '/') != NULL || !add_file (pairs, file))
        train_tally_leave (tally, TRAIN_LEFT_KIND, file, NULL);
    }
  return pairs;
}

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

GPtrArray *
train_pair_files_list (const char *folder, GHashTable *pairs, TrainTally *tally)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, pairs);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const TrainPairFiles *files = value;
      g_autofree char *path = g_build_filename (
        folder, files->input != NULL ? files->input : files->truth, NULL);
      g_autofree char *why = NULL;

      if (files->is_doubled)
        why = g_strdup ("another file has the same name but for its "
                        "ending");
      else if (files->input == NULL || files->truth == NULL)
        {
          g_autofree char *missing = g_strdup_printf (
            "%s%s.png", (char *) name,
            files->input == NULL ? TRAIN_PAIR_INPUT_END : TRAIN_PAIR_TRUTH_END);

          why = g_strdup_printf ("there is no '%s'", missing);
        }
      if (why != NULL)
        train_tally_leave (tally, TRAIN_LEFT_PARTNER, path, why);
      else
        g_ptr_array_add (names, name);
    }
  g_ptr_array_sort (names, compare_names);
  return names;
}
