/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine against PyTorch: the files beside this one hold pictures and what
 * the networks made of them in PyTorch (make.py).
 * Files and weights are found through SMOOTH_TEST_GOLDEN, SMOOTH_TEST_WEIGHTS.
 */
#include <math.h>

#include <smooth/smooth.h>

#include "file/safetensors.h"

/* The bar of the numerical contract between implementations. What is met is
 * 3e-7, 1.2e-6 of edge maps; one bias left out moves the result by 1e-3 and
 * more. */
#define TOLERANCE 1e-4

/* What a golden file holds for one setting: smoothed_NAME and its edge map. */
typedef struct
{
  const char *smoothed, *edges;
  double strength, texture_scale;
} Setting;

static const Setting SETTINGS[] = {
  { "smoothed_25", "edge", 0.25, 1 },
  { "smoothed_50", "edge", 0.5, 1 },
  { "smoothed_75", "edge", 0.75, 1 },
  { "smoothed_100", "edge", 1, 1 },
  { "smoothed_50_scale1.5", "edge_50_scale1.5", 0.5, 1.5 },
  { "smoothed_50_scale2", "edge_50_scale2", 0.5, 2 },
  { "smoothed_50_scale5", "edge_50_scale5", 0.5, 5 },
};

static SmoothEngine *
open_engine (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothModel) model =
    smooth_model_load (g_getenv ("SMOOTH_TEST_WEIGHTS"), &error);
  SmoothEngine *engine;

  g_assert_no_error (error);
  engine = smooth_engine_new (model, NULL, &error);
  g_assert_no_error (error);
  return engine;
}

static double
max_difference (const SmoothTensor *wanted, const float *got)
{
  gsize n = (gsize) wanted->shape[0] * wanted->shape[1] * wanted->shape[2];
  double most = 0;

  for (gsize i = 0; i < n; i++)
    {
      double difference = fabs ((double) got[i] - wanted->data[i]);

      most = difference <= most ? most : difference; /* NaN counts */
    }
  return most;
}

static void
check_setting (SmoothEngine *engine,
               const SmoothTensorSet *golden,
               const Setting *setting)
{
  const SmoothTensor *input = smooth_tensor_set_get (golden, "input");
  const SmoothTensor *smoothed =
    smooth_tensor_set_get (golden, setting->smoothed);
  const SmoothTensor *edges = smooth_tensor_set_get (golden, setting->edges);
  int height = input->shape[0], width = input->shape[1];
  gsize n = (gsize) height * width;
  g_autofree float *got_smoothed = g_new (float, 3 * n);
  g_autofree float *got_edges = g_new (float, n);
  SmoothArray from = { width, height, 3, input->data };
  SmoothArray to = { width, height, 3, got_smoothed };
  SmoothArray map = { width, height, 1, got_edges };
  SmoothArraySink arrays = { &to, &map };
  SmoothSource source = smooth_array_source (&from);
  SmoothSink sink = smooth_array_sink (&arrays);
  SmoothParams params = { setting->strength, setting->texture_scale,
                          SMOOTH_CHANNELS_ALL };
  g_autoptr (GError) error = NULL;
  double difference[2];

  smooth_engine_run (engine, &params, &source, &sink, NULL, &error);
  g_assert_no_error (error);
  difference[0] = max_difference (smoothed, got_smoothed);
  difference[1] = max_difference (edges, got_edges);
  g_test_message ("%s: smoothed %.1e, edge map %.1e", setting->smoothed,
                  difference[0], difference[1]);
  g_assert_cmpfloat (difference[0], <=, TOLERANCE);
  g_assert_cmpfloat (difference[1], <=, TOLERANCE);
}

static void
test_file (gconstpointer data)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("SMOOTH_TEST_GOLDEN"), data, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothTensorSet) golden = smooth_safetensors_load (path, &error);
  g_autoptr (SmoothEngine) engine = open_engine ();
  int n_settings = 0;

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (SETTINGS); i++)
    if (smooth_tensor_set_get (golden, SETTINGS[i].smoothed) != NULL)
      {
        check_setting (engine, golden, &SETTINGS[i]);
        n_settings++;
      }
  g_assert_cmpint (n_settings, >, 0);
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
  g_test_add_data_func ("/golden/full", "full.safetensors", test_file);
  return g_test_run ();
}
