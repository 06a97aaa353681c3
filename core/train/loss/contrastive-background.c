/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Computes the contrast loss of background brightness, see
 * contrastive-background.h. a is the anchor, p the positive, n the negative,
 * and B the box mean of a picture's grey version. B is linear, so a difference
 * is blurred instead of two pictures: B (a) - B (p) = B (a - p). B (p) - B (n)
 * is not computed from the pictures, since it is the difference of B (a) - B
 * (n) and B (a) - B (p).
 */
#include "train/loss/contrastive-background.h"

#include "train/loss/box-filter.h"
#include "train/loss/reproducible-sum.h"

/* Writes a - b, averaged over the channels of each pixel, to grey. */
static void
grey_difference (const TrainImage *a, const TrainImage *b, TrainReal *grey)
{
  gsize n = (gsize) a->height * a->width;
  int channels = a->channels;

  for (gsize i = 0; i < n; i++)
    {
      TrainReal sum = 0;

      for (int k = 0; k < channels; k++)
        sum += a->data[i * channels + k] - b->data[i * channels + k];
      grey[i] = sum / channels;
    }
}

/* Computes B (a) - B (b), B being the box mean, into a buffer taken from
 * scratch. */
static TrainReal *
background_difference (const TrainImage *a,
                       const TrainImage *b,
                       const TrainBox *box,
                       TrainScratch *scratch)
{
  gsize n = (gsize) a->height * a->width;
  TrainReal *grey = train_scratch_take (scratch, n);
  TrainReal *mean = train_scratch_take (scratch, n);

  grey_difference (a, b, grey);
  train_box_sum (box, grey, scratch, mean);
  train_box_divide (box, mean);
  return mean;
}

static TrainReal
sign_of (TrainReal number)
{
  return number > 0 ? 1 : number < 0 ? -1 : 0;
}

/* Adds weight * the derivative of the loss with respect to the anchor to
 * gradient. It goes through the transpose of the box mean, B^T = S D^-1
 * (box-filter.h). term: the loss and its derivatives with respect to both
 * distances. positive: B (anchor) - B (positive); negative: B (anchor) - B
 * (negative); both are overwritten.
 */
static void
add_gradient (const TrainBox *box,
              const TrainContrastValue *term,
              double weight,
              TrainScratch *scratch,
              TrainReal *positive,
              TrainReal *negative,
              TrainImage *gradient)
{
  gsize n = (gsize) box->height * box->width;
  int channels = gradient->channels;
  double step = weight / ((double) n * channels);
  TrainReal by_positive = (TrainReal) (step * term->by_positive);
  TrainReal by_negative = (TrainReal) (step * term->by_negative);

  for (gsize i = 0; i < n; i++)
    positive[i] =
      by_positive * sign_of (positive[i]) + by_negative * sign_of (negative[i]);
  train_box_divide (box, positive);
  train_box_sum (box, positive, scratch, negative);
  for (gsize i = 0; i < n; i++)
    for (int k = 0; k < channels; k++)
      gradient->data[i * channels + k] += negative[i];
}

double
train_loss_contrastive_background (const TrainImage *anchor,
                                   const TrainImage *positive,
                                   const TrainImage *negative,
                                   const TrainContrast *contrast,
                                   TrainScratch *scratch,
                                   double weight,
                                   TrainImage *gradient)
{
  gsize n = (gsize) anchor->height * anchor->width;
  gsize mark = train_scratch_mark (scratch);
  TrainBox box = { anchor->height, anchor->width, 1,
                   TRAIN_BACKGROUND_RADIUS_PX };
  TrainReal *to_positive =
    background_difference (anchor, positive, &box, scratch);
  TrainReal *to_negative =
    background_difference (anchor, negative, &box, scratch);
  TrainDistances distances = {
    train_sum_magnitudes (to_positive, n) / n,
    train_sum_magnitudes (to_negative, n) / n,
    train_sum_absolute_differences (to_positive, to_negative, n) / n
  };
  TrainContrastValue term = train_contrast (contrast, &distances);

  if (gradient != NULL && term.by_positive != 0)
    add_gradient (&box, &term, weight, scratch, to_positive, to_negative,
                  gradient);
  train_scratch_rewind (scratch, mark);
  return weight * term.value;
}
