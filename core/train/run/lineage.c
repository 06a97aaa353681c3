/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collects lineages, see lineage.h. */
#include "train/run/lineage.h"

#include <string.h>

#include <smooth/error.h>

#include "file/safetensors.h"
#include "train/base/settings.h"
#include "train/data/file-name-text.h"

struct _TrainLineage
{
  GPtrArray *lines; /* texts, sorted, without duplicates */
};

TrainLineage *
train_lineage_new (void)
{
  TrainLineage *lineage = g_new (TrainLineage, 1);

  lineage->lines = g_ptr_array_new_with_free_func (g_free);
  return lineage;
}

void
train_lineage_free (TrainLineage *lineage)
{
  if (lineage == NULL)
    return;
  g_ptr_array_unref (lineage->lines);
  g_free (lineage);
}

/* Adds line to the sorted lines, unless it is among them already. Takes
 * ownership of line. */
static void
take_line (TrainLineage *lineage, char *line)
{
  guint i = 0;
  int order = 1;

  while (i < lineage->lines->len
         && (order = strcmp (g_ptr_array_index (lineage->lines, i), line)) < 0)
    i++;
  if (i < lineage->lines->len && order == 0)
    g_free (line);
  else
    g_ptr_array_insert (lineage->lines, (int) i, line);
}

/* Returns the last part of path as UTF-8 text. The semicolon, which separates
 * lines in settings, is replaced with a comma. Free with g_free (). */
static char *
get_name (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  char *name = train_name_to_text (base);

  return g_strdelimit (name, ";", ',');
}

void
train_lineage_add_text (TrainLineage *lineage, const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\n;", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      take_line (lineage, g_strdup (lines[i]));
}

/* Adds the lines of the file lineage.txt in folder; returns FALSE if there is
 * no such file. */
static gboolean
add_file (TrainLineage *lineage, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, TRAIN_LINEAGE_FILE, NULL);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL)
      || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  train_lineage_add_text (lineage, text);
  return TRUE;
}

void
train_lineage_add_source (TrainLineage *lineage,
                          const char *kind,
                          const char *path)
{
  g_autofree char *name = get_name (path);

  if (!add_file (lineage, path))
    take_line (lineage, g_strdup_printf ("source %s %s", kind, name));
}

void
train_lineage_add_dataset (TrainLineage *lineage, const char *folder)
{
  g_autofree char *name = get_name (folder);

  if (!add_file (lineage, folder))
    take_line (lineage, g_strdup_printf ("source unknown %s", name));
}

/* Adds the lineage that the metadata of set record, the contents of the file
 * name. If there is none, adds that the file's sources are unknown. */
static void
add_set (TrainLineage *lineage, const SmoothTensorSet *set, const char *name)
{
  const char *own = smooth_tensor_set_get_metadata (set, "lineage");
  const char *settings = smooth_tensor_set_get_metadata (set, "settings");
  const char *data = smooth_tensor_set_get_metadata (set, "data");
  g_autofree char *in_settings =
    settings != NULL ? train_settings_find (settings, "lineage") : NULL;
  g_autofree char *data_in_settings =
    settings != NULL ? train_settings_find (settings, "data") : NULL;

  if (own == NULL)
    own = in_settings;
  if (own != NULL)
    {
      train_lineage_add_text (lineage, own);
      return;
    }
  take_line (lineage, g_strdup_printf ("source unknown %s", name));
  if (data == NULL)
    data = data_in_settings;
  if (data != NULL)
    {
      g_autofree char *data_name = get_name (data);

      take_line (lineage, g_strdup_printf ("source named %s", data_name));
    }
}

gboolean
train_lineage_add_parent (TrainLineage *lineage,
                          const char *role,
                          const char *file,
                          GError **error)
{
  g_autofree char *name = get_name (file);
  g_autofree char *contents = NULL;
  g_autofree char *checksum = NULL;
  g_autoptr (SmoothTensorSet) set = NULL;
  g_autoptr (GError) reason = NULL;
  gsize n;

  if (!g_file_get_contents (file, &contents, &n, &reason))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                   "weights '%s': cannot read the file: %s", file,
                   reason->message);
      return FALSE;
    }
  set = smooth_safetensors_parse (name, (const guint8 *) contents, n, error);
  if (set == NULL)
    return FALSE;
  checksum = g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                          (const guchar *) contents, n);
  take_line (lineage,
             g_strdup_printf ("parent %s %s %s", role, checksum, name));
  add_set (lineage, set, name);
  return TRUE;
}

char *
train_lineage_to_text (const TrainLineage *lineage, const char *separator)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lineage->lines->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? separator : "",
                            (char *) g_ptr_array_index (lineage->lines, i));
  return g_string_free (text, FALSE);
}

gboolean
train_lineage_save (TrainLineage *lineage, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, TRAIN_LINEAGE_FILE, NULL);
  g_autofree char *lines = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) reason = NULL;

  add_file (lineage, folder);
  lines = train_lineage_to_text (lineage, "\n");
  text = g_strconcat (lines, "\n", NULL);
  if (g_file_set_contents (path, text, -1, &reason))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               "file '%s': cannot be written: %s", path, reason->message);
  return FALSE;
}
