/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the engine against PyTorch. The files beside this one hold pictures,
 * and what the networks make of them in PyTorch; make.py writes these files.
 * Every SIMD variant that this CPU can run is tested. The environment variables
 * SMOOTH_TEST_GOLDEN and SMOOTH_TEST_WEIGHTS name the folders of the files and
 * of the weights.
 */
#include <math.h>
#include <string.h>

#include <smooth/smooth.h>

#include "engine/model.h"
#include "file/safetensors.h"
#include "kernel/simd.h"
#include "support/folder.h"
#include "support/measure.h"
#include "support/tolerances.h"

/* A strength and texture scale, and the names under which a golden file holds
 * PyTorch's smoothed picture and edge map for them. */
typedef struct
{
  const char *smoothed, *edges;
  double strength, texture_scale;
} Setting;

/* The file with the largest picture, and the one that shows missing biases. */
#define LARGE_FILE "full.safetensors"
#define BIAS_FILE "pale.safetensors"

static const Setting SETTINGS[] = {
  { "smoothed_25", "edge", 0.25, 1 },
  { "smoothed_50", "edge", 0.5, 1 },
  { "smoothed_75", "edge", 0.75, 1 },
  { "smoothed_100", "edge", 1, 1 },
  { "smoothed_50_scale1.5", "edge_50_scale1.5", 0.5, 1.5 },
  { "smoothed_50_scale2", "edge_50_scale2", 0.5, 2 },
  { "smoothed_50_scale5", "edge_50_scale5", 0.5, 5 },
};

/* Returns an engine with the weights in folder that computes by one SIMD
 * variant. */
static SmoothEngine *
open_engine (const char *folder, SmoothSimd simd)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothModel) model = smooth_model_load (folder, &error);
  SmoothEngineOptions options;
  SmoothEngine *engine;

  g_assert_no_error (error);
  smooth_engine_options_init (&options);
  options.simd = smooth_simd_get_name (simd);
  engine = smooth_engine_new (model, &options, &error);
  g_assert_no_error (error);
  return engine;
}

static SmoothTensorSet *
open_golden (const char *name)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("SMOOTH_TEST_GOLDEN"), name, NULL);
  g_autoptr (GError) error = NULL;
  SmoothTensorSet *golden = smooth_safetensors_load (path, &error);

  g_assert_no_error (error);
  return golden;
}

static double
max_difference (const SmoothTensor *wanted, const float *got)
{
  gsize n = smooth_tensor_get_n_values (wanted);
  double most = 0;

  for (gsize i = 0; i < n; i++)
    {
      double difference = fabs ((double) got[i] - wanted->data[i]);

      /* The comparison with NaN is false, so NaN counts as the largest
       * difference. */
      most = difference <= most ? most : difference;
    }
  return most;
}

/* Smooths the picture of golden with a setting. Writes by how much result and
 * edge map differ from PyTorch's. */
static void
measure_setting (SmoothEngine *engine,
                 const SmoothTensorSet *golden,
                 const Setting *setting,
                 double difference[2])
{
  const SmoothTensor *input = smooth_tensor_set_get (golden, "input");
  int height = input->shape[0], width = input->shape[1];
  gsize n = (gsize) height * width;
  g_autofree float *smoothed = g_new (float, 3 * n);
  g_autofree float *edges = g_new (float, n);
  SmoothArray from = { width, height, 3, input->data };
  SmoothArray to = { width, height, 3, smoothed };
  SmoothArray map = { width, height, 1, edges };
  SmoothArraySink arrays = { &to, &map };
  SmoothSource source = smooth_array_source (&from);
  SmoothSink sink = smooth_array_sink (&arrays);
  SmoothParams params = {
    setting->strength, setting->texture_scale, SMOOTH_CHANNELS_ALL, -1, FALSE, 1
  };
  g_autoptr (GError) error = NULL;

  smooth_engine_run (engine, &params, &source, &sink, NULL, &error);
  g_assert_no_error (error);
  difference[0] = max_difference (
    smooth_tensor_set_get (golden, setting->smoothed), smoothed);
  difference[1] =
    max_difference (smooth_tensor_set_get (golden, setting->edges), edges);
}

static void
check_file (const char *name, SmoothSimd simd)
{
  g_autoptr (SmoothTensorSet) golden = open_golden (name);
  g_autoptr (SmoothEngine) engine =
    open_engine (g_getenv ("SMOOTH_TEST_WEIGHTS"), simd);
  int n_settings = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (SETTINGS); i++)
    if (smooth_tensor_set_get (golden, SETTINGS[i].smoothed) != NULL)
      {
        double difference[2];

        measure_setting (engine, golden, &SETTINGS[i], difference);
        g_test_message ("%s: smoothed %.1e, edge map %.1e",
                        SETTINGS[i].smoothed, difference[0], difference[1]);
        g_assert_cmpfloat (difference[0], <=, TEST_TOLERANCE_GOLDEN);
        g_assert_cmpfloat (difference[1], <=, TEST_TOLERANCE_GOLDEN_EDGES);
        n_settings++;
      }
  g_assert_cmpint (n_settings, >, 0);
}

/* Tests the small files with every SIMD variant, the large file with the
 * best. */
static void
test_file (gconstpointer name)
{
  const SmoothSimd best = smooth_simd_best ();

  for (SmoothSimd simd = 0; simd < SMOOTH_N_SIMD; simd++)
    {
      if (!smooth_simd_is_available (simd)
          || (g_str_equal (name, LARGE_FILE) && simd != best))
        continue;
      g_test_message ("SIMD variant %s", smooth_simd_get_name (simd));
      check_file (name, simd);
    }
}

/* Writes a copy of a network's weights to folder, in which the largest value of
 * one bias is set to 0. */
static void
save_without_bias (const SmoothTensorSet *weights,
                   const char *bias,
                   const char *folder,
                   const char *file)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (SmoothTensorSet) copy = smooth_tensor_set_new (file);
  g_autofree const char **keys = smooth_tensor_set_list_metadata (weights);
  g_autoptr (GError) error = NULL;
  gsize n;
  const SmoothTensor *const *tensors = smooth_tensor_set_list (weights, &n);

  for (gsize i = 0; keys[i] != NULL; i++)
    smooth_tensor_set_set_metadata (
      copy, keys[i], smooth_tensor_set_get_metadata (weights, keys[i]));
  for (gsize i = 0; i < n; i++)
    {
      const gsize n_values = smooth_tensor_get_n_values (tensors[i]);
      SmoothTensor *added = smooth_tensor_set_add (
        copy, tensors[i]->name, tensors[i]->n_dims, tensors[i]->shape, &error);
      gsize largest = 0;

      g_assert_no_error (error);
      memcpy (added->data, tensors[i]->data, n_values * sizeof (float));
      for (gsize k = 0; k < n_values; k++)
        if (fabsf (added->data[k]) > fabsf (added->data[largest]))
          largest = k;
      if (g_strcmp0 (tensors[i]->name, bias) == 0)
        added->data[largest] = 0;
    }
  smooth_safetensors_save (copy, path, &error);
  g_assert_no_error (error);
}

/* Smooths the picture of golden without the largest bias of each layer in turn.
 * Each time the result must differ by more than the tolerance: MI's biases show
 * in the smoothed picture, EME's in the edge map. */
static void
check_biases (const SmoothTensorSet *golden,
              const SmoothTensorSet *weights,
              gboolean is_eme,
              const char *folder,
              const char *file)
{
  gsize n;
  const SmoothTensor *const *tensors = smooth_tensor_set_list (weights, &n);

  for (gsize k = 0; k < n; k++)
    {
      g_autoptr (SmoothEngine) engine = NULL;
      double difference[2];

      if (!g_str_has_suffix (tensors[k]->name, ".bias"))
        continue;
      save_without_bias (weights, tensors[k]->name, folder, file);
      engine = open_engine (folder, smooth_simd_best ());
      measure_setting (engine, golden, &SETTINGS[1], difference);
      g_test_message ("without a bias of %s: smoothed %.1e, edge map %.1e",
                      tensors[k]->name, difference[0], difference[1]);
      if (is_eme)
        g_assert_cmpfloat (difference[1], >, TEST_TOLERANCE_GOLDEN_EDGES);
      else
        g_assert_cmpfloat (difference[0], >, TEST_TOLERANCE_GOLDEN);
    }
  save_without_bias (weights, NULL, folder, file);
}

/* The tolerances are small enough to notice that one bias is missing. */
static void
test_missing_bias (TestFolder *folder, gconstpointer data)
{
  static const char *const files[] = { "eme.safetensors", "mi.safetensors" };
  g_autoptr (SmoothTensorSet) golden = open_golden (BIAS_FILE);
  SmoothTensorSet *weights[2];

  (void) data;
  if (test_skip_emulated ())
    return;
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *path =
        g_build_filename (g_getenv ("SMOOTH_TEST_WEIGHTS"), files[i], NULL);

      weights[i] = smooth_safetensors_load (path, NULL);
      save_without_bias (weights[i], NULL, folder->path, files[i]);
    }
  for (int i = 0; i < 2; i++)
    check_biases (golden, weights[i], i == 0, folder->path, files[i]);
  for (int i = 0; i < 2; i++)
    smooth_tensor_set_free (weights[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/golden/one", "one.safetensors", test_file);
  g_test_add_data_func ("/golden/thin", "thin.safetensors", test_file);
  g_test_add_data_func ("/golden/pale", "pale.safetensors", test_file);
  g_test_add_data_func ("/golden/odd", "odd.safetensors", test_file);
  g_test_add_data_func ("/golden/even", "even.safetensors", test_file);
  g_test_add_data_func ("/golden/full", LARGE_FILE, test_file);
  test_folder_add ("/golden/missing-bias", test_missing_bias);
  return g_test_run ();
}
