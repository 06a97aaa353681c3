/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/net/upsample-weights.h"

#include "kernel/upsample.h"

int
train_upsample_get_weights (int factor,
                            int n,
                            int n_fine,
                            int i,
                            int *first,
                            TrainReal weights[TRAIN_MAX_UPSAMPLED])
{
  const int start = MAX (0, factor * i - factor / 2);
  const int end = MIN (n_fine, factor * i + factor + factor / 2);

  *first = start;
  for (int fine = start; fine < end; fine++)
    {
      /* The position of the fine pixel's centre, counted in coarse pixels from
       * the centre of the first one. */
      const double at = (fine + 0.5) / factor - 0.5;
      int below, above;
      double weight = 0, share;

      smooth_upsample_get_source (factor, n, fine, &below, &above);
      share =
        at - (fine + factor / 2 >= factor ? (fine - factor / 2) / factor : -1);
      if (below == i)
        weight += 1 - share;
      if (above == i)
        weight += share;
      weights[fine - start] = weight;
    }
  return end - start;
}
