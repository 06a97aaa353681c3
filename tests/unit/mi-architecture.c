/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the table of steps of MI, the network that smooths the picture: the
 * table uses every convolution once, and each step's result has the size and
 * the channels that the next step, or a skip connection, needs.
 */
#include "net/mi-architecture.h"

static const int WIDTHS[SMOOTH_MI_N_WIDTHS] = { 5, 6, 7, 8 };

static void
test_convolutions (void)
{
  int n_uses[N_CONVS] = { 0 };

  n_uses[OUT]++;
  for (int i = 0; i < SMOOTH_MI_N_STEPS; i++)
    {
      const SmoothMiStep *step = &smooth_mi_steps[i];

      n_uses[step->conv]++;
      if (step->operation == SMOOTH_MI_RESIDUAL
          || step->operation == SMOOTH_MI_MODULATED)
        n_uses[step->conv + 1]++;
    }
  for (int i = 0; i < N_CONVS; i++)
    g_assert_cmpint (n_uses[i], ==, 1);
}

/* Goes through the steps, and checks that each convolution has as many input
 * channels as the network has at that step, and that sizes match. */
static void
test_shapes (void)
{
  SmoothConvSpec specs[N_CONVS];
  int n_channels = 4, size = 0; /* RGB and edge map at full size */
  gboolean has_skip[SMOOTH_MI_N_WIDTHS] = { FALSE };

  smooth_mi_describe (WIDTHS, specs);
  for (int i = 0; i < SMOOTH_MI_N_STEPS; i++)
    {
      const SmoothMiStep *step = &smooth_mi_steps[i];
      const SmoothConvShape *shape = &specs[step->conv].shape;

      g_assert_cmpint (shape->in_channels, ==, n_channels);
      n_channels = shape->out_channels;
      g_assert_cmpint (n_channels, ==, WIDTHS[step->size]);
      if (step->operation == SMOOTH_MI_CONVOLVE)
        g_assert_cmpint (step->size - size, ==, shape->stride - 1);
      else if (step->operation == SMOOTH_MI_UPSAMPLE)
        {
          g_assert_cmpint (step->size, ==, size - 1);
          g_assert_true (has_skip[step->size]);
        }
      else
        g_assert_cmpint (step->size, ==, size);
      size = step->size;
      has_skip[size] = TRUE;
    }
  g_assert_cmpint (size, ==, 0);
  g_assert_cmpint (specs[OUT].shape.in_channels, ==, n_channels);
}

static void
test_block_widths (void)
{
  static const int WANTED[N_BLOCKS] = { 8, 8, 7, 6, 5 };
  int got[N_BLOCKS];

  smooth_mi_get_block_widths (WIDTHS, got);
  g_assert_cmpmem (got, sizeof got, WANTED, sizeof WANTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mi-architecture/convolutions", test_convolutions);
  g_test_add_func ("/mi-architecture/shapes", test_shapes);
  g_test_add_func ("/mi-architecture/block-widths", test_block_widths);
  return g_test_run ();
}
