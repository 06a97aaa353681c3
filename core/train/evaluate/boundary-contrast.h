/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much of the boundaries' contrast a smoothing keeps.
 */
#pragma once

#include "train/data/annotations-mat.h"
#include "train/data/picture.h"

/* Appends to ratios (of double) contrast after / before at each boundary of a
 * photo: pixels that the first annotator marked and all others within 2 px,
 * where the marks run straight (the ones within 5 px give the direction) and
 * both sides lie inside the photo. The contrast is the length of the difference
 * of the medians, channel by channel, of two squares of 5 x 5 px, 3 to 8 px off
 * on both sides; boundaries of less than 10 / 255 before are left out. */
void train_contrast_measure (const TrainAnnotations *annotations,
                             const TrainPicture *before,
                             const TrainPicture *after,
                             GArray *ratios);
