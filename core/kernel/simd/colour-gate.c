/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colour gate: measures the chroma of blocks, and by it limits the colours
 * of a change of the picture (kernel/colour-gate.h has the formulas of k, d and
 * g). A row is computed in chunks, whose intermediate values fit into arrays on
 * the stack.
 */
#include "kernel/simd/parts.h"

#include "kernel/colour-gate.h"
#include "kernel/upsample.h"

#define BLOCK SMOOTH_CHROMA_BLOCK

#define CHUNK_BLOCKS 16
#define CHUNK_PX (BLOCK * CHUNK_BLOCKS)

/* The gate of a pixel is interpolated between the centres of two neighbouring
 * blocks, a pair. The pixels of a chunk lie between the centres of this many
 * pairs. */
#define CHUNK_PAIRS (CHUNK_BLOCKS + 1)

/* Returns the difference between the largest and the smallest of a pixel's
 * channels. */
static float
get_chroma (const float *pixel)
{
  return MAX (MAX (pixel[0], pixel[1]), pixel[2])
         - MIN (MIN (pixel[0], pixel[1]), pixel[2]);
}

/* For n pixels of row, computes most[3 i] = max (most[3 i], chroma of pixel i).
 * The vectors treat every three neighbouring floats as a pixel, so that the
 * channels need not be sorted into separate vectors. Two thirds of the values,
 * those between most[3 i] and most[3 i + 3], mean nothing and are not used. */
static void
update_most_chroma (const float *row, int n, float *most)
{
  int i = 0;

  for (; i + VL + 2 <= 3 * n; i += VL)
    {
      const Vec first = vec_load (row + i);
      const Vec second = vec_load (row + i + 1);
      const Vec third = vec_load (row + i + 2);
      const Vec largest = vec_max (vec_max (first, second), third);
      const Vec smallest = -vec_max (vec_max (-first, -second), -third);

      vec_store (most + i, vec_max (largest - smallest, vec_load (most + i)));
    }
  for (int k = (i + 2) / 3; k < n; k++)
    most[3 * k] = MAX (get_chroma (row + 3 * k), most[3 * k]);
}

void
SMOOTH_SIMD_NAME (smooth_kernel_measure_chroma_row) (const SmoothBand *picture,
                                                     SmoothBand *out,
                                                     int y)
{
  const int end = MIN (BLOCK * (y + 1), picture->height);
  float *to = smooth_band_row (out, y);

  for (int x = out->x0; x < out->x1; x += CHUNK_BLOCKS)
    {
      const int x_end =
        MIN (MIN (x + CHUNK_BLOCKS, out->x1) * BLOCK, picture->width);
      const int n = x_end - x * BLOCK;
      float most[3 * CHUNK_PX] = { 0 };

      for (int row = BLOCK * y; row < end; row++)
        update_most_chroma (smooth_band_row (picture, row)
                              + 3 * (gsize) (x * BLOCK - picture->x0),
                            n, most);
      for (int first = 0; first < n; first += BLOCK)
        {
          float chroma = 0;

          for (int i = first; i < MIN (first + BLOCK, n); i++)
            chroma = MAX (chroma, most[3 * i]);
          *to++ = MIN (SMOOTH_CHROMA_SLOPE * chroma, 1);
        }
    }
}

/* The two rows of blocks between whose centres a row of pixels lies. */
typedef struct
{
  /* For each of the two rows of blocks, the chroma of the blocks in the row
   * above, in the row itself and in the row below, of which the largest is
   * taken; at the plane's column 0. */
  const float *rows[2][3];
  int width;  /* number of blocks in a row of the plane */
  float down; /* weight of the lower row in the interpolation */
} Blocks;

/* Finds the rows of blocks around row y of the pixels. */
static Blocks
get_blocks (const SmoothBand *chroma, int y)
{
  Blocks blocks = {
    .width = chroma->width,
    .down = ((float) ((y + BLOCK / 2) % BLOCK) + 0.5f) / BLOCK,
  };
  int at[2];

  smooth_upsample_get_source (BLOCK, chroma->height, y, &at[0], &at[1]);
  for (int i = 0; i < 2; i++)
    for (int k = 0; k < 3; k++)
      {
        const int row = CLAMP (at[i] + k - 1, 0, chroma->height - 1);

        blocks.rows[i][k] = smooth_band_row (chroma, row) - chroma->x0;
      }
  return blocks;
}

/* For n columns of blocks from column first on, computes the largest chroma of
 * the 3x3 blocks around (d in kernel/colour-gate.h), interpolated between the
 * two rows of blocks. Beyond the plane its last column is replicated. */
static void
mix_blocks (const Blocks *blocks, int first, int n, float *mixed)
{
  /* The largest chroma of three rows of blocks, from column first - 1 on. */
  float most[2][CHUNK_PAIRS + 3];

  for (int i = 0; i < n + 2; i++)
    {
      const int x = CLAMP (first - 1 + i, 0, blocks->width - 1);

      for (int k = 0; k < 2; k++)
        most[k][i] = MAX (MAX (blocks->rows[k][0][x], blocks->rows[k][1][x]),
                          blocks->rows[k][2][x]);
    }
  for (int i = 0; i < n; i++)
    {
      const int at = CLAMP (first + i, 0, blocks->width - 1) - first;
      const float *top = most[0] + at, *bottom = most[1] + at;
      const float upper = MAX (MAX (top[0], top[1]), top[2]);
      const float lower = MAX (MAX (bottom[0], bottom[1]), bottom[2]);

      mixed[i] = upper + blocks->down * (lower - upper);
    }
}

/* Computes the gate (g in kernel/colour-gate.h) for the 8 n pixels between the
 * centres of n pairs of neighbouring blocks. */
static void
spread_blocks (const float *restrict mixed, int n, float *restrict gate)
{
  for (int i = 0; i < n; i++)
    for (int k = 0; k < BLOCK; k++)
      gate[BLOCK * i + k] =
        mixed[i] + ((float) k + 0.5f) / BLOCK * (mixed[i + 1] - mixed[i]);
}

/* Computes mean + gate * (change - mean) for n pixels, mean being that of the
 * change's channels. */
static void
gate_pixels (const float *restrict change,
             const float *restrict gate,
             int n,
             float *restrict gated)
{
  for (int i = 0; i < n; i++)
    {
      const float red = change[3 * i];
      const float green = change[3 * i + 1];
      const float blue = change[3 * i + 2];
      const float mean = (red + green + blue) * (1 / 3.0f);

      gated[3 * i] = mean + gate[i] * (red - mean);
      gated[3 * i + 1] = mean + gate[i] * (green - mean);
      gated[3 * i + 2] = mean + gate[i] * (blue - mean);
    }
}

/* Computes out = gated + picture for n floats. picture may be out, or NULL for
 * zeros. */
static void
add_picture (const float *gated, const float *picture, int n, float *out)
{
  int i = 0;

  if (picture == NULL)
    {
      memcpy (out, gated, n * sizeof (float));
      return;
    }
  for (; i + VL <= n; i += VL)
    vec_store (out + i, vec_load (picture + i) + vec_load (gated + i));
  for (; i < n; i++)
    out[i] = picture[i] + gated[i];
}

/* Finds pixel (y, x) of a band of 3 channels. */
static float *
find (const SmoothBand *band, int y, int x)
{
  return smooth_band_row (band, y) + 3 * (gsize) (x - band->x0);
}

void
SMOOTH_SIMD_NAME (smooth_kernel_gate_chroma_row) (const SmoothBand *change,
                                                  const SmoothBand *chroma,
                                                  const SmoothBand *picture,
                                                  SmoothBand *out,
                                                  int y)
{
  const Blocks blocks = get_blocks (chroma, y);

  for (int x = out->x0, n; x < out->x1; x += n)
    {
      /* The left block of the first pair between which the gate is
       * interpolated. */
      const int first = (x + BLOCK / 2) / BLOCK - 1;
      const int phase = (x + BLOCK / 2) % BLOCK;
      float mixed[CHUNK_PAIRS + 1], gate[BLOCK * CHUNK_PAIRS];
      float gated[3 * CHUNK_PX];
      int n_pairs;

      n = MIN (CHUNK_PX, out->x1 - x);
      n_pairs = (phase + n + BLOCK - 1) / BLOCK;
      mix_blocks (&blocks, first, n_pairs + 1, mixed);
      spread_blocks (mixed, n_pairs, gate);
      gate_pixels (find (change, y, x), gate + phase, n, gated);
      add_picture (gated, picture != NULL ? find (picture, y, x) : NULL, 3 * n,
                   find (out, y, x));
    }
}
