/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bilinear up-sampling layer (see core/net/layer-upsample.c), forward and
 * backward.
 */
#pragma once

#include "kernel/simd.h"
#include "train/base/image.h"

/* Computes the image out: the image in, up-sampled by factor (2, 4 or 8; 1
 * copies), cropped to out's size, plus residual, which has out's shape; NULL:
 * 0. Thread-safe if each thread has its own out. */
void train_upsample_forward (SmoothSimd simd,
                             int factor,
                             const TrainImage *in,
                             const TrainImage *residual,
                             TrainImage *out);

/* Computes the image in, the gradient at the layer's input, from out, the
 * gradient at its output. scratch: as many numbers as a row of out has, aligned
 * to 64 bytes. Thread-safe if each thread has its own in and scratch. */
void train_upsample_backward (SmoothSimd simd,
                              int factor,
                              const TrainImage *out,
                              TrainImage *in,
                              TrainReal *scratch);
