/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Resamples a part of an 8-bit picture at another scale. */
#pragma once

#include "train/base/image.h"

typedef struct
{
  const guint8 *data; /* height x width x channels bytes; borrowed */
  int height, width, channels;
  /* Whether the picture repeats beyond its borders. If not, it is 0 there. */
  gboolean wraps;
} TrainResampleSource;

/* Fills to (initialised, with source's number of channels, at most 4) with
 * source divided by 255. scale: pixels of to per pixel of source. (x0, y0): the
 * position in source of to's pixel (0, 0). Filtered with a triangle, which is
 * widened if scale < 1 to avoid aliasing; columns and rows one after the other.
 * Thread-safe. */
void train_resample (const TrainResampleSource *source,
                     double scale,
                     double x0,
                     double y0,
                     TrainImage *to);
