/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Box filter: sums and means over square windows of 2 radius + 1 pixels a side.
 * At the picture's border a window ends there. The sums slide along, so the
 * cost does not depend on the radius.
 *
 * The box mean B = D^-1 S is the sum S divided by D, the number of pixels in
 * the window. S is symmetric, so the transpose of B, which a derivative needs,
 * is B^T = S D^-1: first divide, then sum.
 */
#pragma once

#include "train/loss/scratch-stack.h"

/* The size of the pictures that are filtered, and of the window. */
typedef struct
{
  int height, width, channels;
  int radius_px;
} TrainBox;

/* Writes S in to out: for each pixel and channel of the picture in, the sum
 * over its window. in and out are height x width x channels, interleaved,
 * distinct. scratch is left as it was found. Thread-safe for distinct out and
 * scratch. */
void train_box_sum (const TrainBox *box,
                    const TrainReal *in,
                    TrainScratch *scratch,
                    TrainReal *out);

/* Applies D^-1 in place: divides each pixel by the number of pixels in its
 * window, which is smaller near the border. */
void train_box_divide (const TrainBox *box, TrainReal *pixels);
