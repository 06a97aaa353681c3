/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests EME's gradients against central differences, in double: those of its
 * logits, and those of the features that the contrastive loss compares.
 */
#include "train/net/eme-train.h"

#include "gradient.h"

/* EME, a picture, and the loss whose gradient is checked: the scalar product of
 * EME's logits, or of its features, with images of random numbers. */
typedef struct
{
  TrainEme *eme;
  TrainEmeActivations *activations;
  TrainEmeDepth depth;
  TrainImage picture;
  TrainImage loss[TRAIN_EME_N_LOGITS];
  int n_losses;
  TrainReal *values;
} Case;

static const TrainImage *
get_output (const Case *c, int i)
{
  return c->depth == TRAIN_EME_LOGITS
           ? train_eme_get_logits (c->activations, i)
           : train_eme_get_feature (c->activations, i);
}

static TrainImage *
get_gradient (const Case *c, int i)
{
  return c->depth == TRAIN_EME_LOGITS
           ? train_eme_get_logits_gradient (c->activations, i)
           : train_eme_get_feature_gradient (c->activations, i);
}

static double
compute_loss (gpointer data)
{
  Case *c = data;
  double sum = 0;

  train_eme_set_values (c->eme, c->values, NULL);
  train_eme_forward (c->eme, c->activations, &c->picture, c->depth, NULL);
  for (int i = 0; i < c->n_losses; i++)
    sum += test_image_product (get_output (c, i), &c->loss[i]);
  return sum;
}

static void
check_case (Case *c, TrainRandom *random)
{
  const gsize n = train_image_size (&c->picture);
  const gsize n_values =
    train_layout_get_n_values (train_eme_get_layout (c->eme));
  g_autofree double *values = g_new0 (double, n_values);
  TrainImage picture;

  train_image_init (&picture, c->picture.height, c->picture.width, 3);
  train_eme_forward (c->eme, c->activations, &c->picture, c->depth, NULL);
  for (int i = 0; i < c->n_losses; i++)
    {
      const TrainImage *like = get_output (c, i);

      c->loss[i] =
        test_image_random (random, like->height, like->width, like->channels);
    }
  compute_loss (c);
  for (int i = 0; i < c->n_losses; i++)
    for (gsize k = 0; k < train_image_size (&c->loss[i]); k++)
      get_gradient (c, i)->data[k] = c->loss[i].data[k];
  train_eme_backward (c->eme, c->activations, values, &picture);
  test_gradient_check ("values", compute_loss, c, n_values, c->values, values,
                       random);
  test_gradient_check ("picture", compute_loss, c, n, c->picture.data,
                       picture.data, random);
  train_image_clear (&picture);
}

static void
test_gradients (gconstpointer data)
{
  for (int i = 0; i < 4; i++)
    {
      TrainRandom random;
      int widths[TRAIN_EME_N_WIDTHS];
      Case c = { .activations = train_eme_activations_new (),
                 .depth = GPOINTER_TO_INT (data) };
      int height, width;

      train_random_init (&random, 14, 0, i, 0);
      for (int k = 0; k < TRAIN_EME_N_WIDTHS; k++)
        widths[k] = 1 + train_random_integer (&random, 4);
      height = 8 + 8 * train_random_integer (&random, 4);
      width = 8 + 8 * train_random_integer (&random, 4);
      c.n_losses =
        c.depth == TRAIN_EME_LOGITS ? TRAIN_EME_N_LOGITS : TRAIN_EME_N_FEATURES;
      c.eme = train_eme_new (widths, SMOOTH_SIMD_BASELINE, NULL);
      c.picture = test_image_random (&random, height, width, 3);
      c.values = g_new (
        TrainReal, train_layout_get_n_values (train_eme_get_layout (c.eme)));
      train_eme_draw_values (c.eme, i, c.values);
      train_eme_set_values (c.eme, c.values, NULL);
      check_case (&c, &random);
      train_image_clear (&c.picture);
      for (int k = 0; k < c.n_losses; k++)
        train_image_clear (&c.loss[k]);
      g_free (c.values);
      train_eme_free (c.eme);
      train_eme_activations_free (c.activations);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/eme-train/logits", GINT_TO_POINTER (TRAIN_EME_LOGITS),
                        test_gradients);
  g_test_add_data_func ("/eme-train/features",
                        GINT_TO_POINTER (TRAIN_EME_FEATURES), test_gradients);
  return g_test_run ();
}
