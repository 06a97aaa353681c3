/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantizes 8 x 8 blocks as JPEG does, see jpeg-blocks.h. */
#include "train/data/jpeg-blocks.h"

#include <math.h>

#define N 8

static void
fill_basis (float basis[N][N])
{
  for (int k = 0; k < N; k++)
    for (int i = 0; i < N; i++)
      basis[k][i] = (float) (sqrt (k == 0 ? 1.0 / N : 2.0 / N)
                             * cos (G_PI * (i + 0.5) * k / N));
}

/* Computes the matrix to, the discrete cosine transform (DCT-II, orthonormal)
 * of the block from: basis * from * transposed basis. If is_back is set,
 * computes the inverse transform: transposed basis * from * basis. */
static void
transform (float basis[N][N],
           gboolean is_back,
           float from[N][N],
           float to[N][N])
{
  float half[N][N];

  for (int k = 0; k < N; k++)
    for (int j = 0; j < N; j++)
      {
        half[k][j] = 0;
        for (int i = 0; i < N; i++)
          half[k][j] += (is_back ? basis[i][k] : basis[k][i]) * from[i][j];
      }
  for (int k = 0; k < N; k++)
    for (int l = 0; l < N; l++)
      {
        to[k][l] = 0;
        for (int j = 0; j < N; j++)
          to[k][l] += half[k][j] * (is_back ? basis[j][l] : basis[l][j]);
      }
}

/* Rounds the coefficients of a block's cosine transform to multiples of a step,
 * which is larger for higher frequencies. The block's mean is kept, so the
 * picture gets neither darker nor lighter. */
static void
round_block (float basis[N][N], float step, float block[N][N])
{
  float waves[N][N];

  transform (basis, FALSE, block, waves);
  for (int k = 0; k < N; k++)
    for (int l = 0; l < N; l++)
      {
        float size = step * (1 + 0.5f * (float) (k + l));

        if (k + l > 0)
          waves[k][l] = rintf (waves[k][l] / size) * size;
      }
  transform (basis, TRUE, waves, block);
}

double
train_jpeg_blocks_draw (TrainRandom *random,
                        const TrainImage *picture,
                        TrainImage *texture)
{
  float step = (float) train_random_uniform (random, 0.05, 0.35);
  int x0 = -train_random_integer (random, N);
  int y0 = -train_random_integer (random, N);
  float basis[N][N];
  double squares = 0;

  fill_basis (basis);
  for (int y = y0; y < picture->height; y += N)
    for (int x = x0; x < picture->width; x += N)
      {
        float before[N][N], after[N][N];

        for (int i = 0; i < N * N; i++)
          {
            const TrainReal *pixel = train_image_at (
              picture, CLAMP (y + i / N, 0, picture->height - 1),
              CLAMP (x + i % N, 0, picture->width - 1));

            before[i / N][i % N] = after[i / N][i % N] =
              (float) (pixel[0] + pixel[1] + pixel[2]) / 3;
          }
        round_block (basis, step, after);
        for (int i = MAX (0, -y); i < MIN (N, picture->height - y); i++)
          for (int j = MAX (0, -x); j < MIN (N, picture->width - x); j++)
            {
              float change = after[i][j] - before[i][j];
              TrainReal *to = train_image_at (texture, y + i, x + j);

              squares += (double) change * (double) change;
              to[0] = to[1] = to[2] = (TrainReal) change;
            }
      }
  return sqrt (squares / ((double) picture->height * picture->width));
}
