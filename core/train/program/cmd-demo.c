/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `demo`: trains both networks for a few minutes, from random
 * weights, on procedural shapes and a handful of pictures. Then it smooths the
 * first picture by the plug-in's engine with these weights. It shows that all
 * parts work together, not how good the method is.
 */
#include "train/program/commands.h"

#include <math.h>
#include <string.h>

#include <smooth/smooth.h>

#include "base/system.h"
#include "file/safetensors.h"
#include "train/base/stop.h"
#include "train/data/disjoint-paths.h"
#include "train/data/picture.h"
#include "train/data/picture-rgba.h"
#include "train/data/tally.h"
#include "train/program/training-commands.h"
#include "train/run/objective-eme.h"
#include "train/run/objective-mi.h"
#include "train/run/run-folder.h"

#define MAX_PICTURES 8
#define STRENGTH 0.8

/* Pictures are shrunk to this longer side: the teacher's time and memory grow
 * with the area, and larger pictures teach the networks no more. */
#define MAX_SIDE_PX 512

typedef struct
{
  char **places; /* the arguments OUT PICTURE... */
  int n_eme_steps, n_mi_steps, n_threads;
  TrainImage photos[MAX_PICTURES];
  const char *files[MAX_PICTURES]; /* the photos' paths, borrowed from places */
  int n_photos;
  TrainRanks *ranks;
  SmoothThreads *threads;
  TrainFolderLock *lock; /* lock of the folder OUT; only on rank 0 */
} Demo;

/* Returns whether this process is rank 0, the only one that writes into OUT. */
static gboolean
is_first (const Demo *demo)
{
  return train_ranks_get_index (demo->ranks) == 0;
}

static gboolean
parse (Demo *demo, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "eme-steps", 0, 0, G_OPTION_ARG_INT, &demo->n_eme_steps,
      "steps of the edge map extractor (default 400)", "N" },
    { "mi-steps", 0, 0, G_OPTION_ARG_INT, &demo->n_mi_steps,
      "steps of the main interpreter (default 500)", "N" },
    { "threads", 't', 0, G_OPTION_ARG_INT, &demo->n_threads,
      "threads (default: all)", "N" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &demo->places,
      NULL, "OUT PICTURE..." },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
    context, "Trains both networks for a few minutes, from random weights, on "
             "procedural shapes\nand 1 to 8 pictures, into the folder OUT, "
             "and smooths the first picture.\nThe same command continues "
             "where it was stopped.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (demo->places != NULL && g_strv_length (demo->places) >= 2
      && g_strv_length (demo->places) <= 1 + MAX_PICTURES
      && demo->n_eme_steps >= 1 && demo->n_mi_steps >= 1
      && demo->n_threads >= 1)
    return TRUE;
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                       demo->n_eme_steps < 1 || demo->n_mi_steps < 1
                         ? "--eme-steps and --mi-steps have to be at least 1"
                       : demo->n_threads < 1
                         ? "--threads has to be at least 1"
                         : "wanted: demo OUT PICTURE..., 1 to 8 pictures");
  return FALSE;
}

/* Reads a picture in the same way as photos of a data set are read. */
static gboolean
load_photo (const char *file, TrainImage *photo, GError **error)
{
  g_auto (TrainPictureRgba) sprite = { 0 };
  g_auto (TrainPicture) picture = { 0 };

  if (!train_picture_rgba_load (file, &sprite, error)
      || !train_picture_rgba_shrink (&sprite, MAX_SIDE_PX, error)
      || !train_picture_rgba_flatten (&sprite, &picture, error))
    return FALSE;
  train_picture_to_image (&picture, photo);
  return TRUE;
}

/* Reads the user's pictures; those that cannot be read are left out. Errors:
 * FORMAT if none can be read. */
static gboolean
load_photos (Demo *demo, GError **error)
{
  g_autoptr (TrainTally) tally = train_tally_new ();
  g_autofree char *first = NULL;

  for (char **place = demo->places + 1; *place != NULL; place++)
    {
      g_autoptr (GError) reason = NULL;

      if (load_photo (*place, &demo->photos[demo->n_photos], &reason))
        {
          demo->files[demo->n_photos++] = *place;
          train_tally_take (tally, FALSE);
        }
      else
        train_tally_leave (tally, TRAIN_LEFT_UNREADABLE, *place,
                           reason->message);
    }
  if (is_first (demo))
    command_report_tally ("demo", tally, NULL, NULL);
  if (demo->n_photos > 0)
    return TRUE;
  first = train_tally_dup_first (tally);
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT, first);
  return FALSE;
}

/* Does what can fail before the first step, except for the teacher's work. */
static gboolean
prepare (Demo *demo, GError **error)
{
  for (char **place = demo->places + 1; *place != NULL; place++)
    if (!train_paths_are_disjoint (demo->places[0], *place, error))
      return FALSE;
  if (is_first (demo)
      && (demo->lock = train_folder_lock_new (demo->places[0], "demo", error))
           == NULL)
    return FALSE;
  demo->threads = smooth_threads_new (demo->n_threads, error);
  return demo->threads != NULL && load_photos (demo, error);
}

/* Returns the options of a training run. Free: train_options_clear (). */
static TrainOptions
get_options (const Demo *demo,
             int n_steps,
             const char *crop,
             const char *widths)
{
  return (TrainOptions) {
    .data = g_strdup ("demo"),
    .crops = g_strdup (crop),
    .widths = g_strdup (widths),
    .n_samples = 8,
    .n_threads = demo->n_threads,
    .seed = 1,
    .n_steps = n_steps,
    .n_warm_up = 30,
    .cool_down = 1,
    .rate = 2e-3,
    .clip = 1,
    .average_share = 0.02,
    .save_minutes = 1,
  };
}

static gboolean
copy_weights (const char *from, const char *to, GError **error)
{
  g_autoptr (SmoothTensorSet) weights = smooth_safetensors_load (from, error);

  return weights != NULL && smooth_safetensors_save (weights, to, error);
}

/* Trains the network of objective in a folder of its own inside of OUT, or
 * resumes training there, and copies its weights to OUT. All ranks call this.
 * settings: text lines that tell what the weights depend on besides options. */
static gboolean
train (Demo *demo,
       TrainObjective *objective,
       TrainOptions *options,
       const char *settings,
       GError **error)
{
  char *folder = g_build_filename (demo->places[0], objective->name, NULL);
  g_autofree char *checkpoint =
    g_build_filename (folder, TRAIN_CHECKPOINT_FILE, NULL);
  g_autofree char *name = g_strdup_printf ("%s.safetensors", objective->name);
  g_autofree char *from = g_build_filename (folder, name, NULL);
  g_autofree char *to = g_build_filename (demo->places[0], name, NULL);
  TrainEnd end;

  options->places = g_new0 (char *, 2);
  options->places[0] = folder;
  options->resume = g_file_test (checkpoint, G_FILE_TEST_EXISTS);
  end = train_command_train (options, objective, settings, NULL, NULL,
                             demo->threads, demo->ranks, error);
  if (end == TRAIN_STOPPED)
    g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
                         "stopped; the same command continues");
  if (end != TRAIN_DONE)
    return FALSE;
  return train_ranks_agree (
    demo->ranks, !is_first (demo) || copy_weights (from, to, error), error);
}

static gboolean
train_eme (Demo *demo, GError **error)
{
  TrainOptions options =
    get_options (demo, demo->n_eme_steps, "96", "16,32,48,64");
  g_autoptr (TrainEdgeSource) edges = train_edge_source_new_procedural ();
  g_autoptr (TrainObjective) objective = NULL;
  int widths[TRAIN_EME_N_WIDTHS];
  gboolean is_done;

  if (train_options_get_widths (&options, widths, error))
    objective =
      train_objective_new_eme (edges, widths, &train_eme_loss_weights_default,
                               smooth_simd_best (), error);
  is_done = train_ranks_agree (demo->ranks, objective != NULL, error)
            && train (demo, objective, &options, "", error);
  train_options_clear (&options);
  return is_done;
}

/* Returns text lines that tell what MI's weights depend on besides the options,
 * the checksums of EME's weights and of the pictures. Free with g_free (). */
static char *
get_mi_settings (const Demo *demo, const char *eme_path, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *eme_sum = train_command_get_checksum (eme_path, error);

  if (eme_sum == NULL)
    return NULL;
  g_string_append_printf (text, "eme-sha256=%s\n", eme_sum);
  for (int i = 0; i < demo->n_photos; i++)
    {
      g_autofree char *sum = train_command_get_checksum (demo->files[i], error);

      if (sum == NULL)
        return NULL;
      g_string_append_printf (text, "picture-%d-sha256=%s\n", i + 1, sum);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Objects that the training of MI needs; all of them are owned. */
typedef struct
{
  TrainEme *eme;
  TrainPairSynthesis *pairs;
  TrainObjective *objective;
  char *settings;
} MiTraining;

static void
clear_mi_training (MiTraining *training)
{
  train_objective_free (training->objective);
  train_pair_synthesis_free (training->pairs);
  train_eme_free (training->eme);
  g_free (training->settings);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MiTraining, clear_mi_training)

/* Fills training. eme_path: EME's weights. The teacher takes seconds for each
 * picture. */
static gboolean
prepare_mi (Demo *demo,
            const TrainOptions *options,
            const char *eme_path,
            MiTraining *training,
            GError **error)
{
  int widths[TRAIN_MI_N_WIDTHS];

  if (!train_options_get_widths (options, widths, error)
      || (training->settings = get_mi_settings (demo, eme_path, error)) == NULL
      || (training->eme = train_command_load_eme (eme_path, error)) == NULL)
    return FALSE;
  training->pairs = train_pair_synthesis_new_from_photos (
    demo->photos, demo->n_photos, training->eme, demo->threads, error);
  if (training->pairs == NULL)
    return FALSE;
  training->objective = train_objective_new_mi (
    training->pairs, training->eme, widths, &train_mi_loss_weights_default,
    smooth_simd_best (), error);
  return training->objective != NULL;
}

static gboolean
train_mi (Demo *demo, GError **error)
{
  g_autofree char *eme_path =
    g_build_filename (demo->places[0], "eme.safetensors", NULL);
  TrainOptions options =
    get_options (demo, demo->n_mi_steps, "128", "16,32,64,96");
  g_auto (MiTraining) training = { 0 };
  const gboolean is_done =
    train_ranks_agree (demo->ranks,
                       prepare_mi (demo, &options, eme_path, &training, error),
                       error)
    && train (demo, training.objective, &options, training.settings, error);

  train_options_clear (&options);
  return is_done;
}

/* Returns the mean absolute difference of horizontal neighbours. */
static double
get_roughness (const TrainImage *image)
{
  double sum = 0;
  gsize n = 0;

  for (int y = 0; y < image->height; y++)
    for (int x = 1; x < image->width; x++)
      for (int c = 0; c < image->channels; c++, n++)
        sum += fabs ((double) train_image_at (image, y, x)[c]
                     - train_image_at (image, y, x - 1)[c]);
  return sum / n;
}

/* Smooths the first picture by the engine, and writes the result to a file. */
static gboolean
smooth (Demo *demo, GError **error)
{
  TrainImage *photo = &demo->photos[0];
  g_autofree char *path =
    g_build_filename (demo->places[0], "smooth.png", NULL);
  g_autoptr (SmoothModel) model = smooth_model_load (demo->places[0], error);
  g_autoptr (SmoothEngine) engine = NULL;
  g_auto (TrainPicture) picture = { 0 };
  SmoothEngineOptions options;
  SmoothParams params = { STRENGTH, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  SmoothArray from = { photo->width, photo->height, 3, photo->data }, to;
  SmoothArraySink arrays = { &to, NULL };
  SmoothSource source = smooth_array_source (&from);
  SmoothSink sink = smooth_array_sink (&arrays);
  TrainImage smoothed;
  gboolean is_done;

  smooth_engine_options_init (&options);
  options.report = command_print_report;
  engine = model != NULL ? smooth_engine_new (model, &options, error) : NULL;
  if (engine == NULL)
    return FALSE;
  train_image_init (&smoothed, photo->height, photo->width, 3);
  to = (SmoothArray) { photo->width, photo->height, 3, smoothed.data };
  is_done = smooth_engine_run (engine, &params, &source, &sink, NULL, error)
            && train_picture_from_image (&smoothed, &picture, error)
            && train_picture_save (&picture, path, error);
  if (is_done)
    g_print ("roughness %.5f, smoothed %.5f: %s\n", get_roughness (photo),
             get_roughness (&smoothed), path);
  train_image_clear (&smoothed);
  return is_done;
}

static gboolean
run (Demo *demo, int argc, char **argv, GError **error)
{
  return train_ranks_agree (
           demo->ranks,
           parse (demo, argc, argv, error) && prepare (demo, error), error)
         && train_eme (demo, error) && train_mi (demo, error)
         && train_ranks_agree (demo->ranks,
                               !is_first (demo) || smooth (demo, error), error);
}

int
command_demo (int argc, char **argv)
{
  Demo demo = { .n_eme_steps = 400,
                .n_mi_steps = 500,
                .n_threads = smooth_system_get_n_cpus () };
  g_autoptr (GError) error = NULL;
  g_autoptr (TrainRanks) ranks = NULL;
  gboolean is_done;

  train_stop_init ();
  ranks = demo.ranks = train_ranks_new (&error);
  is_done = demo.ranks != NULL && run (&demo, argc, argv, &error);
  for (int i = 0; i < demo.n_photos; i++)
    train_image_clear (&demo.photos[i]);
  smooth_threads_free (demo.threads);
  train_folder_lock_free (demo.lock);
  g_strfreev (demo.places);
  return command_get_status ("demo", is_done, error);
}
