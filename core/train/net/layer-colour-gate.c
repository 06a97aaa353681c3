/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colour gate layers on single crops: they measure the chroma of a picture,
 * and limit a change's colours by it.
 */
#include "train/net/layer-colour-gate.h"

#include "kernel/colour-gate.h"
#include "kernel/simd/kernels.h"
#include "kernel/upsample.h"
#include "train/net/image-band.h"

#ifdef TRAIN_DOUBLE

static void
measure_row (SmoothSimd simd,
             const TrainImage *picture,
             TrainImage *chroma,
             int y)
{
  const int y_end = MIN (SMOOTH_CHROMA_BLOCK * (y + 1), picture->height);

  (void) simd;
  for (int x = 0; x < chroma->width; x++)
    {
      const int x_end = MIN (SMOOTH_CHROMA_BLOCK * (x + 1), picture->width);
      double most = 0;

      for (int j = SMOOTH_CHROMA_BLOCK * y; j < y_end; j++)
        for (int i = SMOOTH_CHROMA_BLOCK * x; i < x_end; i++)
          {
            const double *pixel = train_image_at (picture, j, i);

            most = MAX (most, MAX (MAX (pixel[0], pixel[1]), pixel[2])
                                - MIN (MIN (pixel[0], pixel[1]), pixel[2]));
          }
      *train_image_at (chroma, y, x) = MIN (1, SMOOTH_CHROMA_SLOPE * most);
    }
}

/* Returns the largest chroma, in the sense of layer-colour-gate.h, of block (y,
 * x) and its neighbours, 3x3 blocks. */
static double
get_most (const TrainImage *chroma, int y, int x)
{
  double most = 0;

  for (int j = MAX (y - 1, 0); j <= MIN (y + 1, chroma->height - 1); j++)
    for (int i = MAX (x - 1, 0); i <= MIN (x + 1, chroma->width - 1); i++)
      most = MAX (most, *train_image_at (chroma, j, i));
  return most;
}

/* Finds the two blocks between whose centres pixel i of an axis lies, and
 * returns the weight of the second in a linear interpolation. */
static double
get_place (int n_blocks, int i, int blocks[2])
{
  const double at = (i + 0.5) / SMOOTH_CHROMA_BLOCK - 0.5;

  smooth_upsample_get_source (SMOOTH_CHROMA_BLOCK, n_blocks, i, &blocks[0],
                              &blocks[1]);
  return blocks[0] == blocks[1] ? 0 : at - blocks[0];
}

/* Returns the part of its colour that a change keeps at pixel (y, x), in [0,
 * 1]. */
static double
get_gate (const TrainImage *chroma, int y, int x)
{
  int rows[2], columns[2];
  const double down = get_place (chroma->height, y, rows);
  const double right = get_place (chroma->width, x, columns);

  return (1 - down)
           * ((1 - right) * get_most (chroma, rows[0], columns[0])
              + right * get_most (chroma, rows[0], columns[1]))
         + down
             * ((1 - right) * get_most (chroma, rows[1], columns[0])
                + right * get_most (chroma, rows[1], columns[1]));
}

static void
gate_row (SmoothSimd simd,
          const TrainImage *change,
          const TrainImage *chroma,
          const TrainImage *picture,
          TrainImage *out,
          int y)
{
  (void) simd;
  for (int x = 0; x < out->width; x++)
    {
      const double *from = train_image_at (change, y, x);
      const double mean = (from[0] + from[1] + from[2]) / 3;
      const double gate = get_gate (chroma, y, x);

      for (int c = 0; c < 3; c++)
        train_image_at (out, y, x)[c] =
          (picture != NULL ? train_image_at (picture, y, x)[c] : 0) + mean
          + gate * (from[c] - mean);
    }
}

#else

static void
measure_row (SmoothSimd simd,
             const TrainImage *picture,
             TrainImage *chroma,
             int y)
{
  const SmoothBand from = train_image_get_band (picture);
  SmoothBand to = train_image_get_band (chroma);

  smooth_kernels_get (simd)->measure_chroma_row (&from, &to, y);
}

static void
gate_row (SmoothSimd simd,
          const TrainImage *change,
          const TrainImage *chroma,
          const TrainImage *picture,
          TrainImage *out,
          int y)
{
  const SmoothBand from = train_image_get_band (change);
  const SmoothBand blocks = train_image_get_band (chroma);
  SmoothBand to = train_image_get_band (out), add;

  if (picture != NULL)
    add = train_image_get_band (picture);
  smooth_kernels_get (simd)->gate_chroma_row (
    &from, &blocks, picture != NULL ? &add : NULL, &to, y);
}

#endif

void
train_chroma_measure (SmoothSimd simd,
                      const TrainImage *picture,
                      TrainImage *chroma)
{
  for (int y = 0; y < chroma->height; y++)
    measure_row (simd, picture, chroma, y);
}

void
train_chroma_gate (SmoothSimd simd,
                   const TrainImage *change,
                   const TrainImage *chroma,
                   const TrainImage *picture,
                   TrainImage *out)
{
  for (int y = 0; y < out->height; y++)
    gate_row (simd, change, chroma, picture, out, y);
}
