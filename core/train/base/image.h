/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TrainReal, the type of number that the trainer computes in: float in the
 * program, double where tests check gradients. TrainImage, a picture or a stack
 * of feature maps of such numbers.
 */
#pragma once

#include <glib.h>

#ifdef TRAIN_DOUBLE
typedef double TrainReal;
#else
typedef float TrainReal;
#endif

/* height x width x channels numbers, interleaved without gaps. Pictures are RGB
 * in perceptual encoding (sRGB's), in [0, 1]. Owns data, aligned to 64 bytes.
 */
typedef struct
{
  int height, width, channels;
  TrainReal *data;
} TrainImage;

/* How many numbers image has. */
static inline gsize
train_image_size (const TrainImage *image)
{
  return (gsize) image->height * image->width * image->channels;
}

/* Where the channels of pixel (x, y) begin, which must be inside image. */
static inline TrainReal *
train_image_at (const TrainImage *image, int y, int x)
{
  return image->data + ((gsize) y * image->width + x) * image->channels;
}

/* Gives image these sizes and zeros. Sizes must be positive, and bounded by the
 * caller: the program ends where there is no memory. Free with
 * train_image_clear (). */
void train_image_init (TrainImage *image, int height, int width, int channels);

/* Sets all numbers of image to zero. */
void train_image_zero (TrainImage *image);

/* Frees the data and sets image to { 0 }, which may be cleared again. */
void train_image_clear (TrainImage *image);
