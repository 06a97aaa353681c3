/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a TrainImage as a SmoothBand, the form that core's kernels take. This
 * works only where TrainReal is float.
 */
#pragma once

#include "kernel/band.h"
#include "train/base/image.h"

#ifndef TRAIN_DOUBLE

/* Returns all rows and columns of image as a band, which borrows image's data.
 */
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
