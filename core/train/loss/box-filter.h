/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Box sums over windows of 2 radius + 1 pixels, cut at the picture's border, by
 * running sums: the cost does not depend on the radius.
 *
 * The box mean is the sum divided by the window's pixels, B = D^-1 S. S is
 * symmetric, so the derivative goes back by B^T = S D^-1: first divided, then
 * summed.
 */
#pragma once

#include "train/loss/scratch-stack.h"

typedef struct
{
  int height, width, channels;
  int radius_px;
} TrainBox;

/* S: writes the box sums of in to out; height x width x channels, interleaved,
 * distinct. scratch is left as it was found. */
void train_box_sum (const TrainBox *box,
                    const TrainReal *in,
                    TrainScratch *scratch,
                    TrainReal *out);

/* D^-1: divides each pixel by the number of pixels in its window, in place. */
void train_box_divide (const TrainBox *box, TrainReal *pixels);
