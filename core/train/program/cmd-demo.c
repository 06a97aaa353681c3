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
#include "model/model.h"
#include "model/safetensors.h"
#include "train/data/picture.h"
#include "commit.h"
#include "train/run/stop.h"
#include "train/run/task-eme.h"
#include "train/run/task-mi.h"
#include "train/run/trainer.h"

#define MAX_PICTURES 8
#define STRENGTH 0.8

static const int EME_WIDTHS[TRAIN_EME_N_WIDTHS] = { 16, 32, 48, 64 };
static const int MI_WIDTHS[TRAIN_MI_N_WIDTHS] = { 16, 32, 64, 96 };

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
                "and smooths the first picture."));
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

/* Trains task in its folder, and copies what came out to OUT. */
static gboolean
train (Demo *demo, TrainTask *task, int n_steps, int crop, GError **error)
{
  g_autofree char *folder =
    g_build_filename (demo->places[0], task->name, NULL);
  g_autofree char *name = g_strdup_printf ("%s.safetensors", task->name);
  g_autofree char *from = g_build_filename (folder, name, NULL);
  g_autofree char *to = g_build_filename (demo->places[0], name, NULL);
  g_autoptr (SmoothTensorSet) weights = NULL;
  TrainRun run = {
    .folder = folder,
    .settings = "demo\n",
    .export = { .commit = TRAIN_COMMIT, .data = "demo" },
    .seed = 1,
    .n_samples = 8,
    .crops = { crop },
    .n_crops = 1,
    .schedule = { .rate = 2e-3,
                  .n_steps = n_steps,
                  .n_warm_up = 30,
                  .clip = 1,
                  .average_share = 0.02 },
    .save_minutes = 5,
  };
  const TrainEnd end =
    train_run (task, &run, demo->threads, demo->ranks, error);

  if (end == TRAIN_STOPPED)
    g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
                         _ ("stopped"));
  if (end != TRAIN_DONE)
    return FALSE;
  weights = smooth_safetensors_load (from, error);
  return weights != NULL && smooth_safetensors_save (weights, to, error);
}

static gboolean
train_eme (Demo *demo, GError **error)
{
  g_autoptr (TrainEdges) edges = train_edges_new_procedural ();
  g_autoptr (TrainTask) task = train_task_new_eme (
    edges, EME_WIDTHS, &train_eme_weights_default, smooth_cpu_level_best ());

  return train (demo, task, demo->n_eme_steps, 96, error);
}

static gboolean
train_mi (Demo *demo, GError **error)
{
  g_autofree char *path =
    g_build_filename (demo->places[0], "eme.safetensors", NULL);
  g_autoptr (SmoothTensorSet) set = smooth_safetensors_load (path, error);
  g_autoptr (TrainEme) eme = NULL;
  g_autoptr (TrainPairs) pairs = NULL;
  g_autoptr (TrainTask) task = NULL;

  if (set == NULL)
    return FALSE;
  eme = train_eme_new_from_set (set, smooth_cpu_level_best (), error);
  if (eme == NULL)
    return FALSE;
  pairs = train_pairs_new_from_photos (demo->photos, demo->n_photos,
                                       demo->threads, error);
  if (pairs == NULL)
    return FALSE;
  task = train_task_new_mi (pairs, eme, MI_WIDTHS, &train_mi_weights_default,
                            smooth_cpu_level_best ());
  return train (demo, task, demo->n_mi_steps, 128, error);
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
