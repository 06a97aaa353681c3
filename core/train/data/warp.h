/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rotates, scales and mirrors a photo together with its boundaries. */
#pragma once

#include "train/base/image.h"

typedef struct
{
  int height, width;
  /* The colours, height x width x 3; borrowed. */
  guint8 *rgb;
  /* Height x width: the share of the annotators who drew a boundary here; 255
   * means all. */
  guint8 *shares;
} TrainWarpSource;

typedef struct
{
  /* Position of the crop's centre in the source, in pixels from its upper left
   * corner. */
  double x, y;
  double angle; /* rotation in radians */
  double zoom;  /* crop pixels per source pixel, > 0 */
  gboolean is_mirrored;
} TrainWarp;

/* Fills photo (square, 3 channels, initialised) with source divided by 255,
 * mirrored beyond its borders, and shares (the same size, 1 channel) with the
 * share of annotators, or -1 beyond the borders. Bilinear interpolation; if
 * zoom < 1, the mean of 2 x 2 samples per pixel, and shares are divided by zoom
 * because lines get thinner. With zoom 1, quarter turns and a centre on the
 * pixel grid, pixels are copied exactly. Thread-safe. */
void train_warp (const TrainWarpSource *source,
                 const TrainWarp *warp,
                 TrainImage *photo,
                 TrainImage *shares);
