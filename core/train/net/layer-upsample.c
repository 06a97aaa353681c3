/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/net/layer-upsample.h"

#include <string.h>

#include "kernel/simd/kernels.h"
#include "kernel/upsample.h"
#include "train/net/image-band.h"
#include "train/net/simd/kernels.h"
#include "train/net/upsample-weights.h"

#ifdef TRAIN_DOUBLE

/* Adds to pixel (y, x) of out the four pixels of the coarse image in around it,
 * with bilinear weights. */
static void
upsample_pixel (const TrainImage *in, TrainImage *out, int factor, int y, int x)
{
  const double at_y = (y + 0.5) / factor - 0.5;
  const double at_x = (x + 0.5) / factor - 0.5;
  int rows[2], columns[2];

  smooth_upsample_get_source (factor, in->height, y, &rows[0], &rows[1]);
  smooth_upsample_get_source (factor, in->width, x, &columns[0], &columns[1]);
  for (int k = 0; k < 4; k++)
    {
      /* Beyond the centre of the first and of the last coarse pixel both
       * neighbours are the same pixel, which then gets the whole weight. */
      const double share_y = rows[0] == rows[1] ? 0 : at_y - rows[0];
      const double share_x = columns[0] == columns[1] ? 0 : at_x - columns[0];
      const double weight = (k / 2 == 1 ? share_y : 1 - share_y)
                            * (k % 2 == 1 ? share_x : 1 - share_x);
      const double *from = train_image_at (in, rows[k / 2], columns[k % 2]);

      for (int c = 0; c < in->channels; c++)
        train_image_at (out, y, x)[c] += weight * from[c];
    }
}

static void
upsample_row (SmoothSimd simd,
              int factor,
              const TrainImage *in,
              const TrainImage *residual,
              TrainImage *out,
              int y)
{
  const gsize n_row = (gsize) out->width * out->channels;
  double *to = train_image_at (out, y, 0);

  (void) simd;
  for (gsize i = 0; i < n_row; i++)
    to[i] = residual != NULL ? train_image_at (residual, y, 0)[i] : 0;
  for (int x = 0; x < out->width; x++)
    upsample_pixel (in, out, factor, y, x);
}

#else

static void
upsample_row (SmoothSimd simd,
              int factor,
              const TrainImage *in,
              const TrainImage *residual,
              TrainImage *out,
              int y)
{
  const SmoothBand from = train_image_get_band (in);
  SmoothBand to = train_image_get_band (out), add;

  if (residual != NULL)
    add = train_image_get_band (residual);
  smooth_kernels_get (simd)->upsample_row (
    &from, &to, residual != NULL ? &add : NULL, factor, y);
}

#endif

void
train_upsample_forward (SmoothSimd simd,
                        int factor,
                        const TrainImage *in,
                        const TrainImage *residual,
                        TrainImage *out)
{
  if (factor == 1)
    {
      const gsize n = train_image_size (out);

      memcpy (out->data, in->data, n * sizeof (TrainReal));
      if (residual != NULL)
        train_kernels_get (simd)->add (n, 1, residual->data, out->data);
      return;
    }
  for (int y = 0; y < out->height; y++)
    upsample_row (simd, factor, in, residual, out, y);
}

void
train_upsample_backward (SmoothSimd simd,
                         int factor,
                         const TrainImage *out,
                         TrainImage *in,
                         TrainReal *scratch)
{
  const TrainKernels *kernels = train_kernels_get (simd);
  const gsize n_row = (gsize) out->width * out->channels;

  if (factor == 1)
    {
      memcpy (in->data, out->data, train_image_size (in) * sizeof (TrainReal));
      return;
    }
  for (int y = 0; y < in->height; y++)
    {
      TrainReal weights[TRAIN_MAX_UPSAMPLED];
      int first;
      const int n = train_upsample_get_weights (factor, in->height, out->height,
                                                y, &first, weights);

      memset (scratch, 0, n_row * sizeof (TrainReal));
      for (int k = 0; k < n; k++)
        kernels->add (n_row, weights[k], train_image_at (out, first + k, 0),
                      scratch);
      kernels->upsample_row (factor, in->width, out->width, in->channels,
                             scratch, train_image_at (in, y, 0));
    }
}
