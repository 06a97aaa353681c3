/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does everything once that the engine does for the plug-in: loads the weights,
 * smooths a picture with highlights, and steps through three strengths of a
 * preview. faults.py runs this program with one call to the system failing.
 *
 * Prints "refused CODE MESSAGE" if something ended with an error. Then it does
 * everything a second time, with the same engine if there is one, and this must
 * succeed. At last it prints "result" and a checksum of all pixels.
 *
 * Usage: engine-under-faults WEIGHTS-FOLDER
 */
#include <smooth/smooth.h>
#include <stdio.h>
#include <stdlib.h>

/* A picture of this size has bands of 64 KiB and more, and blocks for two
 * threads. More rows would only repeat the same calls to the system. */
#define WIDTH 260
#define HEIGHT 32
#define N_CHANNELS 3
#define N_SAMPLES (WIDTH * HEIGHT * N_CHANNELS)
#define N_THREADS 2

typedef struct
{
  SmoothArray from, to, edges;
  SmoothModel *model;
  SmoothEngine *engine;
  GChecksum *checksum;
} Subject;

/* Paints steps with noise on them, and a few lights brighter than white. */
static void
paint (SmoothArray *picture)
{
  GRand *rand = g_rand_new_with_seed (1);

  for (int i = 0; i < N_SAMPLES; i++)
    {
      const int x = i / N_CHANNELS % WIDTH, y = i / N_CHANNELS / WIDTH;
      const double step = (x / 60 + y / 50) % 3 * 0.3;

      picture->pixels[i] = (float) (step + 0.1 * g_rand_double (rand));
      if (x % 100 < 4 && y % 90 < 4)
        picture->pixels[i] += 5;
    }
  g_rand_free (rand);
}

static void
take_result (Subject *subject)
{
  g_checksum_update (subject->checksum, (const guchar *) subject->to.pixels,
                     N_SAMPLES * sizeof (float));
  g_checksum_update (subject->checksum, (const guchar *) subject->edges.pixels,
                     WIDTH * HEIGHT * sizeof (float));
}

static gboolean
run (Subject *subject,
     const SmoothSource *source,
     const SmoothSink *sink,
     GError **error)
{
  SmoothParams params;

  smooth_params_init (&params);
  params.strength = 0.7;
  params.texture_scale = 4;
  if (!smooth_engine_run (subject->engine, &params, source, sink, NULL, error))
    return FALSE;
  take_result (subject);
  return TRUE;
}

static gboolean
step_through_preview (Subject *subject,
                      const SmoothSource *source,
                      const SmoothSink *sink,
                      GError **error)
{
  static const double STRENGTHS[] = { 0.5, 0.6, 0.2 };
  g_autoptr (SmoothPreview) preview =
    smooth_preview_new (subject->engine, 2, FALSE, source, NULL, error);

  if (preview == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (STRENGTHS); i++)
    {
      const SmoothPreviewStep step = {
        .strength = STRENGTHS[i],
        .channels = SMOOTH_CHANNELS_ALL,
        .detail = -1,
        .may_be_near = i == 1,
      };

      if (!smooth_preview_run (preview, &step, sink, error))
        return FALSE;
      take_result (subject);
    }
  return TRUE;
}

static gboolean
prepare (Subject *subject, const char *weights, GError **error)
{
  SmoothEngineOptions options;

  if (subject->model == NULL)
    subject->model = smooth_model_load (weights, error);
  if (subject->model == NULL)
    return FALSE;
  smooth_engine_options_init (&options);
  options.n_threads = options.n_cpus = N_THREADS;
  if (subject->engine == NULL)
    subject->engine = smooth_engine_new (subject->model, &options, error);
  return subject->engine != NULL;
}

static gboolean
do_all (Subject *subject, const char *weights, GError **error)
{
  const SmoothSource source = smooth_array_source (&subject->from);
  SmoothArraySink arrays = { &subject->to, &subject->edges };
  const SmoothSink sink = smooth_array_sink (&arrays);

  g_checksum_reset (subject->checksum);
  return prepare (subject, weights, error)
         && run (subject, &source, &sink, error)
         && step_through_preview (subject, &source, &sink, error);
}

int
main (int argc, char **argv)
{
  static float from[N_SAMPLES], to[N_SAMPLES], edges[WIDTH * HEIGHT];
  Subject subject = {
    .from = { WIDTH, HEIGHT, N_CHANNELS, from },
    .to = { WIDTH, HEIGHT, N_CHANNELS, to },
    .edges = { WIDTH, HEIGHT, 1, edges },
    .checksum = g_checksum_new (G_CHECKSUM_SHA256),
  };
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  if (argc != 2)
    return EXIT_FAILURE;
  paint (&subject.from);
  is_done = do_all (&subject, argv[1], &error);
  if (!is_done)
    {
      printf ("refused %d %s\n", error->code, error->message);
      g_clear_error (&error);
      is_done = do_all (&subject, argv[1], &error);
    }
  if (is_done)
    printf ("result %s\n", g_checksum_get_string (subject.checksum));
  else
    printf ("refused again: %s\n", error->message);
  smooth_engine_free (subject.engine);
  g_clear_pointer (&subject.model, smooth_model_unref);
  g_checksum_free (subject.checksum);
  return is_done ? EXIT_SUCCESS : EXIT_FAILURE;
}
