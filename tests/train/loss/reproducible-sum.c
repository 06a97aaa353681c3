/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the sums of 1 to 39 numbers against a plain loop. */
#include "train/loss/reproducible-sum.h"

#include <math.h>

#include "support.h"
#include "support/tolerances.h"

static void
test_sums (void)
{
  TrainRandom random = random_for_test ();

  for (int n = 1; n < 40; n++)
    {
      double sum = 0, sizes = 0, differences = 0;
      TrainImage a, b;

      image_random (&a, &random, 1, n, 1, -1, 1);
      image_random (&b, &random, 1, n, 1, -1, 1);
      for (int i = 0; i < n; i++)
        {
          sum += a.data[i];
          sizes += fabs ((double) a.data[i]);
          differences += fabs ((double) a.data[i] - b.data[i]);
        }
      g_assert_cmpfloat_with_epsilon (train_sum (a.data, n), sum,
                                      TEST_TOLERANCE_DOUBLE_FEW);
      g_assert_cmpfloat_with_epsilon (train_sum_magnitudes (a.data, n), sizes,
                                      TEST_TOLERANCE_DOUBLE_FEW);
      assert_value (train_sum_absolute_differences (a.data, b.data, n),
                    differences);
      train_image_clear (&a);
      train_image_clear (&b);
    }
  g_assert_cmpfloat (train_sum (NULL, 0), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sum/sums", test_sums);
  return g_test_run ();
}
