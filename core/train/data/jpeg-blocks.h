/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks and ringing of coarse JPEG, as a texture. */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"

/* Fills texture (of picture's shape, 3 channels, initialised) with what
 * rounding the cosine transform of picture's 8 x 8 blocks changes, the same in
 * all channels (brightness is what is rounded; a block's mean stays).
 * Coarseness and the grid's place are drawn. Returns its deviation. */
double train_jpeg_blocks_draw (TrainRandom *random,
                               const TrainImage *picture,
                               TrainImage *texture);
