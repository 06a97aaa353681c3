/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The artefacts of coarse JPEG compression, blocks and ringing, as a texture.
 */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"

/* Fills texture (initialised, of picture's size, 3 channels) with the change
 * that quantizing the discrete cosine transform of picture's 8 x 8 blocks would
 * make to its brightness. The change is the same in all channels, and does not
 * alter the mean of a block. The coarseness and the position of the block grid
 * are random. Returns the standard deviation of texture. */
double train_jpeg_blocks_draw (TrainRandom *random,
                               const TrainImage *picture,
                               TrainImage *texture);
