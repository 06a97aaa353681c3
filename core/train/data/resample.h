/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Part of an 8-bit picture at another scale. */
#pragma once

#include "train/base/image.h"

typedef struct
{
  const guint8 *data; /* height x width x channels */
  int height, width, channels;
  gboolean wraps; /* repeats beyond its borders; else it is 0 there */
} TrainResampleSource;

/* Fills to (initialised, of source's channels, at most 4) with source in [0,
 * 1], scale pixels of to per pixel of source, pixel (0, 0) of to being source's
 * (x0, y0). A triangle filter, widened where scale < 1 so that nothing folds
 * over; rows and columns in turn. */
void train_resample (const TrainResampleSource *source,
                     double scale,
                     double x0,
                     double y0,
                     TrainImage *to);
