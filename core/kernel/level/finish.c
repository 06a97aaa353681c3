/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums over the weights, and bias, activation, modulation and residual of them.
 */
#include "kernel/level/parts.h"

void
SMOOTH_LEVEL_NAME (smooth_level_add) (int n, const float *piece, double *sums)
{
  for (int i = 0; i < n; i++)
    sums[i] += piece[i];
}

static void
finish_pixel (const SmoothEpilogue *epilogue,
              int n_channels,
              const double *sums,
              const float *residual,
              float *out)
{
  const float slope = epilogue->slope;

  for (int k = 0; k < n_channels; k++)
    {
      float value = (float) (sums[k] + epilogue->bias[k]);

      value = value > 0 ? value : value * slope;
      if (epilogue->scale != NULL)
        value *= epilogue->scale[k];
      if (epilogue->shift != NULL)
        value += epilogue->shift[k];
      out[k] = residual != NULL ? value + residual[k] : value;
    }
}

void
SMOOTH_LEVEL_NAME (smooth_level_finish) (const SmoothEpilogue *epilogue,
                                         int n_pixels,
                                         int n_channels,
                                         const double *sums,
                                         int stride,
                                         const float *residual,
                                         float *out)
{
  for (int i = 0; i < n_pixels; i++)
    {
      finish_pixel (epilogue, n_channels, sums, residual, out);
      sums += stride;
      out += n_channels;
      if (residual != NULL)
        residual += n_channels;
    }
}
