/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Up-sampling layer (see core/net/layer-upsample.c), there and back. */
#pragma once

#include "kernel/simd.h"
#include "train/base/image.h"

/* out = bilinear up-sampling of in by factor (2, 4, 8; or 1, a copy), cropped
 * to out's size, + residual (NULL: 0). */
void train_upsample_forward (SmoothSimd level,
                             int factor,
                             const TrainImage *in,
                             const TrainImage *residual,
                             TrainImage *out);

/* in = the gradient at in, from that at out. scratch: as much as a row of out,
 * aligned to 64 bytes. */
void train_upsample_backward (SmoothSimd level,
                              int factor,
                              const TrainImage *out,
                              TrainImage *in,
                              TrainReal *scratch);
