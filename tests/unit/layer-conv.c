/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the convolution layer against the naive loop: shapes, epilogues,
 * cropping, and residuals whose place in memory the result takes. The kernel
 * itself is tested in tests/kernels/conv.c.
 */
#include "support/measure.h"
#include "support/reference.h"
#include "support/tolerances.h"
#include "unit/layer-support.h"

#define MAX_CHANNELS 24
#define MAX_PX 45
#define N_RANDOM 12

/* A convolution: its weights, the form in which the layer computes it, and the
 * operands of its epilogue (what is done with the sums). */
typedef struct
{
  TestConv conv;
  SmoothConv *packed;
  gboolean has_residual;
  /* Height and width of the result if it is cropped; 0: it is not. */
  int height, width;
} ConvData;

static SmoothNode *
build (SmoothGraph *graph,
       SmoothSimd simd,
       SmoothNode *const *inputs,
       gconstpointer data)
{
  const ConvData *test = data;
  const SmoothConvEpilogue epilogue = {
    .slope = test->conv.slope,
    .scale = test->conv.scale,
    .shift = test->conv.shift,
    .residual = test->has_residual ? inputs[1] : NULL,
    .height = test->height,
    .width = test->width,
  };

  (void) simd;
  return smooth_layer_conv (graph, test->packed, inputs[0], &epilogue);
}

/* Returns the rows and columns of wanted that remain after cropping. */
static double *
crop (const double *wanted, int full_width, const TestPlane *got)
{
  const gsize n = (gsize) got->width * got->channels;
  double *cropped = g_new (double, test_plane_get_size (got));

  for (int y = 0; y < got->height; y++)
    for (gsize i = 0; i < n; i++)
      cropped[y * n + i] = wanted[(gsize) y * full_width * got->channels + i];
  return cropped;
}

static void
check (ConvData *data, const TestPlane *in, SmoothSimd simd, GRand *rand)
{
  const int stride = data->conv.shape.stride;
  const int full_width = (in->width + stride - 1) / stride;
  const LayerTest test = {
    .inputs = { in, data->conv.residual },
    .build = build,
    .data = data,
  };
  g_autoptr (TestPlane) got = layer_test_run (&test, simd, rand);
  g_autofree double *full = test_reference_conv (&data->conv, in);
  g_autofree double *wanted = crop (full, full_width, got);

  layer_test_assert_near (got, wanted, TEST_TOLERANCE_LAYER_CONV);
}

static SmoothConvShape
draw_shape (GRand *rand)
{
  SmoothConvShape shape = {
    .in_channels = layer_test_draw (rand, MAX_CHANNELS),
    .out_channels = layer_test_draw (rand, MAX_CHANNELS),
    .size = g_rand_boolean (rand) ? 3 : 1,
    .stride = layer_test_draw (rand, 2),
    .dilation = 1,
  };

  if (shape.size == 3 && shape.stride == 1)
    shape.dilation = 1 << g_rand_int_range (rand, 0, 3);
  return shape;
}

static void
test_shape (const SmoothConvShape *shape, SmoothSimd simd, GRand *rand)
{
  const int n_out = shape->out_channels, stride = shape->stride;
  g_autoptr (TestPlane) in =
    test_plane_new_random (rand, layer_test_draw (rand, MAX_PX),
                           layer_test_draw (rand, MAX_PX), shape->in_channels);
  g_autofree float *weight = test_rand_values (
    rand, (gsize) shape->size * shape->size * shape->in_channels * n_out);
  g_autofree float *values = test_rand_values (rand, 3 * n_out);
  g_autoptr (SmoothConv) packed =
    smooth_conv_new (shape, weight, values, simd, NULL);
  g_autoptr (TestPlane) residual = NULL;
  const gboolean is_modulated = g_rand_boolean (rand);
  ConvData data = {
    .conv = {
      .shape = *shape,
      .weight = weight,
      .bias = values,
      .scale = is_modulated ? values + n_out : NULL,
      .shift = is_modulated ? values + 2 * n_out : NULL,
      .slope = g_rand_boolean (rand) ? 0.1f : 1,
    },
    .packed = packed,
    .has_residual = g_rand_boolean (rand),
  };

  if (data.has_residual)
    residual = test_plane_new_random (rand, (in->height + stride - 1) / stride,
                                      (in->width + stride - 1) / stride, n_out);
  data.conv.residual = residual;
  if (!data.has_residual && g_rand_boolean (rand))
    {
      data.height = layer_test_draw (rand, (in->height + stride - 1) / stride);
      data.width = layer_test_draw (rand, (in->width + stride - 1) / stride);
    }
  check (&data, in, simd, rand);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (SmoothSimd simd = 0; simd < SMOOTH_N_SIMD; simd++)
    if (smooth_simd_is_available (simd))
      for (int i = 0; i < N_RANDOM; i++)
        {
          const SmoothConvShape shape = draw_shape (rand);

          test_shape (&shape, simd, rand);
        }
}

/* Builds x + f (conv (x)), where f is the activation. Since x is both input and
 * residual, the result must not be written over x before all outputs that read
 * a pixel of x are computed. */
static SmoothNode *
build_on_input (SmoothGraph *graph,
                SmoothSimd simd,
                SmoothNode *const *inputs,
                gconstpointer data)
{
  const ConvData *test = data;
  const SmoothConvEpilogue epilogue = { .slope = test->conv.slope,
                                        .residual = inputs[0] };

  (void) simd;
  return smooth_layer_conv (graph, test->packed, inputs[0], &epilogue);
}

static void
test_residual_is_input (void)
{
  const SmoothConvShape shape = { 8, 8, 3, 1, 1 };
  g_autoptr (GRand) rand = test_rand_new ();
  g_autoptr (TestPlane) in = test_plane_new_random (rand, 40, 30, 8);
  g_autofree float *weight = test_rand_values (rand, 9 * 8 * 8);
  g_autofree float *bias = test_rand_values (rand, 8);
  const SmoothSimd simd = smooth_simd_best ();
  g_autoptr (SmoothConv) packed =
    smooth_conv_new (&shape, weight, bias, simd, NULL);
  ConvData data = {
    .conv = { .shape = shape, .weight = weight, .bias = bias, .slope = 0.1f },
    .packed = packed,
  };
  const LayerTest test = { { in }, build_on_input, &data };
  g_autoptr (TestPlane) got = layer_test_run (&test, simd, rand);
  g_autofree double *wanted = NULL;

  data.conv.residual = in;
  wanted = test_reference_conv (&data.conv, in);
  layer_test_assert_near (got, wanted, TEST_TOLERANCE_LAYER_CONV);
}

/* The last rows of tiles lie partly below the cropped end, by each number of
 * rows; their inputs below it are not in memory. */
static void
test_cropped (void)
{
  const SmoothSimd simd = smooth_simd_best ();
  g_autoptr (GRand) rand = test_rand_new ();

  for (int dilation = 1; dilation <= 4; dilation *= 2)
    {
      const SmoothConvShape shape = { 16, 16, 3, 1, dilation };
      g_autoptr (TestPlane) in = test_plane_new_random (rand, 40, 30, 16);
      g_autofree float *weight = test_rand_values (rand, 9 * 16 * 16);
      g_autofree float *bias = test_rand_values (rand, 16);
      g_autoptr (SmoothConv) packed =
        smooth_conv_new (&shape, weight, bias, simd, NULL);
      ConvData data = {
        .conv = { .shape = shape, .weight = weight, .bias = bias, .slope = 1 },
        .packed = packed,
      };

      for (int cropped = 1; cropped <= 4 * dilation; cropped++)
        {
          data.height = in->height - cropped;
          data.width = in->width - cropped;
          check (&data, in, simd, rand);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layer-conv/random", test_random);
  g_test_add_func ("/layer-conv/cropped", test_cropped);
  g_test_add_func ("/layer-conv/residual-is-input", test_residual_is_input);
  return g_test_run ();
}
