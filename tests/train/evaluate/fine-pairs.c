/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests fine-pairs.h: how much is left of waves of known lengths, and the files
 * that are written. */
#include "train/evaluate/fine-pairs.h"

#include <math.h>
#include <string.h>

#include "support/folder.h"

#define SIDE 168
#define GREY 128
#define AMPLITUDE 60

/* Makes a truth of one grey, and an input with another grey and a wave of
 * length pixels. */
static void
make_pair (double length, TrainPicture *input, TrainPicture *truth)
{
  g_assert_true (train_picture_init (input, SIDE, SIDE, NULL));
  g_assert_true (train_picture_init (truth, SIDE, SIDE, NULL));
  memset (truth->rgb, GREY, SIDE * SIDE * 3);
  for (int i = 0; i < SIDE * SIDE * 3; i++)
    input->rgb[i] =
      (guint8) (GREY + 1
                + rint (AMPLITUDE * sin (2 * G_PI * (i / 3 % SIDE) / length)));
}

static double
measure_wave (const TrainPicture *picture, double length)
{
  double a = 0, b = 0;
  int n = 0;

  /* These 84 columns are a whole number of waves of each tested length, and are
   * far from the border. */
  for (int x = 42; x < 126; x++, n++)
    {
      double value = picture->rgb[(84 * SIDE + x) * 3] - GREY;

      a += value * sin (2 * G_PI * x / length);
      b += value * cos (2 * G_PI * x / length);
    }
  return 2 * hypot (a, b) / n;
}

/* The coarse part of a texture, which a Gaussian leaves of it, is removed from
 * the pair. Of a wave of length L the Gaussian leaves exp (-2 (pi sigma /
 * L)^2), so the rest of the wave stays. */
static void
test_waves (void)
{
  static const double LENGTHS[] = { 6, 14, 21, 42, 84 };

  for (gsize k = 0; k < G_N_ELEMENTS (LENGTHS); k++)
    {
      g_auto (TrainPicture) input = { 0 }, truth = { 0 }, fine = { 0 };
      double exponent = G_PI * TRAIN_FINE_PAIRS_SIGMA_PX / LENGTHS[k];
      double wanted = 1 - exp (-2 * exponent * exponent);

      make_pair (LENGTHS[k], &input, &truth);
      g_assert_true (train_fine_pairs_make (&input, &truth, &fine, NULL));
      g_assert_cmpfloat_with_epsilon (
        measure_wave (&fine, LENGTHS[k]) / AMPLITUDE, wanted, 0.01);
    }
}

static void
test_save (TestFolder *folder, gconstpointer data)
{
  g_auto (TrainPicture) input = { 0 }, truth = { 0 }, fine = { 0 };
  g_auto (TrainTestPairs) set = { 0 }, read = { 0 };

  (void) data;
  make_pair (14, &input, &truth);
  g_assert_true (train_fine_pairs_make (&input, &truth, &fine, NULL));
  g_assert_true (train_test_pairs_make ("set", 1, &input, &truth, &set, NULL));
  g_assert_true (train_fine_pairs_save (&set, folder->path, NULL));
  g_assert_true (train_test_pairs_load (folder->path, 0, 1, NULL, &read, NULL));
  g_assert_cmpint (read.n_pairs, ==, 1);
  g_assert_cmpstr (read.names[0], ==, set.names[0]);
  g_assert_cmpmem (read.inputs[0].rgb, SIDE * SIDE * 3, fine.rgb,
                   SIDE * SIDE * 3);
  g_assert_cmpmem (read.truths[0].rgb, SIDE * SIDE * 3, truth.rgb,
                   SIDE * SIDE * 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fine-pairs/waves", test_waves);
  g_test_add ("/fine-pairs/save", TestFolder, NULL, test_folder_set_up,
              test_save, test_folder_tear_down);
  return g_test_run ();
}
