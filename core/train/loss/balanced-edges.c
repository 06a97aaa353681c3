/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/loss/balanced-edges.h"

#include <tgmath.h>

/* The factor 1.1 of the loss's formula, for pixels without an edge. */
#define NON_EDGE_FACTOR 1.1

void
train_edge_count_add (TrainEdgeCount *count, const TrainImage *target)
{
  gsize n = train_image_size (target);

  for (gsize i = 0; i < n; i++)
    {
      count->n_edges += target->data[i] > 0;
      count->n_others += target->data[i] == 0;
    }
}

double
train_edge_count_share (const TrainEdgeCount *count)
{
  gsize n = count->n_edges + count->n_others;

  return n > 0 ? (double) count->n_edges / n : 0;
}

double
train_loss_balanced_edges (const TrainImage *logits,
                           const TrainImage *target,
                           double edge_share,
                           double weight,
                           TrainImage *gradient)
{
  gsize n = train_image_size (logits);
  double edge_weight = weight / n * (1 - edge_share);
  double other_weight = weight / n * NON_EDGE_FACTOR * edge_share;
  double edges = 0, others = 0;

  for (gsize i = 0; i < n; i++)
    {
      gboolean is_edge = target->data[i] > 0;
      /* How far the logit lies on the wrong side of 0, or, if negative, on the
       * right side. exp () cannot overflow, since its argument is not positive.
       */
      TrainReal wrong = is_edge ? -logits->data[i] : logits->data[i];
      TrainReal small = exp (-fabs (wrong));
      TrainReal softplus = MAX (wrong, 0) + log (1 + small);
      TrainReal slope = (wrong >= 0 ? 1 : small) / (1 + small);

      if (target->data[i] < 0)
        continue;
      *(is_edge ? &edges : &others) += softplus;
      if (gradient != NULL)
        gradient->data[i] +=
          (TrainReal) (is_edge ? -edge_weight * slope : other_weight * slope);
    }
  return edge_weight * edges + other_weight * others;
}
