/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures how much of the contrast across boundaries is left after smoothing.
 */
#pragma once

#include "train/data/annotations-mat.h"
#include "train/data/picture.h"

/* Appends to ratios (a GArray of double) the contrast after divided by the
 * contrast before, for each boundary pixel of a photo. Boundary pixels are
 * those that the first annotator marked and all others marked within 2 px,
 * where the boundary is straight (fitted to the marks within 5 px). The
 * contrast is the Euclidean distance of the medians, per channel, of two
 * squares of 5 x 5 px that lie 3 to 8 px off the boundary on either side,
 * inside the photo. Boundaries with a contrast below 10 / 255 before are
 * skipped. */
void train_contrast_measure (const TrainAnnotations *annotations,
                             const TrainPicture *before,
                             const TrainPicture *after,
                             GArray *ratios);
