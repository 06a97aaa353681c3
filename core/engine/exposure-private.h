/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The insides of an exposure, shared by exposure.c and exposure-measure.c. */
#pragma once

#include "engine/exposure.h"
#include "net/span.h"

/* What brings the tones of the 3x3 blocks around a block into [0, 1]:
 * gain * tone + offset. */
typedef struct
{
  float gain, offset;
} SmoothExposureMap;

struct _SmoothExposure
{
  int block_px;         /* side of a block */
  int x0, y0, n_x, n_y; /* the blocks that were measured: n_x * n_y, from block
                           (x0, y0) of the plane on */
  SmoothSpan outside_x, outside_y; /* columns and rows of the plane with visible
                                      samples outside [0, 1] */
  SmoothExposureMap *maps; /* n_y * n_x. Those at the edge of what was measured
                              lack neighbours; no pixel of the spec's rect
                              depends on them, unless the plane ends there. */
};
