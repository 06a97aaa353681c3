/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The insides of an exposure, for exposure.c and exposure-measure.c. */
#pragma once

#include "engine/exposure.h"
#include "net/span.h"

/* gain * tone + offset brings the tones of the 3x3 blocks around a block into
 * [0, 1]. */
typedef struct
{
  float gain, offset;
} SmoothExposureMap;

struct _SmoothExposure
{
  int block_px; /* side of a block in pixels */
  /* The blocks that were measured: n_x * n_y, from block (x0, y0) of the plane
   * on. */
  int x0, y0, n_x, n_y;
  /* Columns and rows of the plane with visible samples outside [0, 1]. */
  SmoothSpan outside_x, outside_y;
  /* n_y * n_x. At the border of what was measured, maps are wrong because
   * neighbours are missing; but no pixel of the spec's rect depends on these,
   * unless the plane ends there. */
  SmoothExposureMap *maps;
};
