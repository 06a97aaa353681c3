/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the table of stages of EME, the network that computes the edge map: the
 * table uses every convolution once, and each convolution has as many input
 * channels as the one before has output channels.
 */
#include "net/eme-architecture.h"

static const int WIDTHS[SMOOTH_EME_N_WIDTHS] = { 5, 6, 7, 8 };

static void
test_stages (void)
{
  SmoothConvSpec specs[N_CONVS];
  int n_uses[N_CONVS] = { [FUSE] = 1 };
  int n_channels = 3;

  smooth_eme_describe (WIDTHS, specs);
  for (int i = 0; i < SMOOTH_EME_N_WIDTHS; i++)
    {
      const SmoothEmeStage *stage = &smooth_eme_stages[i];

      for (int k = 0; k <= stage->n_residual; k++)
        {
          const SmoothConvShape *shape = &specs[stage->conv + k].shape;

          n_uses[stage->conv + k]++;
          g_assert_cmpint (shape->in_channels, ==, n_channels);
          g_assert_cmpint (shape->out_channels, ==, WIDTHS[i]);
          g_assert_cmpint (shape->stride, ==, k == 0 && i > 0 ? 2 : 1);
          n_channels = shape->out_channels;
        }
      n_uses[stage->side]++;
      g_assert_cmpint (specs[stage->side].shape.in_channels, ==, n_channels);
      g_assert_cmpint (specs[stage->side].shape.out_channels, ==, 1);
    }
  for (int i = 0; i < N_CONVS; i++)
    g_assert_cmpint (n_uses[i], ==, 1);
  g_assert_cmpint (specs[FUSE].shape.in_channels, ==, N_SIDES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/eme-architecture/stages", test_stages);
  return g_test_run ();
}
