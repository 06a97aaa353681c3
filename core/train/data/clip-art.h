/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawings on a background, as structure with exact edges. */
#pragma once

#include "train/data/loaded-dataset.h"

/* Fills picture (square, 3 channels, initialised) with one to four of the
 * bank's drawings (at least 1), scaled and mirrored, on a flat or graded
 * background, in [0, 1]. A picture of less than 384 px is a part of one of that
 * size, so that drawings are as large as in any, and some are not in it. Three
 * of ten drawings may be enlarged until their edges are soft. */
void train_clip_art_draw (const TrainLoadedDataset *bank,
                          TrainRandom *random,
                          TrainImage *picture);
