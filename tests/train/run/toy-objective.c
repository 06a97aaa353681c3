/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "toy-objective.h"

#include "train/base/random.h"
#include "train/loss/charbonnier.h"
#include "train/net/mi-train.h"

static const int WIDTHS[TRAIN_MI_N_WIDTHS] = { 4, 6, 8, 8 };

typedef struct
{
  TrainObjective objective;
  TrainMi *mi;
  gulong delay_us;
} Toy;

typedef struct
{
  TrainImage input, truth, edges;
  double strength;
} Sample;

static gpointer
sample_new (void)
{
  return g_new0 (Sample, 1);
}

static void
sample_free (gpointer data)
{
  Sample *sample = data;

  train_image_clear (&sample->input);
  train_image_clear (&sample->truth);
  train_image_clear (&sample->edges);
  g_free (sample);
}

static gboolean
draw (const TrainObjective *objective,
      guint64 seed,
      guint64 step,
      int index,
      int crop,
      gpointer data,
      GError **error)
{
  Sample *sample = data;
  TrainRandom random;
  double slope;

  (void) objective;
  (void) error;
  train_image_clear (&sample->input);
  train_image_clear (&sample->truth);
  train_image_clear (&sample->edges);
  train_image_init (&sample->input, crop, crop, 3);
  train_image_init (&sample->truth, crop, crop, 3);
  train_image_init (&sample->edges, crop, crop, 1);
  train_random_init (&random, seed, step, index, 0);
  slope = train_random_uniform (&random, -1, 1);
  sample->strength = train_random_uniform (&random, 0.2, 1);
  for (int y = 0; y < crop; y++)
    for (int x = 0; x < crop; x++)
      for (int c = 0; c < 3; c++)
        {
          const double value = 0.5 + slope * (x - 0.5 * crop) / (2 * crop);

          train_image_at (&sample->truth, y, x)[c] = (TrainReal) value;
          train_image_at (&sample->input, y, x)[c] =
            (TrainReal) (value + train_random_uniform (&random, -0.1, 0.1));
        }
  return TRUE;
}

static gpointer
worker_new (const TrainObjective *objective)
{
  (void) objective;
  return train_mi_activations_new ();
}

static void
worker_free (gpointer worker)
{
  train_mi_activations_free (worker);
}

static gboolean
compute (const TrainObjective *objective,
         gpointer worker,
         gconstpointer data,
         const TrainBatchInfo *info,
         TrainReal *gradient,
         double *terms,
         GError **error)
{
  const Toy *toy = (const Toy *) objective;
  const Sample *sample = data;
  const TrainImage *output;

  output = train_mi_forward (toy->mi, worker, &sample->input, &sample->edges,
                             sample->strength, error);
  if (output == NULL)
    return FALSE;
  terms[0] = train_loss_charbonnier (output, &sample->truth, info->share,
                                     train_mi_get_output_gradient (worker))
             / info->share;
  train_mi_backward (toy->mi, worker, gradient, NULL, NULL);
  if (toy->delay_us > 0)
    g_usleep (toy->delay_us);
  return TRUE;
}

static void
draw_values (const TrainObjective *objective, guint64 seed, TrainReal *values)
{
  train_mi_draw_values (((const Toy *) objective)->mi, seed, values);
}

static void
set_values (TrainObjective *objective,
            const TrainReal *values,
            SmoothThreads *threads)
{
  train_mi_set_values (((Toy *) objective)->mi, values, threads);
}

static void
free_toy (TrainObjective *objective)
{
  train_mi_free (((Toy *) objective)->mi);
  g_free (objective);
}

TrainObjective *
test_toy_new (gulong delay_us)
{
  Toy *toy = g_new0 (Toy, 1);

  toy->delay_us = delay_us;
  toy->mi = train_mi_new (WIDTHS, smooth_simd_best (), NULL);
  toy->objective = (TrainObjective) {
    .name = "mi",
    .layout = train_mi_get_layout (toy->mi),
    .n_terms = 1,
    .term_names = { "loss" },
    .draw_values = draw_values,
    .set_values = set_values,
    .sample_new = sample_new,
    .sample_free = sample_free,
    .draw = draw,
    .worker_new = worker_new,
    .worker_free = worker_free,
    .compute = compute,
    .free = free_toy,
  };
  return &toy->objective;
}
