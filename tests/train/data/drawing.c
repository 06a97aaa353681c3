/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of drawing.h: some pictures have fills that differ by little, some stay
 * without texture.
 */
#include "train/data/drawing.h"

#include <math.h>

#define SIDE 96
#define N_PICTURES 300
/* Steps of a faint picture, in units of white: more than 8/255, less than
 * 80/255. */
#define MIN_STEP 0.031
#define MAX_STEP 0.314

/* Returns the largest difference between neighbouring pixels. */
static double
get_step (const TrainImage *image)
{
  double most = 0;

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x + 1 < SIDE; x++)
      for (int c = 0; c < 3; c++)
        most = fmax (most, fabs ((double) (train_image_at (image, y, x + 1)[c]
                                           - train_image_at (image, y, x)[c])));
  return most;
}

static void
test_steps (void)
{
  const TrainLoadedDataset nothing = { 0 };
  TrainImage picture;
  int n_steps = 0, n_faint = 0, n_textured = 0;

  train_image_init (&picture, SIDE, SIDE, 3);
  for (int k = 0; k < N_PICTURES; k++)
    {
      TrainRandom random;
      double step;

      train_random_init (&random, 1, 0, (guint64) k, 0);
      n_textured += train_drawing_draw (&nothing, &random, FALSE, &picture);
      for (gsize i = 0; i < train_image_size (&picture); i++)
        g_assert_true (picture.data[i] >= 0 && picture.data[i] <= 1);
      step = get_step (&picture);
      n_steps += step > MIN_STEP;
      n_faint += step > MIN_STEP && step < MAX_STEP;
    }
  g_test_message ("%d of %d with a step, %d faint, %d textured", n_steps,
                  N_PICTURES, n_faint, n_textured);
  g_assert_cmpint (n_steps, >, N_PICTURES / 2);
  /* Many pictures are drawn with fills that differ by little. If all fills had
   * random colours, only one picture in twenty would be so faint. */
  g_assert_cmpint (n_faint, >, n_steps / 4);
  g_assert_cmpint (ABS (n_textured - N_PICTURES * 6 / 10), <, N_PICTURES / 10);
  train_image_clear (&picture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/train/drawing/steps", test_steps);
  return g_test_run ();
}
