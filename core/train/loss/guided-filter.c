/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/loss/guided-filter.h"

#include "train/loss/box-filter.h"

/* Computes the coefficients a and b of guided-filter.h for n windows. Before
 * the call, mean holds the means of the input, and square those of its square;
 * after it, mean holds b and square holds a. */
static void
fit_lines (gsize n, TrainReal epsilon, TrainReal *mean, TrainReal *square)
{
  for (gsize i = 0; i < n; i++)
    {
      TrainReal variance = MAX (square[i] - mean[i] * mean[i], 0);
      TrainReal slope = variance / (variance + epsilon);

      square[i] = slope;
      mean[i] = (1 - slope) * mean[i];
    }
}

void
train_guided_filter (const TrainImage *input,
                     int radius_px,
                     double epsilon,
                     TrainScratch *scratch,
                     TrainImage *output)
{
  TrainBox box = { input->height, input->width, input->channels, radius_px };
  gsize n = train_image_size (input), mark = train_scratch_mark (scratch);
  TrainReal *mean = train_scratch_take (scratch, n);
  TrainReal *square = train_scratch_take (scratch, n);
  TrainReal *slope = train_scratch_take (scratch, n);
  TrainReal *in = input->data, *out = output->data;

  for (gsize i = 0; i < n; i++)
    out[i] = in[i] * in[i];
  train_box_sum (&box, in, scratch, mean);
  train_box_sum (&box, out, scratch, square);
  train_box_divide (&box, mean);
  train_box_divide (&box, square);
  fit_lines (n, (TrainReal) epsilon, mean, square);

  train_box_sum (&box, square, scratch, slope);
  train_box_sum (&box, mean, scratch, out);
  train_box_divide (&box, slope);
  train_box_divide (&box, out);
  for (gsize i = 0; i < n; i++)
    out[i] += slope[i] * in[i];
  train_scratch_rewind (scratch, mark);
}
