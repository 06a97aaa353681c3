/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/base/image.h"

#include <string.h>

#define ALIGNMENT_BYTES 64

void
train_image_init (TrainImage *image, int height, int width, int channels)
{
  *image = (TrainImage) { height, width, channels, NULL };
  image->data = g_aligned_alloc0 (train_image_size (image), sizeof (TrainReal),
                                  ALIGNMENT_BYTES);
}

void
train_image_zero (TrainImage *image)
{
  memset (image->data, 0, train_image_size (image) * sizeof (TrainReal));
}

void
train_image_clear (TrainImage *image)
{
  g_aligned_free (image->data);
  *image = (TrainImage) { 0 };
}
