/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures composed of clip art: structure whose edges are known to be edges.
 */
#pragma once

#include "train/data/loaded-dataset.h"

/* Fills picture (square, 3 channels, initialised, values in [0, 1]) with one to
 * four drawings of dataset, which must have at least one, scaled and mirrored,
 * over a flat or graded background. A picture of less than 384 px is filled
 * like a crop of one of 384 px, so drawings keep their size and may lie partly
 * outside. Three of ten drawings may be enlarged until their edges are soft. */
void train_clip_art_draw (const TrainLoadedDataset *dataset,
                          TrainRandom *random,
                          TrainImage *picture);
