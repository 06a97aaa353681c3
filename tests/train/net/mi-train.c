/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MI's gradients, to all its weights and to its inputs, against central
 * differences, in double.
 */
#include "train/net/mi-train.h"

#include "gradient.h"

/* A network, a sample, and a loss: the output's product with an image. */
typedef struct
{
  TrainMi *mi;
  TrainMiState *state;
  TrainImage picture, edges, loss;
  TrainReal *values;
  double strength;
} Case;

static double
compute_loss (gpointer data)
{
  Case *c = data;

  train_mi_set_values (c->mi, c->values, NULL);
  return test_image_product (
    train_mi_forward (c->mi, c->state, &c->picture, &c->edges, c->strength),
    &c->loss);
}

static void
check_case (Case *c, TrainRandom *random, gsize n_values)
{
  const gsize n = train_image_size (&c->picture);
  g_autofree double *values = g_new0 (double, n_values);
  TrainImage picture, edges, *gradient;

  train_image_init (&picture, c->picture.height, c->picture.width, 3);
  train_image_init (&edges, c->picture.height, c->picture.width, 1);
  compute_loss (c);
  gradient = train_mi_get_output_gradient (c->state);
  for (gsize i = 0; i < n; i++)
    gradient->data[i] = c->loss.data[i];
  train_mi_backward (c->mi, c->state, values, &picture, &edges);
  test_gradient_check ("values", compute_loss, c, n_values, c->values, values,
                       random);
  test_gradient_check ("picture", compute_loss, c, n, c->picture.data,
                       picture.data, random);
  test_gradient_check ("edges", compute_loss, c, n / 3, c->edges.data,
                       edges.data, random);
  train_image_clear (&picture);
  train_image_clear (&edges);
}

static void
test_gradients (void)
{
  for (int i = 0; i < 6; i++)
    {
      TrainRandom random;
      int widths[TRAIN_MI_N_WIDTHS];
      Case c = { .state = train_mi_state_new () };
      gsize n_values;
      int height, width;

      train_random_init (&random, 13, 0, i, 0);
      for (int k = 0; k < TRAIN_MI_N_WIDTHS; k++)
        widths[k] = 1 + train_random_integer (&random, 4);
      height = 8 + 8 * train_random_integer (&random, 3);
      width = 8 + 8 * train_random_integer (&random, 3);
      c.mi = train_mi_new (widths, SMOOTH_CPU_BASELINE);
      c.strength = train_random_uniform (&random, 0.02, 0.3);
      c.picture = test_image_random (&random, height, width, 3);
      c.edges = test_image_random (&random, height, width, 1);
      c.loss = test_image_random (&random, height, width, 3);
      n_values = train_layout_get_n_values (train_mi_get_layout (c.mi));
      c.values = g_new (TrainReal, n_values);
      train_mi_draw_values (c.mi, i, c.values);
      check_case (&c, &random, n_values);
      train_image_clear (&c.picture);
      train_image_clear (&c.edges);
      train_image_clear (&c.loss);
      g_free (c.values);
      train_mi_free (c.mi);
      train_mi_state_free (c.state);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mi-train/gradients", test_gradients);
  return g_test_run ();
}
