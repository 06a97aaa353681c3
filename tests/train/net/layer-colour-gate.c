/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the trainer's layers of the colour gate, which limits MI's change of
 * colours where a picture is grey, in double. For a given picture this
 * limiting, G, is linear in the change, and symmetric: <G a, b> = <a, G b>, up
 * to rounding. The result is that of core's kernels, which tests/kernels
 * compares with a naive loop.
 */
#include "train/net/layer-colour-gate.h"

#include <math.h>

#include "gradient.h"
#include "kernel/colour-gate.h"
#include "kernel/simd/kernels.h"
#include "support/tolerances.h"

/* Makes a picture that is grey at the left, pale in the middle, and has strong
 * colours at the right. */
static TrainImage
new_picture (TrainRandom *random, int height, int width)
{
  TrainImage picture = test_image_random (random, height, width, 3);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        double *pixel = train_image_at (&picture, y, x);
        const double share = x < width / 3 ? 0 : x < 2 * width / 3 ? 0.01 : 1;

        pixel[1] = pixel[0] + share * pixel[1];
        pixel[2] = pixel[0] + share * pixel[2];
      }
  return picture;
}

static SmoothBand
new_band (const TrainImage *image)
{
  const gsize n = train_image_size (image);
  SmoothBand band = {
    .height = image->height,
    .width = image->width,
    .channels = image->channels,
    .x1 = image->width,
    .capacity = image->height,
    .stride = (gsize) image->width * image->channels,
    .data = g_new (float, n),
  };

  for (gsize i = 0; i < n; i++)
    band.data[i] = (float) image->data[i];
  return band;
}

/* Asserts that core's kernels compute from picture and change the same as the
 * trainer's layers have: chroma and out. */
static void
check_kernels (const TrainImage *picture,
               const TrainImage *change,
               const TrainImage *chroma,
               const TrainImage *out)
{
  SmoothBand pixels = new_band (picture), changed = new_band (change);
  SmoothBand blocks = new_band (chroma), got = new_band (out);
  const SmoothKernels *kernels = smooth_kernels_get (SMOOTH_SIMD_BASELINE);

  for (int y = 0; y < blocks.height; y++)
    kernels->measure_chroma_row (&pixels, &blocks, y);
  for (int y = 0; y < got.height; y++)
    kernels->gate_chroma_row (&changed, &blocks, &pixels, &got, y);
  for (gsize i = 0; i < train_image_size (out); i++)
    g_assert_cmpfloat_with_epsilon (
      got.data[i], out->data[i], SMOOTH_CHROMA_SLOPE * TEST_TOLERANCE_CHROMA);
  g_free (pixels.data);
  g_free (changed.data);
  g_free (blocks.data);
  g_free (got.data);
}

static void
check (TrainRandom *random, int height, int width)
{
  TrainImage picture = new_picture (random, height, width);
  TrainImage a = test_image_random (random, height, width, 3);
  TrainImage b = test_image_random (random, height, width, 3);
  TrainImage gated = test_image_random (random, height, width, 3);
  TrainImage chroma =
    test_image_random (random, (height + 7) / 8, (width + 7) / 8, 1);
  double there, here;

  train_chroma_measure (SMOOTH_SIMD_BASELINE, &picture, &chroma);
  train_chroma_gate (SMOOTH_SIMD_BASELINE, &a, &chroma, &picture, &gated);
  check_kernels (&picture, &a, &chroma, &gated);
  train_chroma_gate (SMOOTH_SIMD_BASELINE, &a, &chroma, NULL, &gated);
  there = test_image_product (&gated, &b);
  train_chroma_gate (SMOOTH_SIMD_BASELINE, &b, &chroma, NULL, &b);
  here = test_image_product (&a, &b);
  g_assert_cmpfloat_with_epsilon (there, here,
                                  TEST_TOLERANCE_ADJOINT
                                    * sqrt ((double) train_image_size (&a)));
  train_image_clear (&picture);
  train_image_clear (&a);
  train_image_clear (&b);
  train_image_clear (&gated);
  train_image_clear (&chroma);
}

static void
test_transpose (void)
{
  static const int SIZES[] = { 1, 8, 13, 24, 88 };
  TrainRandom random;

  train_random_init (&random, 19, 0, 0, 0);
  for (gsize h = 0; h < G_N_ELEMENTS (SIZES); h++)
    for (gsize w = 0; w < G_N_ELEMENTS (SIZES); w++)
      check (&random, SIZES[h], SIZES[w]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layer-colour-gate/transpose", test_transpose);
  return g_test_run ();
}
