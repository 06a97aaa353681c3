/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The backward pass of replicate padding, for convolutions in float.
 *
 * In the forward pass a 3x3 convolution of stride 1 reads, for a pixel outside
 * the plane, the nearest pixel inside. So in the backward pass the gradient at
 * a pixel outside is added to that of the nearest pixel inside:
 *
 *   in' (clamp (p)) += weight (tap)' g (q)
 *
 * for each output pixel q that reads pixel p by the kernel's tap. in' is the
 * gradient at the input, clamp (p) the pixel inside that is nearest to p,
 * weight (tap)' the transposed matrix (output channels x input channels) of one
 * tap, and g the gradient at the convolution's sums, before the activation. For
 * the pixels p inside the plane this is a convolution of g with the rotated
 * kernel and zero padding (conv-math-float.c); this file adds what comes from
 * pixels outside.
 *
 * Whatever the dilation, only the kernel's first row of taps reads the rows
 * above the plane, and all of these rows are copies of row 0. So the gradients
 * of the outputs that read them are summed to one line, which is multiplied by
 * the three taps and added to row 0. Bottom, left and right likewise; the
 * corners are added with top and bottom. */
#pragma once

#include "kernel/conv.h"
#include "train/base/image.h"

typedef struct _TrainConvPadding TrainConvPadding;

/* Makes the padding of a 3x3 convolution of stride 1, whose weights are not set
 * yet. Free with train_conv_padding_free (). */
TrainConvPadding *train_conv_padding_new (const SmoothConvShape *shape,
                                          SmoothSimd simd);

/* Frees padding, which may be NULL. */
void train_conv_padding_free (TrainConvPadding *padding);

/* Copies from weight (output channel x kernel row x kernel column x input
 * channel) the weights that read outside the plane. */
void train_conv_padding_set_weights (TrainConvPadding *padding,
                                     const float *weight);

/* Returns the bytes of scratch that train_conv_padding_add () needs for an
 * input of height x width. */
gsize train_conv_padding_get_scratch (const TrainConvPadding *padding,
                                      int height,
                                      int width);

/* Adds to in, the gradient at the layer's input, what comes from all pixels
 * outside the plane. inner: the gradient at the convolution's sums, before the
 * activation, of in's height and width. scratch: memory of the caller, aligned
 * to 64 bytes. Thread-safe if each thread has its own in and scratch. */
void train_conv_padding_add (const TrainConvPadding *padding,
                             const TrainImage *inner,
                             TrainImage *in,
                             void *scratch);
