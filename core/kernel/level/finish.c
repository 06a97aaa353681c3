/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums over the weights that are kept in double, and what is done to them. */
#include "kernel/level/parts.h"

void
SMOOTH_LEVEL_NAME (smooth_level_add) (int n, const float *piece, double *sums)
{
  for (int i = 0; i < n; i++)
    sums[i] += piece[i];
}

void
SMOOTH_LEVEL_NAME (smooth_level_finish) (const SmoothFinish *finish,
                                         int n_pixels,
                                         const double *sums,
                                         int stride,
                                         const SmoothFinishRow *row)
{
  gsize at = 0;

  for (int i = 0; i < n_pixels; i++, sums += stride)
    for (int k = 0; k < finish->n_channels; k++, at++)
      {
        float value = (float) (sums[k] + finish->bias[k]);

        value = value > 0 ? value : value * finish->slope;
        if (row->tap != NULL)
          row->tap[at] = value;
        value = value * finish->scale[k] + finish->shift[k];
        row->out[at] =
          row->residual != NULL ? value + row->residual[at] : value;
      }
}
