/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/loss/contrastive-structure.h"

#include "train/loss/reproducible-sum.h"

/* Computes the three distances between the features that one stage gives for
 * the anchor, the positive and the negative: their mean absolute differences.
 */
static TrainDistances
measure (const TrainImage *anchor,
         const TrainImage *positive,
         const TrainImage *negative)
{
  const TrainReal *a = anchor->data, *p = positive->data, *n = negative->data;
  gsize size = train_image_size (anchor);
  TrainDistances sum = { 0 };

  for (gsize i = 0; i < size; i += TRAIN_CHUNK)
    {
      gsize count = MIN (TRAIN_CHUNK, size - i);

      sum.anchor_positive +=
        train_sum_absolute_differences (a + i, p + i, count);
      sum.anchor_negative +=
        train_sum_absolute_differences (a + i, n + i, count);
      sum.positive_negative +=
        train_sum_absolute_differences (p + i, n + i, count);
    }
  sum.anchor_positive /= size;
  sum.anchor_negative /= size;
  sum.positive_negative /= size;
  return sum;
}

/* Adds step * sign (a - b), a derivative of step * |a - b|, to gradient. */
static void
add_signs (const TrainReal *restrict a,
           const TrainReal *restrict b,
           gsize n,
           TrainReal step,
           TrainReal *restrict gradient)
{
  for (gsize i = 0; i < n; i++)
    gradient[i] += a[i] > b[i] ? step : a[i] < b[i] ? -step : 0;
}

/* Adds the derivatives of two distances with respect to the anchor's features
 * to gradient: the derivative of the distance from the positive times
 * positive_step, and that from the negative times negative_step. */
static void
add_gradient (const TrainImage *anchor,
              const TrainImage *positive,
              const TrainImage *negative,
              TrainReal positive_step,
              TrainReal negative_step,
              TrainImage *gradient)
{
  gsize size = train_image_size (anchor);

  for (gsize i = 0; i < size; i += TRAIN_CHUNK)
    {
      gsize count = MIN (TRAIN_CHUNK, size - i);
      TrainReal *to = gradient->data + i;

      add_signs (anchor->data + i, positive->data + i, count, positive_step,
                 to);
      add_signs (anchor->data + i, negative->data + i, count, negative_step,
                 to);
    }
}

double
train_loss_contrastive_structure (const TrainImage *anchor,
                                  const TrainImage *positive,
                                  const TrainImage *negative,
                                  const TrainContrast *contrast,
                                  double weight,
                                  TrainImage *gradient)
{
  double sum = 0;

  for (int k = 0; k < TRAIN_N_STAGES; k++)
    {
      double scale = weight / train_image_size (&anchor[k]);
      TrainDistances distances =
        measure (&anchor[k], &positive[k], &negative[k]);
      TrainContrastValue term = train_contrast (contrast, &distances);

      sum += term.value;
      if (gradient != NULL && term.by_positive != 0)
        add_gradient (&anchor[k], &positive[k], &negative[k],
                      (TrainReal) (scale * term.by_positive),
                      (TrainReal) (scale * term.by_negative), &gradient[k]);
    }
  return weight * sum;
}
