/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TrainReal is the type of number in which the trainer computes: float in the
 * program, double where tests check gradients. TrainImage is a picture, or a
 * stack of feature maps, of such numbers.
 */
#pragma once

#include <glib.h>

#ifdef TRAIN_DOUBLE
typedef double TrainReal;
#else
typedef float TrainReal;
#endif

/* An image of height x width x channels numbers; the channels of a pixel lie
 * side by side, without gaps. Pictures are RGB in perceptual encoding (sRGB's),
 * in [0, 1]. Owns data, aligned to 64 bytes. */
typedef struct
{
  int height, width, channels;
  TrainReal *data;
} TrainImage;

/* Returns how many numbers image has: height * width * channels. */
static inline gsize
train_image_size (const TrainImage *image)
{
  return (gsize) image->height * image->width * image->channels;
}

/* Returns a pointer to the channels of pixel (x, y), which must be inside
 * image. */
static inline TrainReal *
train_image_at (const TrainImage *image, int y, int x)
{
  return image->data + ((gsize) y * image->width + x) * image->channels;
}

/* Gives image the size height x width x channels, and fills it with zeros. The
 * caller must make sure that the three numbers are positive and not too large:
 * without enough memory the program ends. Free with train_image_clear (). */
void train_image_init (TrainImage *image, int height, int width, int channels);

/* Sets all numbers of image to zero. */
void train_image_zero (TrainImage *image);

/* Frees the data and sets image to { 0 }. That may be cleared again. */
void train_image_clear (TrainImage *image);
