/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `export`: writes the weights in the checkpoint of a training run
 * to a file that the plug-in can load, before the run has ended.
 */
#include "train/program/commands.h"

#include <string.h>

#include <smooth/error.h>
#include <smooth/smooth.h>

#include "file/safetensors.h"
#include "train/net/eme-train.h"
#include "train/net/mi-train.h"
#include "commit.h"
#include "train/program/train-options.h"
#include "train/run/checkpoint.h"
#include "train/run/run-folder.h"
#include "train/base/settings.h"

typedef struct
{
  char **places; /* the arguments RUN FILE */
  char *licence;
  gboolean is_last;
} Options;

static gboolean
parse (Options *options, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "last", 0, 0, G_OPTION_ARG_NONE, &options->is_last,
      "the last step's weights instead of their average", NULL },
    { "licence", 0, 0, G_OPTION_ARG_STRING, &options->licence,
      "licence of the weights, for their metadata", "TEXT" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->places,
      NULL, "RUN FILE" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
    context, "Writes the weights that the run in the folder RUN has reached "
             "to FILE,\nwhich the plug-in loads as eme.safetensors or "
             "mi.safetensors.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (options->places != NULL && g_strv_length (options->places) == 2)
    return TRUE;
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                       "wanted: export RUN FILE");
  return FALSE;
}

/* Writes the weights that the checkpoint file path holds to the file that the
 * user named. layout: the parameters of the network. */
static gboolean
write_weights (const Options *options,
               const TrainExport *export,
               const TrainLayout *layout,
               const char *path,
               GError **error)
{
  g_autoptr (TrainProgress) progress =
    train_progress_new (train_layout_get_n_values (layout));
  TrainExport all = *export;

  if (!train_checkpoint_load (path, export->network, export->settings, progress,
                              error))
    return FALSE;
  all.n_steps = progress->n_done;
  return train_export (&all, layout,
                       options->is_last ? progress->values : progress->average,
                       options->places[1], error);
}

static gboolean
run (const Options *options, GError **error)
{
  g_autofree char *path =
    g_build_filename (options->places[0], TRAIN_CHECKPOINT_FILE, NULL);
  g_autoptr (SmoothTensorSet) set = smooth_safetensors_load (path, error);
  const char *settings, *network;
  g_autofree char *widths_text = NULL;
  g_autofree char *data = NULL;
  int widths[TRAIN_MI_N_WIDTHS], n_widths;
  TrainExport export = { .commit = TRAIN_COMMIT, .licence = options->licence };

  if (set == NULL)
    return FALSE;
  settings = smooth_tensor_set_get_metadata (set, "settings");
  network = smooth_tensor_set_get_metadata (set, "network");
  widths_text =
    settings != NULL ? train_settings_find (settings, "widths") : NULL;
  if (network == NULL || widths_text == NULL
      || !train_options_parse_numbers ("widths", widths_text, TRAIN_MI_N_WIDTHS,
                                       widths, &n_widths, NULL)
      || n_widths != TRAIN_MI_N_WIDTHS)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                   "checkpoint '%s': its network and widths are missing", path);
      return FALSE;
    }
  data = train_settings_find (settings, "data");
  export.network = network;
  export.settings = settings;
  export.data = data;
  if (strcmp (network, "eme") == 0)
    {
      g_autoptr (TrainEme) eme =
        train_eme_new (widths, SMOOTH_SIMD_BASELINE, error);

      return eme != NULL
             && write_weights (options, &export, train_eme_get_layout (eme),
                               path, error);
    }
  else
    {
      g_autoptr (TrainMi) mi =
        train_mi_new (widths, SMOOTH_SIMD_BASELINE, error);

      return mi != NULL
             && write_weights (options, &export, train_mi_get_layout (mi), path,
                               error);
    }
}

int
command_export (int argc, char **argv)
{
  Options options = { 0 };
  g_autoptr (GError) error = NULL;
  const gboolean is_done = train_ranks_check_alone (&error)
                           && parse (&options, argc, argv, &error)
                           && run (&options, &error);

  g_strfreev (options.places);
  g_free (options.licence);
  return command_get_status ("export", is_done, error);
}
