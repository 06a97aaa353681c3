/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An image as core's kernels see it; in float only. */
#pragma once

#include "kernel/band.h"
#include "train/base/image.h"

#ifndef TRAIN_DOUBLE

/* All of image as a band, which borrows its data. */
static inline SmoothBand
train_image_get_band (const TrainImage *image)
{
  return (SmoothBand) {
    .height = image->height,
    .width = image->width,
    .channels = image->channels,
    .x1 = image->width,
    .capacity = image->height,
    .stride = (gsize) image->width * image->channels,
    .data = image->data,
  };
}

#endif
