/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Smooths pictures by core's engine, see engine-smoother.h. */
#include "train/evaluate/engine-smoother.h"

#include <string.h>

#include <smooth/smooth.h>

#include "engine-id.h"

#define N_CHANNELS 3

struct _TrainSmoother
{
  int n_engines;
  SmoothEngine **engines;
  char *id;
};

/* Returns a text that changes whenever the networks' results may change, for
 * the keys of cached measurements: the SHA-256 of both weights files, and that
 * of the engine's sources. Free with g_free (). */
static char *
make_id (const char *folder, GError **error)
{
  static const char *const names[] = { "eme.safetensors", "mi.safetensors" };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_build_filename (folder, names[i], NULL);
      g_autofree char *contents = NULL;
      g_autoptr (GError) reason = NULL;
      gsize length;

      if (!g_file_get_contents (file, &contents, &length, &reason))
        {
          g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                       "weights '%s' cannot be read: %s", file,
                       reason->message);
          return NULL;
        }
      g_checksum_update (checksum, (const guchar *) contents, length);
    }
  return g_strdup_printf ("%s engine %s", g_checksum_get_string (checksum),
                          TRAIN_ENGINE_ID);
}

TrainSmoother *
train_smoother_new (const char *folder,
                    int n_threads,
                    SmoothReportFunc report,
                    GError **error)
{
  g_autoptr (SmoothModel) model = smooth_model_load (folder, error);
  g_autoptr (TrainSmoother) smoother = NULL;
  SmoothEngineOptions options;

  if (model == NULL)
    return NULL;
  smooth_engine_options_init (&options);
  options.n_threads = 1;
  options.report = report;
  smoother = g_new0 (TrainSmoother, 1);
  smoother->id = make_id (folder, error);
  if (smoother->id == NULL)
    return NULL;
  smoother->engines = g_new0 (SmoothEngine *, n_threads);
  for (; smoother->n_engines < n_threads; smoother->n_engines++)
    {
      SmoothEngine *engine = smooth_engine_new (model, &options, error);

      if (engine == NULL)
        return NULL;
      smoother->engines[smoother->n_engines] = engine;
    }
  return g_steal_pointer (&smoother);
}

void
train_smoother_free (TrainSmoother *smoother)
{
  if (smoother == NULL)
    return;
  for (int i = 0; i < smoother->n_engines; i++)
    smooth_engine_free (smoother->engines[i]);
  g_free (smoother->engines);
  g_free (smoother->id);
  g_free (smoother);
}

const char *
train_smoother_get_id (const TrainSmoother *smoother)
{
  return smoother->id;
}

/* Copies the values of array into image, which is made. */
static void
to_image (const SmoothArray *array, TrainImage *image)
{
  train_image_init (image, array->height, array->width, array->n_channels);
  for (gsize i = 0; i < train_image_size (image); i++)
    image->data[i] = array->pixels[i];
}

static void
array_init (SmoothArray *array, const TrainImage *input, int n_channels)
{
  *array = (SmoothArray) { input->width, input->height, n_channels,
                           g_new (float, (gsize) input->height * input->width
                                           * n_channels) };
}

/* Fills those of request's pictures that the caller asked for, that is, whose
 * pointers are not NULL. */
static gboolean
make_results (const SmoothArray *smoothed,
              const SmoothArray *edges,
              const TrainSmootherRequest *request,
              GError **error)
{
  TrainImage exact;
  gboolean good = TRUE;

  to_image (smoothed, &exact);
  if (request->smooth != NULL)
    good = train_picture_from_image (&exact, request->smooth, error);
  if (good && request->exact != NULL)
    *request->exact = exact;
  else
    train_image_clear (&exact);
  if (good && request->edges != NULL)
    to_image (edges, request->edges);
  return good;
}

gboolean
train_smoother_run (TrainSmoother *smoother,
                    int thread,
                    const TrainImage *input,
                    const TrainSmootherRequest *request,
                    GError **error)
{
  SmoothParams params;
  SmoothArray from, smoothed, edges;
  SmoothArraySink arrays = { &smoothed,
                             request->edges != NULL ? &edges : NULL };
  SmoothSource source;
  SmoothSink sink;
  gboolean good;

  smooth_params_init (&params);
  params.strength = request->strength;
  params.texture_scale = request->scale;
  array_init (&from, input, N_CHANNELS);
  array_init (&smoothed, input, N_CHANNELS);
  array_init (&edges, input, 1);
  for (gsize i = 0; i < train_image_size (input); i++)
    from.pixels[i] = (float) input->data[i];
  source = smooth_array_source (&from);
  sink = smooth_array_sink (&arrays);
  good = smooth_engine_run (smoother->engines[thread], &params, &source, &sink,
                            NULL, error)
         && make_results (&smoothed, &edges, request, error);
  g_free (from.pixels);
  g_free (smoothed.pixels);
  g_free (edges.pixels);
  return good;
}

static gboolean
run_method (const TrainMethod *method,
            int thread,
            const TrainPicture *input,
            int n_settings,
            const TrainMethodSettings *settings,
            TrainPicture *smooth,
            GError **error)
{
  TrainImage image;
  gboolean good = TRUE;

  memset (smooth, 0, n_settings * sizeof *smooth);
  train_picture_to_image (input, &image);
  for (int i = 0; good && i < n_settings; i++)
    {
      TrainSmootherRequest request = { .strength = settings[i].values[0],
                                       .scale = settings[i].values[1],
                                       .smooth = &smooth[i] };

      good = train_smoother_run (method->data, thread, &image, &request, error);
    }
  train_image_clear (&image);
  if (!good)
    for (int i = 0; i < n_settings; i++)
      train_picture_clear (&smooth[i]);
  return good;
}

void
train_smoother_get_method (TrainSmoother *smoother,
                           const TrainAxis *strengths,
                           const TrainAxis *scales,
                           TrainMethod *method)
{
  *method = (TrainMethod) { .name = "MI",
                            .id = smoother->id,
                            .axes = { *strengths, *scales },
                            .run = run_method,
                            .data = smoother };
  method->axes[0].name = "strength";
  method->axes[1].name = "scale";
  method->axes[0].fixed = TRUE;
  method->axes[1].fixed = TRUE;
}

static gboolean
run_edges (const TrainMethod *method,
           int thread,
           const TrainPicture *input,
           int n_settings,
           const TrainMethodSettings *settings,
           TrainPicture *smooth,
           GError **error)
{
  TrainImage image, edges;
  TrainSmootherRequest request = { .strength = 0, .scale = 1, .edges = &edges };
  gboolean good;

  (void) settings;
  g_return_val_if_fail (n_settings == 1, FALSE);
  train_picture_to_image (input, &image);
  good = train_smoother_run (method->data, thread, &image, &request, error);
  train_image_clear (&image);
  if (!good)
    return FALSE;
  good = train_picture_from_image (&edges, smooth, error);
  train_image_clear (&edges);
  return good;
}

void
train_smoother_get_edges_method (TrainSmoother *smoother, TrainMethod *method)
{
  *method = TRAIN_METHOD_INPUT;
  method->name = "EME";
  method->id = smoother->id;
  method->run = run_edges;
  method->data = smoother;
}
