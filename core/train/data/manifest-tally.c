/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts the files of a data set, see manifest-tally.h. */
#include "train/data/manifest-tally.h"

#include "train/data/file-name-text.h"
#include "train/filter/rtv.h"

gboolean
train_manifest_count (const char *folder, TrainTally *tally)
{
  for (int part = TRAIN_PART_LEARN; part <= TRAIN_PART_VALIDATE; part++)
    {
      g_auto (TrainManifest) manifest = { 0 };

      if (!train_manifest_load (&manifest, folder, NULL))
        return FALSE;
      train_manifest_keep (&manifest, part);
      for (int kind = 0; kind < TRAIN_MANIFEST_N_KINDS; kind++)
        for (guint i = 0; i < manifest.entries[kind]->len; i++)
          {
            const TrainManifestEntry *entry =
              g_ptr_array_index (manifest.entries[kind], i);

            if (part == TRAIN_PART_LEARN)
              train_tally_take (tally, FALSE);
            else
              train_tally_leave (tally, TRAIN_LEFT_HELD_OUT, entry->file, NULL);
          }
    }
  return TRUE;
}

/* Returns the set of all files that manifest lists, relative to its folder. */
static GHashTable *
list_files (const TrainManifest *manifest)
{
  GHashTable *files =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int kind = 0; kind < TRAIN_MANIFEST_N_KINDS; kind++)
    for (guint i = 0; i < manifest->entries[kind]->len; i++)
      {
        const TrainManifestEntry *entry =
          g_ptr_array_index (manifest->entries[kind], i);

        if (kind != TRAIN_MANIFEST_PHOTOS)
          g_hash_table_add (files, g_strdup (entry->file));
        for (int k = 0;
             kind == TRAIN_MANIFEST_PHOTOS && k <= TRAIN_RTV_N_STRENGTHS; k++)
          g_hash_table_add (files,
                            g_strdup_printf ("%s-%d.png", entry->file, k));
      }
  return files;
}

void
train_manifest_note_others (const TrainManifest *manifest,
                            const char *folder,
                            TrainTally *tally)
{
  g_autoptr (GHashTable) files = list_files (manifest);
  int n_others = 0;

  for (int kind = 0; kind < TRAIN_MANIFEST_N_KINDS; kind++)
    {
      g_autofree char *path =
        g_build_filename (folder, train_manifest_get_folder (kind), NULL);
      g_autoptr (GDir) entries = g_dir_open (path, 0, NULL);
      const char *name;

      while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
        {
          g_autofree char *file =
            g_strdup_printf ("%s/%s", train_manifest_get_folder (kind), name);

          n_others += !g_hash_table_contains (files, file);
        }
    }
  if (n_others > 0)
    {
      g_autofree char *text = train_name_to_text (folder);
      g_autofree char *line = g_strdup_printf (
        "'%s' holds %d files of earlier runs, which are not in its list", text,
        n_others);

      train_tally_note (tally, line);
    }
}
