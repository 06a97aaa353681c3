/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The charts of a run's folder, see run-charts.h. */
#include "train/plot/run-charts.h"

#include "train/plot/charts.h"

static gboolean
save_both (const TrainPlot *plot,
           const char *folder,
           const char *name,
           GError **error)
{
  static const char *const end[] = { "svg", "png" };

  for (gsize i = 0; i < G_N_ELEMENTS (end); i++)
    {
      g_autofree char *file = g_strconcat (name, ".", end[i], NULL);
      g_autofree char *path = g_build_filename (folder, file, NULL);

      if (!train_plot_save (plot, path, error))
        return FALSE;
    }
  return TRUE;
}

/* Columns of a log that are terms of the loss; free the array with g_free ().
 */
static const char **
list_terms (const TrainTable *table)
{
  static const char *const others[] = { "step", "rate",    "norm",
                                        "psnr", "seconds", NULL };
  const char *const *names = train_table_get_names (table);
  const char **terms =
    g_new0 (const char *, g_strv_length ((char **) names) + 1);
  int n = 0;

  for (int i = 0; names[i] != NULL; i++)
    if (!g_strv_contains (others, names[i]))
      terms[n++] = names[i];
  return terms;
}

gboolean
train_run_charts_save (const char *folder, GError **error)
{
  static const char *const quality[] = { "psnr", NULL };
  g_autofree char *path = g_build_filename (folder, "log.csv", NULL);
  g_autoptr (TrainTable) table = NULL;
  g_autoptr (TrainPlot) loss = NULL;
  g_autoptr (TrainPlot) psnr = NULL;
  g_autofree const char **terms = NULL;

  if (!train_plot_can_save ())
    return TRUE;
  table = train_table_read (path, error);
  if (table == NULL)
    return FALSE;
  if (train_table_get_n_rows (table) == 0)
    return TRUE;
  terms = list_terms (table);
  loss = train_chart_training (table, "Loss and its terms", "step", terms);
  if (!save_both (loss, folder, "loss", error))
    return FALSE;
  if (train_table_get_column (table, "psnr") == NULL)
    return TRUE;
  psnr = train_chart_training (table, "PSNR in dB", "step", quality);
  return save_both (psnr, folder, "psnr", error);
}
