/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures out of focus. A soft rim is no texture, and no edge either: it has
 * to stay as soft as it is. Filters that treat the horizontal and the vertical
 * gradient separately turn it into stairs. */
#pragma once

#include "train/data/loaded-dataset.h"

/* Fills picture (square, 3 channels, initialised) with shapes, a flat or graded
 * ground, lights, or one of dataset's photos, blurred by a Gaussian of 3 to 30
 * px. Returns the sigma of that Gaussian. Thread-safe if each thread has its
 * own random; up to 20 ms for a crop of 144. */
double train_soft_picture_draw (const TrainLoadedDataset *dataset,
                                TrainRandom *random,
                                TrainImage *picture);

/* Fills grain (height x width x 3, initialised) with the grain of film or of a
 * sensor: white noise, half of the time slightly soft, of mean 0. Returns its
 * standard deviation, .004 to .016. */
double train_grain_draw (TrainRandom *random, TrainImage *grain);
