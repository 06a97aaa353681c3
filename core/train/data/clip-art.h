/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawings on a background, as structure with exact edges. */
#pragma once

#include "train/data/bank.h"

/* Fills picture (square, 3 channels, initialised) with one to four of the
 * bank's drawings, scaled and mirrored, on a flat or graded background. */
void train_clip_art_draw (const TrainBank *bank,
                          TrainRandom *random,
                          TrainImage *picture);
