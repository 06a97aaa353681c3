/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chroma layers (see core/kernel/chroma.h, core/net/layer-chroma.c). The gate
 * depends on the picture alone, and counts as constant on the way back.
 */
#pragma once

#include "kernel/simd.h"
#include "train/base/image.h"

/* chroma = that of the picture's blocks: 1 channel, an eighth of its size,
 * rounded up. */
void train_chroma_measure (SmoothSimd level,
                           const TrainImage *picture,
                           TrainImage *chroma);

/* out = picture (NULL: 0) + change, the colours of which count as far as chroma
 * says. Without a picture it is the way back, too, from the gradient at out to
 * that at change: the gate is its own transpose. out may be change. */
void train_chroma_gate (SmoothSimd level,
                        const TrainImage *change,
                        const TrainImage *chroma,
                        const TrainImage *picture,
                        TrainImage *out);
