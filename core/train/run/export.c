/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/run/export.h"

#include "file/safetensors.h"
#include "train/base/settings.h"
#include "train/run/lineage.h"

/* The version of the networks' architecture, which core/engine/model.c compares
 * when it loads weights. */
#define FORMAT_VERSION "2"

/* Returns the lineage (lineage.h) that the settings contain, a line for each
 * entry; NULL if they contain none. Free with g_free (). */
static char *
dup_lineage (const TrainExport *export)
{
  g_autoptr (TrainLineage) lineage = train_lineage_new ();
  g_autofree char *text = export->settings != NULL
                            ? train_settings_find (export->settings, "lineage")
                            : NULL;

  if (text == NULL)
    return NULL;
  train_lineage_add_text (lineage, text);
  return train_lineage_to_text (lineage, "\n");
}

gboolean
train_export (const TrainExport *export,
              const TrainLayout *layout,
              const TrainReal *values,
              const char *path,
              GError **error)
{
  g_autofree char *label = g_path_get_basename (path);
  g_autofree char *n_steps =
    g_strdup_printf ("%" G_GUINT64_FORMAT, export->n_steps);
  g_autofree char *lineage = dup_lineage (export);
  g_autoptr (SmoothTensorSet) set =
    train_layout_write (layout, label, values, error);
  const char *const metadata[][2] = {
    { "network", export->network },   { "format", FORMAT_VERSION },
    { "commit", export->commit },     { "data", export->data },
    { "licence", export->licence },   { "steps", n_steps },
    { "settings", export->settings }, { "lineage", lineage },
  };

  if (set == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (metadata); i++)
    if (metadata[i][1] != NULL)
      smooth_tensor_set_set_metadata (set, metadata[i][0], metadata[i][1]);
  return smooth_safetensors_save (set, path, error);
}
