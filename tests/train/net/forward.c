/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the networks' forward passes in the trainer against the engine: with
 * the weights in the repository both must give the same picture and edge map.
 */
#include <math.h>

#include <smooth/smooth.h>

#include "random-images.h"
#include "engine/model.h"
#include "train/net/eme-train.h"
#include "train/net/mi-train.h"
#include "support/tolerances.h"

static SmoothModel *
load_model (void)
{
  g_autoptr (GError) error = NULL;
  SmoothModel *model =
    smooth_model_load (g_getenv ("SMOOTH_TEST_WEIGHTS"), &error);

  g_assert_no_error (error);
  return model;
}

/* Smooths picture by the engine. smoothed and edges (out): clear them. */
static void
run_engine (SmoothModel *model,
            TrainImage *picture,
            double strength,
            TrainImage *smoothed,
            TrainImage *edges)
{
  const int h = picture->height, w = picture->width;
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothEngine) engine = smooth_engine_new (model, NULL, &error);
  SmoothParams params = { strength, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  SmoothArray from = { w, h, 3, picture->data }, to, map;
  SmoothArraySink arrays = { &to, &map };
  SmoothSource source = smooth_array_source (&from);
  SmoothSink sink = smooth_array_sink (&arrays);

  g_assert_no_error (error);
  train_image_init (smoothed, h, w, 3);
  train_image_init (edges, h, w, 1);
  to = (SmoothArray) { w, h, 3, smoothed->data };
  map = (SmoothArray) { w, h, 1, edges->data };
  smooth_engine_run (engine, &params, &source, &sink, NULL, &error);
  g_assert_no_error (error);
}

static double
get_difference (const TrainImage *a, const TrainImage *b)
{
  double most = 0;

  for (gsize i = 0; i < train_image_size (a); i++)
    {
      const double difference = fabs ((double) a->data[i] - b->data[i]);

      /* The comparison with NaN is false, so a difference that is NaN becomes
       * most. */
      most = difference <= most ? most : difference;
    }
  return most;
}

/* Makes a picture whose colours fade from left to right, so that MI's limit on
 * colours has all values from 0 to 1. */
static TrainImage
new_picture (int height, int width)
{
  TrainImage picture;
  TrainRandom random;

  train_random_init (&random, 16, 0, 0, 0);
  picture = test_image_random (&random, height, width, 3);
  for (gsize i = 0; i < train_image_size (&picture); i++)
    {
      const float share = 1 - (float) (i / 3 % width) / width;

      picture.data[i] = fabsf (picture.data[i]);
      picture.data[i] = share * share * picture.data[i]
                        + (1 - share * share) * picture.data[i - i % 3];
    }
  return picture;
}

static void
check_size (SmoothModel *model, int height, int width)
{
  g_autoptr (GError) error = NULL;
  const SmoothSimd simd = smooth_simd_best ();
  g_autoptr (TrainEme) eme = train_eme_new_from_set (
    smooth_model_get_tensors (model, SMOOTH_NETWORK_EME), simd, &error);
  g_autoptr (TrainMi) mi = train_mi_new_from_set (
    smooth_model_get_tensors (model, SMOOTH_NETWORK_MI), simd, &error);
  g_autoptr (TrainEmeActivations) eme_activations =
    train_eme_activations_new ();
  g_autoptr (TrainMiActivations) mi_activations = train_mi_activations_new ();
  const double strength = 0.6;
  TrainImage picture = new_picture (height, width), smoothed, edges;
  const TrainImage *got, *logits;

  g_assert_no_error (error);
  run_engine (model, &picture, strength, &smoothed, &edges);
  train_eme_forward (eme, eme_activations, &picture, TRAIN_EME_LOGITS, &error);
  g_assert_no_error (error);
  got =
    train_mi_forward (mi, mi_activations, &picture,
                      train_eme_get_edges (eme_activations), strength, &error);
  g_assert_no_error (error);
  g_test_message (
    "%d x %d: edges %.1e, smoothed %.1e", height, width,
    get_difference (train_eme_get_edges (eme_activations), &edges),
    get_difference (got, &smoothed));
  g_assert_cmpfloat (
    get_difference (train_eme_get_edges (eme_activations), &edges), <=,
    TEST_TOLERANCE_TRAIN_FORWARD);
  g_assert_cmpfloat (get_difference (got, &smoothed), <=,
                     TEST_TOLERANCE_TRAIN_FORWARD);

  logits = train_eme_get_logits (eme_activations, TRAIN_EME_N_LOGITS - 1);
  for (gsize i = 0; i < train_image_size (logits); i++)
    edges.data[i] -= 1 / (1 + expf (-logits->data[i]));
  for (gsize i = 0; i < train_image_size (&edges); i++)
    g_assert_cmpfloat (fabsf (edges.data[i]), <=, TEST_TOLERANCE_TRAIN_FORWARD);
  train_image_clear (&picture);
  train_image_clear (&smoothed);
  train_image_clear (&edges);
}

static void
test_engine (void)
{
  g_autoptr (SmoothModel) model = load_model ();

  check_size (model, 144, 144);
  check_size (model, 8, 8);
  check_size (model, 40, 104);
}

/* A set of tensors is copied into the vector of parameters that is trained, and
 * back into a set, which must be the same. */
static void
test_layout (void)
{
  g_autoptr (SmoothModel) model = load_model ();
  const SmoothTensorSet *set =
    smooth_model_get_tensors (model, SMOOTH_NETWORK_MI);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrainMi) mi =
    train_mi_new_from_set (set, SMOOTH_SIMD_BASELINE, &error);
  const TrainLayout *layout = train_mi_get_layout (mi);
  g_autofree TrainReal *values =
    g_new (TrainReal, train_layout_get_n_values (layout));
  g_autoptr (SmoothTensorSet) written = NULL;
  const SmoothTensor *const *tensors;
  gsize n_tensors, n_values = 0;

  g_assert_no_error (error);
  g_assert_true (train_layout_read (layout, set, values, &error));
  written = train_layout_write (layout, "written", values, &error);
  g_assert_no_error (error);
  tensors = smooth_tensor_set_list (set, &n_tensors);
  for (gsize i = 0; i < n_tensors; i++)
    {
      const gsize n = smooth_tensor_get_n_values (tensors[i]);
      const SmoothTensor *got =
        smooth_tensor_set_get (written, tensors[i]->name);

      g_assert_nonnull (got);
      g_assert_cmpmem (got->data, n * sizeof (float), tensors[i]->data,
                       n * sizeof (float));
      n_values += n;
    }
  g_assert_cmpuint (n_values, ==, train_layout_get_n_values (layout));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forward/engine", test_engine);
  g_test_add_func ("/forward/layout", test_layout);
  return g_test_run ();
}
