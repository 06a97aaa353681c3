/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colour gate layers (see core/kernel/colour-gate.h): they keep colours out of
 * grey places of a picture. How much colour a place may have depends on the
 * picture alone, so it counts as a constant in the backward pass.
 */
#pragma once

#include "kernel/simd.h"
#include "train/base/image.h"

/* Writes to chroma how colourful each 8x8 block of picture (RGB) is, from 0
 * (grey) to 1. chroma: 1 channel, an eighth of picture's height and width,
 * rounded up. Thread-safe. */
void train_chroma_measure (SmoothSimd simd,
                           const TrainImage *picture,
                           TrainImage *chroma);

/* Writes picture + change to out, where change is made grey as far as chroma
 * demands it. A NULL picture stands for 0. All images but chroma have 3
 * channels and the same size; out may be change.
 *
 * The function is linear in change, and its matrix is symmetric. So without a
 * picture it is also the backward pass, from the gradient at out to that at
 * change. Thread-safe if each thread has its own out. */
void train_chroma_gate (SmoothSimd simd,
                        const TrainImage *change,
                        const TrainImage *chroma,
                        const TrainImage *picture,
                        TrainImage *out);
