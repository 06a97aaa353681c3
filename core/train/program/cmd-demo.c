/* SPDX-License-Identifier: GPL-3.0-or-later */
/* demo: a short run from nothing, both networks one after the other, on
 * procedural shapes and a handful of pictures; then the plug-in's engine with
 * those weights on the first picture. It shows that everything fits together,
 * in minutes, not what the method can do.
 */
#include "train/program/commands.h"

#include <math.h>
#include <string.h>

#include <smooth/smooth.h>

#include "i18n.h"
#include "kernel/system.h"
#include "model/safetensors.h"
#include "train/data/picture.h"
#include "train/program/train-options.h"
#include "train/run/stop.h"
#include "train/run/task-eme.h"
#include "train/run/task-mi.h"

#define MAX_PICTURES 8
#define STRENGTH 0.8

typedef struct
{
  char **places; /* OUT PICTURE... */
  int n_eme_steps, n_mi_steps, n_threads;
  TrainImage photos[MAX_PICTURES];
  int n_photos;
  TrainRanks *ranks;
  SmoothThreads *threads;
} Demo;

static gboolean
parse (Demo *demo, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "eme-steps", 0, 0, G_OPTION_ARG_INT, &demo->n_eme_steps,
      N_ ("of the edge map extractor (default 400)"), N_ ("N") },
    { "mi-steps", 0, 0, G_OPTION_ARG_INT, &demo->n_mi_steps,
      N_ ("of the main interpreter (default 500)"), N_ ("N") },
    { "threads", 't', 0, G_OPTION_ARG_INT, &demo->n_threads,
      N_ ("threads (default: all)"), N_ ("N") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &demo->places,
      NULL, N_ ("OUT PICTURE...") },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
    context, _ ("Trains both networks for a few minutes, from nothing but "
                "procedural shapes and\n1 to 8 pictures, into the folder OUT, "
                "and smooths the first picture.\nRun again, it goes on where "
                "it was stopped."));
  g_option_context_add_main_entries (context, entries, SMOOTH_GETTEXT_DOMAIN);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (demo->places != NULL && g_strv_length (demo->places) >= 2
      && g_strv_length (demo->places) <= 1 + MAX_PICTURES
      && demo->n_eme_steps >= 1 && demo->n_mi_steps >= 1
      && demo->n_threads >= 1)
    return TRUE;
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                       _ ("wanted: demo OUT PICTURE..., 1 to 8 pictures"));
  return FALSE;
}

static gboolean
load_photos (Demo *demo, GError **error)
{
  for (char **place = demo->places + 1; *place != NULL; place++)
    {
      g_auto (TrainPicture) picture = { 0 };

      if (!train_picture_load (*place, &picture, error))
        return FALSE;
      train_picture_to_image (&picture, &demo->photos[demo->n_photos++]);
    }
  return TRUE;
}

/* What both runs have in common; to be cleared. */
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
    .rate = 2e-3,
    .clip = 1,
    .average_share = 0.02,
    .save_minutes = 1,
  };
}

/* Trains task in its folder, or goes on there, and copies what came out to
 * OUT. settings: what it depends on besides options. */
static gboolean
train (Demo *demo,
       TrainTask *task,
       TrainOptions *options,
       const char *settings,
       GError **error)
{
  char *folder = g_build_filename (demo->places[0], task->name, NULL);
  g_autofree char *checkpoint =
    g_build_filename (folder, "checkpoint.safetensors", NULL);
  g_autofree char *name = g_strdup_printf ("%s.safetensors", task->name);
  g_autofree char *from = g_build_filename (folder, name, NULL);
  g_autofree char *to = g_build_filename (demo->places[0], name, NULL);
  g_autoptr (SmoothTensorSet) weights = NULL;
  TrainEnd end;

  options->places = g_new0 (char *, 2);
  options->places[0] = folder;
  options->resume = g_file_test (checkpoint, G_FILE_TEST_EXISTS);
  end = train_options_train (options, task, settings, demo->threads,
                             demo->ranks, error);
  if (end == TRAIN_STOPPED)
    g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
                         _ ("stopped; the same command goes on"));
  if (end != TRAIN_DONE)
    return FALSE;
  weights = smooth_safetensors_load (from, error);
  return weights != NULL && smooth_safetensors_save (weights, to, error);
}

static gboolean
train_eme (Demo *demo, GError **error)
{
  TrainOptions options =
    get_options (demo, demo->n_eme_steps, "96", "16,32,48,64");
  g_autoptr (TrainEdges) edges = train_edges_new_procedural ();
  g_autoptr (TrainTask) task = NULL;
  int widths[TRAIN_EME_N_WIDTHS];
  gboolean is_done = FALSE;

  if (train_options_get_widths (&options, TRAIN_EME_N_WIDTHS, widths, error))
    {
      task = train_task_new_eme (edges, widths, &train_eme_weights_default,
                                 smooth_cpu_level_best ());
      is_done = train (demo, task, &options, "", error);
    }
  train_options_clear (&options);
  return is_done;
}

/* The extractor's weights and the pictures, by their checksums. */
static char *
get_mi_settings (const Demo *demo, const char *eme_path, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *eme_sum = train_options_get_checksum (eme_path, error);

  if (eme_sum == NULL)
    return NULL;
  g_string_append_printf (text, "eme-sha256=%s\n", eme_sum);
  for (int i = 0; i < demo->n_photos; i++)
    {
      g_autofree char *sum =
        train_options_get_checksum (demo->places[1 + i], error);

      if (sum == NULL)
        return NULL;
      g_string_append_printf (text, "picture-%d-sha256=%s\n", i + 1, sum);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* With the extractor in eme_path. */
static gboolean
train_mi_with (Demo *demo,
               TrainOptions *options,
               const char *eme_path,
               GError **error)
{
  g_autofree char *settings = get_mi_settings (demo, eme_path, error);
  g_autoptr (TrainEme) eme = NULL;
  g_autoptr (TrainPairs) pairs = NULL;
  g_autoptr (TrainTask) task = NULL;
  int widths[TRAIN_MI_N_WIDTHS];

  if (settings == NULL
      || (eme = train_options_load_eme (eme_path, error)) == NULL
      || !train_options_get_widths (options, TRAIN_MI_N_WIDTHS, widths, error))
    return FALSE;
  pairs = train_pairs_new_from_photos (demo->photos, demo->n_photos, eme,
                                       demo->threads, error);
  if (pairs == NULL)
    return FALSE;
  task = train_task_new_mi (pairs, eme, widths, &train_mi_weights_default,
                            smooth_cpu_level_best ());
  return train (demo, task, options, settings, error);
}

static gboolean
train_mi (Demo *demo, GError **error)
{
  g_autofree char *eme_path =
    g_build_filename (demo->places[0], "eme.safetensors", NULL);
  TrainOptions options =
    get_options (demo, demo->n_mi_steps, "128", "16,32,64,96");
  const gboolean is_done = train_mi_with (demo, &options, eme_path, error);

  train_options_clear (&options);
  return is_done;
}

/* Mean |difference| of neighbours. */
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

/* Smooths the first picture by the engine, as the plug-in would. */
static gboolean
smooth (Demo *demo, GError **error)
{
  TrainImage *photo = &demo->photos[0];
  g_autofree char *path =
    g_build_filename (demo->places[0], "smooth.png", NULL);
  g_autoptr (SmoothModel) model = smooth_model_load (demo->places[0], error);
  g_autoptr (SmoothEngine) engine = NULL;
  g_auto (TrainPicture) picture = { 0 };
  SmoothParams params = { STRENGTH, 1, SMOOTH_CHANNELS_ALL };
  SmoothArray from = { photo->width, photo->height, 3, photo->data }, to;
  SmoothArraySink arrays = { &to, NULL };
  SmoothSource source = smooth_array_source (&from);
  SmoothSink sink = smooth_array_sink (&arrays);
  TrainImage smoothed;
  gboolean is_done;

  engine = model != NULL ? smooth_engine_new (model, NULL, error) : NULL;
  if (engine == NULL)
    return FALSE;
  train_image_init (&smoothed, photo->height, photo->width, 3);
  to = (SmoothArray) { photo->width, photo->height, 3, smoothed.data };
  is_done = smooth_engine_run (engine, &params, &source, &sink, NULL, error)
            && train_picture_from_image (&smoothed, &picture, error)
            && train_picture_save (&picture, path, error);
  if (is_done)
    g_print (_ ("roughness %.5f, smoothed %.5f: %s\n"), get_roughness (photo),
             get_roughness (&smoothed), path);
  train_image_clear (&smoothed);
  return is_done;
}

int
command_demo (int argc, char **argv)
{
  Demo demo = { .n_eme_steps = 400,
                .n_mi_steps = 500,
                .n_threads = smooth_system_get_n_cpus () };
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  train_stop_init ();
  demo.ranks = train_ranks_new ();
  is_done =
    parse (&demo, argc, argv, &error)
    && (demo.threads = smooth_threads_new (demo.n_threads, &error)) != NULL
    && load_photos (&demo, &error) && train_eme (&demo, &error)
    && train_mi (&demo, &error) && smooth (&demo, &error);
  if (!is_done)
    g_printerr ("demo: %s\n", error->message);
  for (int i = 0; i < demo.n_photos; i++)
    train_image_clear (&demo.photos[i]);
  smooth_threads_free (demo.threads);
  train_ranks_free (demo.ranks);
  g_strfreev (demo.places);
  return is_done ? 0 : 1;
}
