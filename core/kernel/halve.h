/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Halving of bands: the mean of 2x2 pixels, of a plane that is replicated at
 * its right and bottom to an even size.
 */
#pragma once

#include "kernel/band.h"
#include "kernel/simd.h"

/* Computes row y of out over out->x0..x1 from the rows 2 y and 2 y + 1 of in.
 * out's plane is in's halved, rounded up, with as many channels. Thread-safe
 * for distinct rows; a pixel's bits depend on its four pixels only. */
void smooth_halve_row (SmoothSimd level,
                       const SmoothBand *in,
                       SmoothBand *out,
                       int y);
