/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What exposure.c and exposure-measure.c share of an exposure. */
#pragma once

#include "engine/exposure.h"
#include "net/graph.h"

/* What brings the tones of the 3x3 blocks around a block into [0, 1]. */
typedef struct
{
  float gain, offset;
} SmoothExposureMap;

struct _SmoothExposure
{
  int block_px;
  int x0, y0, n_x, n_y; /* blocks held, counted from the plane's corner */
  SmoothSpan outside_x, outside_y; /* columns and rows with samples outside */
  SmoothExposureMap *maps; /* n_y * n_x; those at the edge of what is held and
                              not at the plane's own end are never asked for */
};
