/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that MI overfits one batch, ramps with a texture on them, to a PSNR of
 * 45 dB. With a wrong gradient, or a layer that does not learn, the PSNR would
 * stay far below.
 */
#include <math.h>

#include "random-images.h"
#include "train/loss/charbonnier.h"
#include "train/net/mi-train.h"
#include "train/run/optimiser.h"

#define N_SAMPLES 2
#define CROP 32
#define N_STEPS 1500
#define WANTED_DB 45

static const int WIDTHS[TRAIN_MI_N_WIDTHS] = { 16, 16, 24, 32 };

typedef struct
{
  TrainImage input, truth, edges;
  double strength;
} Sample;

static void
draw_sample (Sample *sample, int index)
{
  TrainRandom random;

  train_random_init (&random, 17, 0, index, 0);
  sample->input = test_image_random (&random, CROP, CROP, 3);
  sample->strength = 0.4 + 0.4 * index;
  train_image_init (&sample->truth, CROP, CROP, 3);
  train_image_init (&sample->edges, CROP, CROP, 1);
  for (int y = 0; y < CROP; y++)
    for (int x = 0; x < CROP; x++)
      for (int c = 0; c < 3; c++)
        {
          TrainReal *input = &train_image_at (&sample->input, y, x)[c];
          const double ramp = 0.3 + 0.01 * (index == 0 ? x : y) + 0.05 * c;

          train_image_at (&sample->truth, y, x)[c] = (TrainReal) ramp;
          *input = (TrainReal) (ramp + 0.1 * sin (1.7 * x) * sin (1.3 * y)
                                + 0.02 * *input);
        }
}

static double
get_psnr (const TrainImage *a, const TrainImage *b)
{
  const gsize n = train_image_size (a);
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += pow ((double) a->data[i] - b->data[i], 2);
  return -10 * log10 (sum / n);
}

/* Adds the samples' gradients to gradient, and returns the lowest PSNR. */
static double
compute (TrainMi *mi,
         TrainMiActivations *activations,
         const Sample *samples,
         TrainReal *gradient)
{
  double worst = INFINITY;

  for (int i = 0; i < N_SAMPLES; i++)
    {
      const Sample *sample = &samples[i];
      const TrainImage *output =
        train_mi_forward (mi, activations, &sample->input, &sample->edges,
                          sample->strength, NULL);

      worst = fmin (worst, get_psnr (output, &sample->truth));
      train_loss_charbonnier (output, &sample->truth, 1.0 / N_SAMPLES,
                              train_mi_get_output_gradient (activations));
      train_mi_backward (mi, activations, gradient, NULL, NULL);
    }
  return worst;
}

static void
test_overfit (void)
{
  const TrainSchedule schedule = {
    .rate = 4e-3,
    .n_steps = N_STEPS,
    .n_cool_down = N_STEPS,
    .n_warm_up = 20,
    .clip = 1,
    .average_share = 0.1,
  };
  g_autoptr (TrainMi) mi = train_mi_new (WIDTHS, smooth_simd_best (), NULL);
  g_autoptr (TrainMiActivations) activations = train_mi_activations_new ();
  const gsize n = train_layout_get_n_values (train_mi_get_layout (mi));
  g_autoptr (TrainProgress) progress = train_progress_new (n);
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothThreads) threads = smooth_threads_new (1, &error);
  Sample samples[N_SAMPLES];
  double psnr = 0, first = 0;

  g_assert_no_error (error);
  for (int i = 0; i < N_SAMPLES; i++)
    draw_sample (&samples[i], i);
  train_mi_draw_values (mi, 1, progress->values);
  while (progress->n_done < N_STEPS && psnr < WANTED_DB)
    {
      g_autofree TrainReal *gradient = g_new0 (TrainReal, n);

      train_mi_set_values (mi, progress->values, NULL);
      psnr = compute (mi, activations, samples, gradient);
      if (first == 0)
        first = psnr;
      train_optimiser_step (&schedule, progress, gradient, threads);
    }
  g_test_message ("%.1f dB at first, %.1f dB after %d steps", first, psnr,
                  (int) progress->n_done);
  g_assert_cmpfloat (first, <, 30);
  g_assert_cmpfloat (psnr, >=, WANTED_DB);
  for (int i = 0; i < N_SAMPLES; i++)
    {
      train_image_clear (&samples[i].input);
      train_image_clear (&samples[i].truth);
      train_image_clear (&samples[i].edges);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/overfit/batch", test_overfit);
  return g_test_run ();
}
