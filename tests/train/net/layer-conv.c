/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the convolution layer: its gradients against central differences, on
 * random shapes, in double.
 */
#include "train/net/layer-conv.h"

#include "gradient.h"

#define N_SHAPES 40
#define NAME "layer"

/* A layer, its operands, and the loss whose gradient is checked: the scalar
 * product of the layer's output with the image loss, of random numbers. */
typedef struct
{
  TrainConv *conv;
  TrainConvPass pass;
  TrainImage in, out, activated, residual, loss;
  TrainReal *values, *scale, *shift;
  void *scratch;
} Case;

static double
compute_loss (gpointer data)
{
  Case *c = data;

  train_conv_set_values (c->conv, c->values);
  train_conv_forward (c->conv, &c->pass, c->scratch);
  return test_image_product (&c->out, &c->loss);
}

static SmoothConvShape
draw_shape (TrainRandom *random)
{
  SmoothConvShape shape = {
    .in_channels = 1 + train_random_integer (random, 7),
    .out_channels = 1 + train_random_integer (random, 13),
    .size = train_random_chance (random, 0.7) ? 3 : 1,
    .stride = 1,
    .dilation = 1,
  };

  /* If channels fill whole vectors, the weights' gradient is computed with
   * Winograd's tiles. */
  if (shape.size == 3 && train_random_chance (random, 0.2))
    {
      shape.in_channels = shape.out_channels = 16;
      return shape;
    }
  if (shape.size == 3 && train_random_chance (random, 0.3))
    shape.stride = 2;
  else if (shape.size == 3)
    shape.dilation = 1 << train_random_integer (random, 3);
  return shape;
}

static void
init_case (Case *c,
           TrainRandom *random,
           const SmoothConvShape *shape,
           const TrainLayout *layout)
{
  const SmoothConvSpec spec = { NAME, *shape };
  const int height = 1 + train_random_integer (random, 12);
  const int width = 1 + train_random_integer (random, 12);
  const int h = (height + shape->stride - 1) / shape->stride;
  const int w = (width + shape->stride - 1) / shape->stride;
  const int n = shape->out_channels;

  c->conv = train_conv_new (&spec, layout, SMOOTH_SIMD_BASELINE, NULL);
  c->in = test_image_random (random, height, width, shape->in_channels);
  c->out = test_image_random (random, h, w, n);
  c->activated = test_image_random (random, h, w, n);
  c->residual = test_image_random (random, h, w, n);
  c->loss = test_image_random (random, h, w, n);
  c->values = g_new (TrainReal, train_layout_get_n_values (layout));
  test_fill (random, train_layout_get_n_values (layout), c->values);
  c->scale = g_new (TrainReal, 2 * n);
  c->shift = c->scale + n;
  test_fill (random, 2 * n, c->scale);
  c->scratch =
    g_aligned_alloc (train_conv_get_scratch (c->conv, height, width), 1, 64);
  c->pass = (TrainConvPass) { .in = &c->in, .out = &c->out, .slope = 1 };
  if (train_random_chance (random, 0.7))
    c->pass.slope = 0.1;
  if (train_random_chance (random, 0.5))
    {
      c->pass.activated = &c->activated;
      c->pass.scale = c->scale;
      c->pass.shift = c->shift;
    }
  if (train_random_chance (random, 0.5))
    {
      c->pass.activated = &c->activated;
      c->pass.residual = &c->residual;
    }
}

static void
clear_case (Case *c)
{
  train_conv_free (c->conv);
  train_image_clear (&c->in);
  train_image_clear (&c->out);
  train_image_clear (&c->activated);
  train_image_clear (&c->residual);
  train_image_clear (&c->loss);
  g_free (c->values);
  g_free (c->scale);
  g_aligned_free (c->scratch);
}

/* Checks all gradients of the case's pass. */
static void
check_case (Case *c, TrainRandom *random, gsize n_values)
{
  const int n = c->out.channels;
  const gsize n_in = train_image_size (&c->in);
  g_autofree double *values = g_new0 (double, n_values);
  g_autofree double *modulations = g_new0 (double, 2 * n);
  TrainImage add =
    test_image_random (random, c->in.height, c->in.width, c->in.channels);
  TrainImage in =
    test_image_random (random, c->in.height, c->in.width, c->in.channels);
  TrainImage inner = test_image_random (random, c->out.height, c->out.width, n);
  TrainConvGradients gradients = {
    .out = &c->loss,
    .inner = &inner,
    .in = &in,
    .in_add = &add,
    .scale = c->pass.scale != NULL ? modulations : NULL,
    .shift = c->pass.scale != NULL ? modulations + n : NULL,
    .values = values,
  };

  compute_loss (c);
  train_conv_backward (c->conv, &c->pass, &gradients, c->scratch);
  for (gsize i = 0; i < n_in; i++)
    in.data[i] -= add.data[i];
  test_gradient_check ("values", compute_loss, c, n_values, c->values, values,
                       random);
  test_gradient_check ("in", compute_loss, c, n_in, c->in.data, in.data,
                       random);
  if (c->pass.scale != NULL)
    test_gradient_check ("scale and shift", compute_loss, c, 2 * n, c->scale,
                         modulations, random);
  train_image_clear (&add);
  train_image_clear (&in);
  train_image_clear (&inner);
}

static void
test_gradients (void)
{
  for (int i = 0; i < N_SHAPES; i++)
    {
      TrainRandom random;
      Case c = { 0 };
      SmoothConvSpec spec = { NAME, { 0 } };
      SmoothNetSpec net = { .convs = &spec, .n_convs = 1 };
      g_autoptr (TrainLayout) layout = NULL;

      train_random_init (&random, 11, 0, i, 0);
      spec.shape = draw_shape (&random);
      layout = train_layout_new (&net);
      init_case (&c, &random, &spec.shape, layout);
      check_case (&c, &random, train_layout_get_n_values (layout));
      clear_case (&c);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layer-conv/gradients", test_gradients);
  return g_test_run ();
}
