/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the convolution layer in float, with the kernels of every instruction
 * set. For a linear layer without bias, <conv x, g> = <x, conv' g> = <weights,
 * their gradient> for all inputs x and output gradients g. So the forward pass
 * and both backward passes can be compared with one plain loop. The other
 * properties of the layer are checked in double, in layer-conv.c.
 */
#include "train/net/layer-conv.h"

#include <math.h>

#include "random-images.h"
#include "support/tolerances.h"

#define NAME "layer"

static const SmoothConvShape SHAPES[] = {
  { 3, 16, 3, 1, 1 },  { 4, 16, 3, 1, 1 },  { 16, 16, 3, 1, 1 },
  { 16, 3, 3, 1, 1 },  { 16, 32, 3, 2, 1 }, { 32, 48, 3, 1, 1 },
  { 48, 64, 3, 2, 1 }, { 96, 96, 3, 1, 1 }, { 64, 64, 3, 1, 2 },
  { 64, 64, 3, 1, 4 }, { 64, 1, 1, 1, 1 },  { 96, 64, 1, 1, 1 },
  { 5, 7, 3, 2, 1 },   { 24, 20, 3, 1, 1 }, { 20, 17, 3, 1, 2 },
};

static const int SIZES[][2] = { { 18, 18 }, { 40, 72 }, { 7, 13 }, { 1, 1 } };

/* Computes as a plain loop the sum of x * weight * g, which is the value of all
 * three scalar products. scale (out): the root of the sum of the terms'
 * squares. */
static double
compute_product (const SmoothConvShape *shape,
                 const TrainImage *x,
                 const TrainImage *g,
                 const float *weight,
                 double *scale)
{
  const int padding = shape->dilation * (shape->size - 1) / 2;
  double sum = 0, squares = 0;

  for (int y = 0; y < g->height; y++)
    for (int column = 0; column < g->width; column++)
      for (int tap = 0; tap < shape->size * shape->size; tap++)
        {
          const int read_y =
            y * shape->stride + tap / shape->size * shape->dilation - padding;
          const int read_x = column * shape->stride
                             + tap % shape->size * shape->dilation - padding;
          const int in_y = CLAMP (read_y, 0, x->height - 1);
          const int in_x = CLAMP (read_x, 0, x->width - 1);

          for (int o = 0; o < shape->out_channels; o++)
            for (int i = 0; i < shape->in_channels; i++)
              {
                const double term =
                  (double) train_image_at (x, in_y, in_x)[i]
                  * train_image_at (g, y, column)[o]
                  * weight[(o * shape->size * shape->size + tap)
                             * shape->in_channels
                           + i];

                sum += term;
                squares += term * term;
              }
        }
  *scale = sqrt (squares);
  return sum;
}

/* A layer with random weights and no bias; its input x and output out; the
 * gradient g of the output; and what the layer makes of these. */
typedef struct
{
  TrainConv *conv;
  gsize n_weights;
  float *values, *gradient;
  TrainImage x, out, g, back, inner;
  void *scratch;
} Case;

static void
init_case (Case *c,
           TrainRandom *random,
           const SmoothConvShape *shape,
           const int size[2],
           SmoothSimd simd)
{
  const SmoothConvSpec spec = { NAME, *shape };
  const SmoothNetSpec net = { .convs = &spec, .n_convs = 1 };
  g_autoptr (TrainLayout) layout = train_layout_new (&net);
  const int h = (size[0] + shape->stride - 1) / shape->stride;
  const int w = (size[1] + shape->stride - 1) / shape->stride;

  c->n_weights = train_layout_find (layout, NAME ".bias");
  c->values = g_new0 (float, train_layout_get_n_values (layout));
  c->gradient = g_new0 (float, train_layout_get_n_values (layout));
  test_fill (random, c->n_weights, c->values);
  c->conv = train_conv_new (&spec, layout, simd, NULL);
  train_conv_set_values (c->conv, c->values);
  c->x = test_image_random (random, size[0], size[1], shape->in_channels);
  c->back = test_image_random (random, size[0], size[1], shape->in_channels);
  c->out = test_image_random (random, h, w, shape->out_channels);
  c->g = test_image_random (random, h, w, shape->out_channels);
  c->inner = test_image_random (random, h, w, shape->out_channels);
  c->scratch =
    g_aligned_alloc (train_conv_get_scratch (c->conv, size[0], size[1]), 1, 64);
}

static void
clear_case (Case *c)
{
  train_conv_free (c->conv);
  g_free (c->values);
  g_free (c->gradient);
  train_image_clear (&c->x);
  train_image_clear (&c->back);
  train_image_clear (&c->out);
  train_image_clear (&c->g);
  train_image_clear (&c->inner);
  g_aligned_free (c->scratch);
}

static void
check_case (Case *c, const SmoothConvShape *shape, const char *what)
{
  const TrainConvPass pass = { .in = &c->x, .out = &c->out, .slope = 1 };
  const TrainConvGradients gradients = {
    .out = &c->g,
    .inner = &c->inner,
    .in = &c->back,
    .values = c->gradient,
  };
  double wanted, scale, product = 0;

  wanted = compute_product (shape, &c->x, &c->g, c->values, &scale);
  train_conv_forward (c->conv, &pass, c->scratch);
  train_conv_backward (c->conv, &pass, &gradients, c->scratch);
  for (gsize i = 0; i < c->n_weights; i++)
    product += (double) c->values[i] * c->gradient[i];
  g_test_message ("%s %d x %d: %.1e %.1e %.1e", what, c->x.height, c->x.width,
                  (test_image_product (&c->out, &c->g) - wanted) / scale,
                  (test_image_product (&c->x, &c->back) - wanted) / scale,
                  (product - wanted) / scale);
  g_assert_cmpfloat_with_epsilon (test_image_product (&c->out, &c->g), wanted,
                                  TEST_TOLERANCE_TRAIN_CONV * scale);
  g_assert_cmpfloat_with_epsilon (test_image_product (&c->x, &c->back), wanted,
                                  TEST_TOLERANCE_TRAIN_CONV * scale);
  g_assert_cmpfloat_with_epsilon (product, wanted,
                                  TEST_TOLERANCE_TRAIN_CONV * scale);
}

static void
test_products (gconstpointer data)
{
  const char *name = data;
  g_autoptr (GError) error = NULL;
  SmoothSimd simd;

  if (!smooth_simd_parse (name, &simd, &error))
    {
      g_test_skip (error->message);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (SHAPES); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (SIZES); k++)
      {
        const SmoothConvShape *shape = &SHAPES[i];
        g_autofree char *what = g_strdup_printf (
          "%d -> %d, %d, stride %d, dilation %d", shape->in_channels,
          shape->out_channels, shape->size, shape->stride, shape->dilation);
        TrainRandom random;
        Case c = { 0 };

        train_random_init (&random, 15, k, i, 0);
        init_case (&c, &random, shape, SIZES[k], simd);
        check_case (&c, shape, what);
        clear_case (&c);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/conv-math-float/baseline", "baseline", test_products);
  g_test_add_data_func ("/conv-math-float/blas", "blas", test_products);
  g_test_add_data_func ("/conv-math-float/x86-64-v3", "x86-64-v3",
                        test_products);
  g_test_add_data_func ("/conv-math-float/x86-64-v4", "x86-64-v4",
                        test_products);
  return g_test_run ();
}
