/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edge head (formula: kernel/edge-head.h). A row is computed in chunks:
 * each side output is interpolated between its two nearest rows, then between
 * columns, and added with its weight to a buffer, of which the sigmoid is taken
 * at the end. "Coarse" are the pixels of a side output, "fine" those of the
 * edge map.
 */
#include "kernel/simd/parts.h"

#include "kernel/upsample.h"

#define CHUNK_PX 128

G_STATIC_ASSERT (CHUNK_PX % VL == 0);

/* Computes exp (x) for |x| <= 87, with a relative error of about 2e-7, as 2^n
 * e^r, where n = round (x / ln 2). For e^r, |r| <= ln 2 / 2, the Taylor series
 * up to r^7 / 7! is used. */
static Vec
vec_exp (Vec x)
{
  /* Adding 1.5 * 2^23 rounds to an integer, which stands in the low bits of the
   * sum. */
  const Vec magic = vec_set (12582912.0f);
  const Vec shifted = x * 1.44269504f + magic;
  const Vec n = shifted - magic;
  /* ln 2 is subtracted in two parts. The first has so few bits that n times it
   * is exact. */
  const Vec r = (x - n * 0.693359375f) - n * -2.12194440e-4f;
  const IntVec power = ((IntVec) shifted - (IntVec) magic) << 23;
  Vec e = vec_set (1 / 5040.0f);

  e = e * r + 1 / 720.0f;
  e = e * r + 1 / 120.0f;
  e = e * r + 1 / 24.0f;
  e = e * r + 1 / 6.0f;
  e = e * r + 0.5f;
  e = e * r + 1.0f;
  e = e * r + 1.0f;
  return (Vec) ((IntVec) e + power);
}

/* Returns from[index[i]] in each lane i; every index is below VL. */
static inline Vec
vec_pick (Vec from, IntVec index)
{
#ifdef __clang__
  /* clang has no builtin for indices that are not constant. */
  Vec picked;

  for (int i = 0; i < VL; i++)
    picked[i] = from[index[i]];
  return picked;
#else
  return __builtin_shuffle (from, index);
#endif
}

/* Computes the sigmoid of x. x is limited to +-87: beyond, exp would overflow,
 * and the sigmoid is so near to 0 or 1 that a float cannot tell. */
static Vec
vec_sigmoid (Vec x)
{
  x = vec_select (x > 87.0f, vec_set (87.0f), x);
  x = vec_select (x < -87.0f, vec_set (-87.0f), x);
  return 1.0f / (1.0f + vec_exp (-x));
}

/* One side output and the rows that are needed for one row of the edge map. */
typedef struct
{
  const SmoothBand *side;
  int log2_factor;
  float weight;
  /* The two rows of the side output that are nearest to the edge map's row, at
   * column 0 of the plane. */
  const float *top, *bottom;
  float down; /* weight of the lower row in the interpolation */
} Side;

/* Describes side output i for row y of the edge map. */
static Side
get_side (const SmoothFuse *fuse, int i, int y)
{
  const int factor = fuse->factor[i];
  Side side = { .side = fuse->side[i], .weight = fuse->weight[i] };
  int first = y, last = y;

  while (1 << side.log2_factor < factor)
    side.log2_factor++;
  if (factor > 1)
    smooth_upsample_get_source (factor, side.side->height, y, &first, &last);
  side.top = smooth_band_row (side.side, first) - side.side->x0;
  side.bottom = smooth_band_row (side.side, last) - side.side->x0;
  side.down =
    ((float) ((y + factor - factor / 2) % factor) + 0.5f) / (float) factor;
  return side;
}

/* Returns pixel x of a side output, interpolated between its two rows. Beyond
 * the plane its first or last column is replicated. */
static float
mix_rows (const Side *side, int x)
{
  x = CLAMP (x, 0, side->side->width - 1);
  return side->top[x] + side->down * (side->bottom[x] - side->top[x]);
}

/* Does the same as mix_rows () for n pixels of the side output from column
 * first on, and writes them to mixed. */
static void
mix_columns (const Side *side, int first, int n, float *mixed)
{
  const int end = MIN (n, side->side->width - first);
  int i = 0;

  for (; i < n && first + i < 0; i++)
    mixed[i] = mix_rows (side, first + i);
  for (; i + VL <= end; i += VL)
    {
      const Vec top = vec_load (side->top + first + i);

      vec_store (mixed + i,
                 top
                   + side->down * (vec_load (side->bottom + first + i) - top));
    }
  for (; i < n; i++)
    mixed[i] = mix_rows (side, first + i);
}

/* Adds the side output, up-sampled and weighted, to the sums of n pixels of the
 * edge map from column x on. sums has room for whole vectors. */
static void
add_upsampled (const Side *side, int x, int n, float *sums)
{
  const int shift = side->log2_factor;
  const int factor = 1 << shift;
  /* Column x of the edge map, counted from the centre of pixel 0 of the side
   * output. */
  const int start = x - factor / 2;
  const int first = (start + factor) / factor - 1;
  const int last = (start + n - 1 + factor) / factor - 1;
  float mixed[CHUNK_PX / 2 + 2 + 2 * VL];
  IntVec lanes;

  for (int i = 0; i < VL; i++)
    lanes[i] = i;
  mix_columns (side, first, last + 2 - first, mixed);
  memset (mixed + last + 2 - first, 0, sizeof (Vec));
  for (int i = 0; i < n; i += VL)
    {
      /* >= 0: first is rounded down */
      const int at = start + i - first * factor;
      const IntVec fine = lanes + (at & (factor - 1));
      const IntVec left = fine >> shift;
      const Vec coarse = vec_load (mixed + (at >> shift));
      const Vec next = vec_load (mixed + (at >> shift) + 1);
      const Vec l = vec_pick (coarse, left);
      const Vec r = vec_pick (next, left);
      const Vec right =
        (__builtin_convertvector (fine & (factor - 1), Vec) + 0.5f)
        * (1.0f / (float) factor);

      vec_store (sums + i,
                 vec_load (sums + i) + side->weight * (l + right * (r - l)));
    }
}

/* Does the same as add_upsampled (), but a side output of factor 1 is not
 * interpolated. */
static void
add_side (const Side *side, int x, int n, float *sums)
{
  if (side->log2_factor > 0)
    add_upsampled (side, x, n, sums);
  else
    for (int i = 0; i < n; i++)
      sums[i] += side->weight * side->top[x + i];
}

void
SMOOTH_SIMD_NAME (smooth_kernel_fuse_row) (const SmoothFuse *fuse,
                                           SmoothBand *out,
                                           int y)
{
  float sums[CHUNK_PX] __attribute__ ((aligned (SMOOTH_VECTOR_BYTES)));
  Side sides[SMOOTH_FUSE_MAX_SIDES];

  for (int i = 0; i < fuse->n_sides; i++)
    sides[i] = get_side (fuse, i, y);
  for (int x = out->x0; x < out->x1; x += CHUNK_PX)
    {
      const int n = MIN (CHUNK_PX, out->x1 - x);

      for (int i = 0; i < CHUNK_PX; i++)
        sums[i] = fuse->bias;
      for (int i = 0; i < fuse->n_sides; i++)
        add_side (&sides[i], x, n, sums);
      for (int i = 0; i < CHUNK_PX; i += VL)
        vec_store (sums + i, vec_sigmoid (vec_load (sums + i)));
      memcpy (smooth_band_row (out, y) + (x - out->x0), sums,
              n * sizeof (float));
    }
}
