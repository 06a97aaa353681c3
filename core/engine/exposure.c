/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Computes gains and offsets of pixels from those of the blocks.
 * exposure-measure.c measures the blocks.
 */
#include "engine/exposure-private.h"

void
smooth_exposure_free (SmoothExposure *exposure)
{
  if (exposure == NULL)
    return;
  g_free (exposure->maps);
  g_free (exposure);
}

SmoothRect
smooth_exposure_get_outside (const SmoothExposure *exposure)
{
  const SmoothSpan *x = &exposure->outside_x, *y = &exposure->outside_y;

  return (SmoothRect) { x->first, y->first, x->end - x->first,
                        y->end - y->first };
}

/* Finds the map, gain and offset, of block (x, y) of the plane. If that block
 * was not measured, it is the map of the nearest one. */
static const SmoothExposureMap *
find_map (const SmoothExposure *exposure, int x, int y)
{
  const int i = CLAMP (x - exposure->x0, 0, exposure->n_x - 1);
  const int j = CLAMP (y - exposure->y0, 0, exposure->n_y - 1);

  return &exposure->maps[(gsize) j * exposure->n_x + i];
}

static gboolean
is_identity (const SmoothExposureMap *map)
{
  return map->gain == 1 && map->offset == 0;
}

/* Mixes the maps (gain and offset) of three neighbouring blocks by a quadratic
 * B-spline, for pixel i of the middle block. If all three are equal, the result
 * is the same map, to the bit. */
static SmoothExposureMap
mix (const SmoothExposure *exposure,
     int i,
     const SmoothExposureMap *before,
     const SmoothExposureMap *middle,
     const SmoothExposureMap *after)
{
  const float at = ((float) i + 0.5f) / (float) exposure->block_px;
  const float share_before = (1 - at) * (1 - at) / 2;
  const float share_after = at * at / 2;

  return (SmoothExposureMap) {
    middle->gain + share_before * (before->gain - middle->gain)
      + share_after * (after->gain - middle->gain),
    middle->offset + share_before * (before->offset - middle->offset)
      + share_after * (after->offset - middle->offset),
  };
}

/* Mixes the maps (gain and offset) in column block_x of blocks for row y of the
 * pixels. */
static SmoothExposureMap
mix_column (const SmoothExposure *exposure, int block_x, int y)
{
  const int block_y = y / exposure->block_px;

  return mix (exposure, y % exposure->block_px,
              find_map (exposure, block_x, block_y - 1),
              find_map (exposure, block_x, block_y),
              find_map (exposure, block_x, block_y + 1));
}

/* Whether all pixels of the blocks first to last in row y of blocks have gain 1
 * and offset 0, because all the maps (gain and offset of a block) on which they
 * depend have. */
static gboolean
are_identities (const SmoothExposure *exposure, int first, int last, int y)
{
  for (int j = y - 1; j <= y + 1; j++)
    for (int i = first - 1; i <= last + 1; i++)
      if (!is_identity (find_map (exposure, i, j)))
        return FALSE;
  return TRUE;
}

gboolean
smooth_exposure_get_row (const SmoothExposure *exposure,
                         int x,
                         int y,
                         int n,
                         float *gains,
                         float *offsets)
{
  const int block_px = exposure->block_px;
  const int first = x / block_px, last = (x + n - 1) / block_px;
  SmoothExposureMap columns[3];

  if (are_identities (exposure, first, last, y / block_px))
    return FALSE;
  for (int k = 0; k < 3; k++)
    columns[k] = mix_column (exposure, first - 1 + k, y);
  for (int i = 0; i < n; i++)
    {
      const int at = (x + i) % block_px;
      SmoothExposureMap map;

      if (at == 0 && i > 0)
        {
          columns[0] = columns[1];
          columns[1] = columns[2];
          columns[2] = mix_column (exposure, (x + i) / block_px + 1, y);
        }
      map = mix (exposure, at, &columns[0], &columns[1], &columns[2]);
      gains[i] = map.gain;
      offsets[i] = map.offset;
    }
  return TRUE;
}
