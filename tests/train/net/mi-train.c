/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests MI's gradients with respect to its parameters and to its inputs,
 * against central differences, in double.
 */
#include "train/net/mi-train.h"

#include "gradient.h"

/* MI, its inputs, and the loss whose gradient is checked: the scalar product of
 * MI's output with the image loss, of random numbers. */
typedef struct
{
  TrainMi *mi;
  TrainMiActivations *activations;
  TrainImage picture, edges, loss;
  TrainImage brightness; /* is added to all channels of picture */
  TrainImage shown;      /* picture plus brightness, MI's input */
  TrainReal *values;
  double strength;
} Case;

static double
compute_loss (gpointer data)
{
  Case *c = data;

  for (gsize i = 0; i < train_image_size (&c->picture); i++)
    c->shown.data[i] = c->picture.data[i] + c->brightness.data[i / 3];
  train_mi_set_values (c->mi, c->values, NULL);
  return test_image_product (train_mi_forward (c->mi, c->activations, &c->shown,
                                               &c->edges, c->strength, NULL),
                             &c->loss);
}

/* The picture's gradient treats MI's limit on colours as constant. That is
 * right if the picture has strong colours everywhere; in a pale picture only
 * changes of brightness leave the limit as it is. */
static void
check_picture (Case *c,
               const TrainImage *gradient,
               gboolean is_pale,
               TrainRandom *random)
{
  const gsize n = train_image_size (gradient);
  g_autofree double *sums = g_new0 (double, n / 3);

  for (gsize i = 0; i < n; i++)
    sums[i / 3] += gradient->data[i];
  test_gradient_check ("brightness", compute_loss, c, n / 3, c->brightness.data,
                       sums, random);
  if (!is_pale)
    test_gradient_check ("picture", compute_loss, c, n, c->picture.data,
                         gradient->data, random);
}

static void
check_case (Case *c, TrainRandom *random, gsize n_values, gboolean is_pale)
{
  const gsize n = train_image_size (&c->picture);
  g_autofree double *values = g_new0 (double, n_values);
  TrainImage picture, edges, *gradient;

  train_image_init (&picture, c->picture.height, c->picture.width, 3);
  train_image_init (&edges, c->picture.height, c->picture.width, 1);
  compute_loss (c);
  gradient = train_mi_get_output_gradient (c->activations);
  for (gsize i = 0; i < n; i++)
    gradient->data[i] = c->loss.data[i];
  train_mi_backward (c->mi, c->activations, values, &picture, &edges);
  test_gradient_check ("values", compute_loss, c, n_values, c->values, values,
                       random);
  check_picture (c, &picture, is_pale, random);
  test_gradient_check ("edges", compute_loss, c, n / 3, c->edges.data,
                       edges.data, random);
  train_image_clear (&picture);
  train_image_clear (&edges);
}

/* Makes the left half of picture grey and the right half nearly grey, so that
 * MI's limit on colours has all values from 0 to 1. */
static void
make_pale (TrainImage *picture)
{
  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      for (int c = 1; c < 3; c++)
        {
          TrainReal *pixel = train_image_at (picture, y, x);

          pixel[c] = pixel[0] + (x < picture->width / 2 ? 0 : 0.01) * pixel[c];
        }
}

static void
case_init (Case *c, TrainRandom *random, int number)
{
  const int height = 8 + 8 * train_random_integer (random, 3);
  const int width = 8 + 8 * train_random_integer (random, number < 6 ? 3 : 8);
  int widths[TRAIN_MI_N_WIDTHS];

  for (int k = 0; k < TRAIN_MI_N_WIDTHS; k++)
    widths[k] = 1 + train_random_integer (random, 4);
  c->activations = train_mi_activations_new ();
  c->mi = train_mi_new (widths, SMOOTH_SIMD_BASELINE, NULL);
  c->strength = train_random_uniform (random, 0.02, 0.3);
  c->picture = test_image_random (random, height, width, 3);
  c->edges = test_image_random (random, height, width, 1);
  c->loss = test_image_random (random, height, width, 3);
  train_image_init (&c->brightness, height, width, 1);
  train_image_init (&c->shown, height, width, 3);
  c->values =
    g_new (TrainReal, train_layout_get_n_values (train_mi_get_layout (c->mi)));
  train_mi_draw_values (c->mi, number, c->values);
}

static void
case_clear (Case *c)
{
  train_image_clear (&c->picture);
  train_image_clear (&c->edges);
  train_image_clear (&c->loss);
  train_image_clear (&c->brightness);
  train_image_clear (&c->shown);
  g_free (c->values);
  train_mi_free (c->mi);
  train_mi_activations_free (c->activations);
}

static void
test_gradients (void)
{
  for (int i = 0; i < 12; i++)
    {
      const gboolean is_pale = i >= 6;
      TrainRandom random;
      Case c;

      train_random_init (&random, 13, 0, i, 0);
      case_init (&c, &random, i);
      if (is_pale)
        make_pale (&c.picture);
      check_case (&c, &random,
                  train_layout_get_n_values (train_mi_get_layout (c.mi)),
                  is_pale);
      case_clear (&c);
    }
}

/* A grey picture stays grey, exactly, whatever the weights are. */
static void
test_grey (void)
{
  TrainRandom random;
  Case c;
  const TrainImage *output;

  train_random_init (&random, 13, 0, 20, 0);
  case_init (&c, &random, 20);
  for (gsize i = 0; i < train_image_size (&c.picture); i++)
    c.picture.data[i] = c.picture.data[i - i % 3];
  c.strength = 1;
  compute_loss (&c);
  output =
    train_mi_forward (c.mi, c.activations, &c.picture, &c.edges, 1, NULL);
  for (gsize i = 0; i < train_image_size (output); i++)
    g_assert_cmpfloat (output->data[i], ==, output->data[i - i % 3]);
  case_clear (&c);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mi-train/gradients", test_gradients);
  g_test_add_func ("/mi-train/grey", test_grey);
  return g_test_run ();
}
