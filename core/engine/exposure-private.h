/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The insides of an exposure, for exposure.c and exposure-measure.c. */
#pragma once

#include "engine/exposure.h"
#include "net/span.h"

/* The exposure of a block: gain * tone + offset brings the tones
 * (engine/tone.h) of the 3x3 blocks around it into [0, 1], except for a few
 * very bright or dark ones. */
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
  /* The columns, and the rows, of the plane from the first to the last with a
   * visible sample outside [0, 1]. */
  SmoothSpan outside_x, outside_y;
  /* The exposures of the measured blocks, n_y rows of n_x. Those of the
   * outermost blocks are wrong, because their neighbours were not measured,
   * unless the plane ends there. But no pixel whose exposure will be asked for
   * depends on these. */
  SmoothExposureMap *maps;
};
