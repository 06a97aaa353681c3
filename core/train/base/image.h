/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TrainImage: a small picture or a stack of feature maps as the trainer's
 * losses and data use it; and TrainReal, the number the trainer computes in:
 * float in the program, double where gradients are checked.
 */
#pragma once

#include <glib.h>

#ifdef TRAIN_DOUBLE
typedef double TrainReal;
#else
typedef float TrainReal;
#endif

/* height x width x channels, interleaved without gaps; pictures are RGB in
 * perceptual encoding, range [0, 1]. Owns data, which is aligned to 64 bytes.
 */
typedef struct
{
  int height, width, channels;
  TrainReal *data;
} TrainImage;

/* Numbers in image. */
static inline gsize
train_image_size (const TrainImage *image)
{
  return (gsize) image->height * image->width * image->channels;
}

/* Number c of pixel (x, y); no check. */
static inline TrainReal *
train_image_at (const TrainImage *image, int y, int x)
{
  return image->data + ((gsize) y * image->width + x) * image->channels;
}

/* Makes image height x width x channels zeros. Sizes must be positive and come
 * from the trainer itself, not from a file. Free with train_image_clear (). */
void train_image_init (TrainImage *image, int height, int width, int channels);

/* Sets all numbers of image to zero. */
void train_image_zero (TrainImage *image);

/* Frees what image owns; it may be used again by train_image_init (). */
void train_image_clear (TrainImage *image);
