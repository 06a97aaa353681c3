/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A photo and its boundaries turned by any angle, scaled and mirrored. */
#pragma once

#include "train/base/image.h"

typedef struct
{
  int height, width;
  guint8 *rgb;    /* height x width x 3 */
  guint8 *shares; /* height x width: annotators who drew here, 255: all */
} TrainWarpSource;

typedef struct
{
  double x, y;  /* of the crop's middle in the source, in pixels from its
                   upper left corner */
  double angle; /* radians */
  double zoom;  /* crop's pixels per source's, > 0 */
  gboolean is_mirrored;
} TrainWarp;

/* Fills photo (square, 3 channels, initialised) with source in [0, 1], mirrored
 * beyond its borders, and shares (of the same sides, 1 channel) with the share
 * of annotators, -1 beyond the borders. Bilinear; where zoom < 1 the mean of 2
 * x 2 samples, and shares, as the lines get thinner, are divided by zoom. A
 * zoom of 1 by quarter turns about a middle on the grid gives the very pixels.
 */
void train_warp (const TrainWarpSource *source,
                 const TrainWarp *warp,
                 TrainImage *photo,
                 TrainImage *shares);
