/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chroma layers (see core/kernel/chroma.h, core/net/layer-chroma.c): they keep
 * colours out of grey places of a picture. How much colour a place may have
 * depends on the picture alone, so it counts as a constant in the backward
 * pass.
 */
#pragma once

#include "kernel/simd.h"
#include "train/base/image.h"

/* Writes to chroma how colourful each 8x8 block of picture (RGB) is, in [0, 1].
 * chroma: 1 channel, an eighth of picture's height and width, rounded up.
 * Thread-safe. */
void train_chroma_measure (SmoothSimd simd,
                           const TrainImage *picture,
                           TrainImage *chroma);

/* Writes to out picture (NULL: 0) + change, of whose colours only as much is
 * taken as chroma allows. All but chroma: 3 channels, of the same size; out may
 * be change.
 *
 * Without a picture this is the backward pass too, from the gradient at out to
 * that at change: the function is linear in change and its own transpose.
 * Thread-safe for distinct out. */
void train_chroma_gate (SmoothSimd simd,
                        const TrainImage *change,
                        const TrainImage *chroma,
                        const TrainImage *picture,
                        TrainImage *out);
