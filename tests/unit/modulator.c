/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the modulator, the small perceptron that computes the scales and shifts
 * of MI's blocks from the strength, against a naive one in double. */
#include "net/modulator.h"

#include <math.h>

#include "support/measure.h"
#include "support/tolerances.h"

#define N_HIDDEN 32

static const int WIDTHS[] = { 3, 1, 5 };
#define N_BLOCKS 3
#define COUNT 18

static SmoothTensorSet *
new_set (GRand *rand)
{
  SmoothTensorSet *set = smooth_tensor_set_new ("m");
  SmoothTensorSpec specs[SMOOTH_MODULATOR_N_TENSORS];

  smooth_modulator_describe (WIDTHS, N_BLOCKS, specs);
  for (int i = 0; i < SMOOTH_MODULATOR_N_TENSORS; i++)
    {
      SmoothTensor *tensor = smooth_tensor_set_add (
        set, specs[i].name, specs[i].n_dims, specs[i].shape, NULL);

      g_assert_nonnull (tensor);
      test_rand_fill (rand, smooth_tensor_get_n_values (tensor), tensor->data);
    }
  return set;
}

static const float *
get (const SmoothTensorSet *set, const char *name)
{
  return smooth_tensor_set_get (set, name)->data;
}

/* Computes output number i of the perceptron at this strength. (Scales have 1
 * added to their output.) */
static double
compute (const SmoothTensorSet *set, int i, double strength)
{
  double sum = get (set, "mlp.2.bias")[i];

  for (int k = 0; k < N_HIDDEN; k++)
    {
      double hidden =
        get (set, "mlp.0.weight")[k] * strength + get (set, "mlp.0.bias")[k];

      hidden = hidden < 0 ? 0.1 * hidden : hidden;
      sum += get (set, "mlp.2.weight")[i * N_HIDDEN + k] * hidden;
    }
  return sum;
}

static void
test_apply (void)
{
  static const double STRENGTHS[] = { 0, 0.3, 1 };
  g_autoptr (GRand) rand = test_rand_new ();
  g_autoptr (SmoothTensorSet) set = new_set (rand);
  g_autoptr (SmoothModulator) modulator =
    smooth_modulator_new (set, WIDTHS, N_BLOCKS, NULL);

  g_assert_cmpint (smooth_modulator_get_count (modulator), ==, COUNT);
  for (gsize k = 0; k < G_N_ELEMENTS (STRENGTHS); k++)
    {
      float got[COUNT];
      int i = 0;

      smooth_modulator_apply (modulator, STRENGTHS[k], got);
      for (int block = 0; block < N_BLOCKS; block++)
        for (int c = 0; c < 2 * WIDTHS[block]; c++, i++)
          {
            const double one = c < WIDTHS[block] ? 1 : 0;

            g_assert_cmpfloat (
              fabs (got[i] - one - compute (set, i, STRENGTHS[k])), <=,
              TEST_TOLERANCE_MODULATOR);
          }
    }
}

/* The modulator copies the set of weights, so the set may be freed while the
 * modulator is used. */
static void
test_copies (void)
{
  g_autoptr (GRand) rand = test_rand_new ();
  SmoothTensorSet *set = new_set (rand);
  g_autoptr (SmoothModulator) modulator =
    smooth_modulator_new (set, WIDTHS, N_BLOCKS, NULL);
  float before[COUNT], after[COUNT];

  smooth_modulator_apply (modulator, 0.5, before);
  smooth_tensor_set_free (set);
  smooth_modulator_apply (modulator, 0.5, after);
  g_assert_cmpmem (before, sizeof before, after, sizeof after);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/modulator/apply", test_apply);
  g_test_add_func ("/modulator/copies", test_copies);
  return g_test_run ();
}
