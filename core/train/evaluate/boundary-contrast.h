/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures how much of the contrast across boundaries a smoothing filter keeps.
 */
#pragma once

#include "train/data/annotations-mat.h"
#include "train/data/picture.h"

/* Compares a photo before and after smoothing. For each boundary pixel, appends
 * the contrast in after, divided by the contrast in before, to ratios (a GArray
 * of double). Boundary pixels are those that the first annotator marked and all
 * others marked within 2 px, where the boundary is straight (fitted to the
 * marks within 5 px). The contrast is the Euclidean distance between the median
 * colours of two squares of 5 x 5 px that lie 3 to 8 px off the boundary on
 * either side, inside the photo. Boundaries whose contrast in before is below
 * 10 / 255 are skipped. */
void train_contrast_measure (const TrainAnnotations *annotations,
                             const TrainPicture *before,
                             const TrainPicture *after,
                             GArray *ratios);
