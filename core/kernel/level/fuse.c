/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edge head, in chunks of a row: sums the up-sampled sides in a buffer,
 * then takes the sigmoid of it vector by vector.
 */
#include "kernel/level/parts.h"

#include "kernel/upsample.h"

#define CHUNK_PX 128

G_STATIC_ASSERT (CHUNK_PX % VL == 0);

/* exp (x) for |x| <= 87: 2^n e^r with n = round (x / ln 2) and the Taylor
 * series of e^r, |r| <= ln 2 / 2, to r^7 / 7!. Relative error about 2e-7. */
static Vec
vec_exp (Vec x)
{
  /* Adding 1.5 * 2^23 rounds to an integer, found in the low bits. */
  const Vec magic = vec_set (12582912.0f);
  const Vec shifted = x * 1.44269504f + magic;
  const Vec n = shifted - magic;
  /* ln 2 in two parts, the first with few bits, so that n times it is exact. */
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

/* Beyond +-87 the sigmoid is 0 or 1 but for what float cannot hold. */
static Vec
vec_sigmoid (Vec x)
{
  x = vec_select (x > 87.0f, vec_set (87.0f), x);
  x = vec_select (x < -87.0f, vec_set (-87.0f), x);
  return 1.0f / (1.0f + vec_exp (-x));
}

/* sums[0 .. n) += weight * side at the fine columns x, x + 1, ... */
static void
add_side (const SmoothBand *side,
          int factor,
          float weight,
          int y,
          int x,
          int n,
          float *sums)
{
  const float *top, *bottom;
  int first, last;
  float down;

  if (factor == 1)
    {
      const float *from = smooth_band_row (side, y) + (x - side->x0);

      for (int i = 0; i < n; i++)
        sums[i] += weight * from[i];
      return;
    }

  smooth_upsample_get_source (factor, side->height, y, &first, &last);
  top = smooth_band_row (side, first) - side->x0;
  bottom = smooth_band_row (side, last) - side->x0;
  down = ((y + factor - factor / 2) % factor + 0.5f) / factor;

  for (int i = 0; i < n; i++)
    {
      const int phase = (x + i + factor - factor / 2) % factor;
      const float right = (phase + 0.5f) / factor;
      float l, r;

      smooth_upsample_get_source (factor, side->width, x + i, &first, &last);
      l = top[first] + down * (bottom[first] - top[first]);
      r = top[last] + down * (bottom[last] - top[last]);
      sums[i] += weight * (l + right * (r - l));
    }
}

void
SMOOTH_LEVEL_NAME (smooth_level_fuse_row) (const SmoothFuse *fuse,
                                           SmoothBand *out,
                                           int y)
{
  float sums[CHUNK_PX] __attribute__ ((aligned (SMOOTH_VECTOR_BYTES)));

  for (int x = out->x0; x < out->x1; x += CHUNK_PX)
    {
      const int n = MIN (CHUNK_PX, out->x1 - x);

      for (int i = 0; i < CHUNK_PX; i++)
        sums[i] = fuse->bias;
      for (int i = 0; i < fuse->n_sides; i++)
        add_side (fuse->side[i], fuse->factor[i], fuse->weight[i], y, x, n,
                  sums);
      for (int i = 0; i < CHUNK_PX; i += VL)
        vec_store (sums + i, vec_sigmoid (vec_load (sums + i)));
      memcpy (smooth_band_row (out, y) + (x - out->x0), sums,
              n * sizeof (float));
    }
}
