/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of metrics.h against PSNR and SSIM computed by NumPy, window by window.
 */
#include "train/evaluate/metrics.h"
#include "support/tolerances.h"

#include <math.h>

#define HEIGHT 16
#define WIDTH 20
#define PSNR 20.058808793394036
#define SSIM 0.9407021302282421
#define N (HEIGHT * WIDTH * 3)

static void
fill (TrainPicture *a, TrainPicture *b)
{
  g_assert_true (train_picture_init (a, HEIGHT, WIDTH, NULL));
  g_assert_true (train_picture_init (b, HEIGHT, WIDTH, NULL));
  for (int i = 0; i < N; i++)
    {
      a->rgb[i] = (guint8) ((i * 37 + i * i / 7) % 256);
      b->rgb[i] = (guint8) MIN (a->rgb[i] * 3 / 4 + i * 13 % 40, 255);
    }
}

static void
test_reference (void)
{
  g_auto (TrainPicture) a = { 0 };
  g_auto (TrainPicture) b = { 0 };

  fill (&a, &b);
  g_assert_cmpfloat_with_epsilon (train_picture_psnr (&a, &b), PSNR,
                                  TEST_TOLERANCE_DOUBLE);
  g_assert_cmpfloat_with_epsilon (train_picture_ssim (&a, &b), SSIM,
                                  TEST_TOLERANCE_DOUBLE);
  g_assert_cmpfloat_with_epsilon (train_picture_ssim (&b, &a), SSIM,
                                  TEST_TOLERANCE_DOUBLE);
}

static void
test_equal (void)
{
  g_auto (TrainPicture) a = { 0 };
  g_auto (TrainPicture) b = { 0 };

  fill (&a, &b);
  g_assert_true (isinf (train_picture_psnr (&a, &a)));
  g_assert_cmpfloat_with_epsilon (train_picture_ssim (&a, &a), 1,
                                  TEST_TOLERANCE_DOUBLE_FEW);
}

static void
test_small (void)
{
  g_auto (TrainPicture) a = { 0 };

  g_assert_true (train_picture_init (&a, 10, WIDTH, NULL));
  g_assert_true (isnan (train_picture_ssim (&a, &a)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metrics/reference", test_reference);
  g_test_add_func ("/metrics/equal", test_equal);
  g_test_add_func ("/metrics/small", test_small);
  return g_test_run ();
}
