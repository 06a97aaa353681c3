/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ternary contrast of background brightness: what is left of a picture when
 * colours and details are averaged away.
 *
 *   L = T (d),  d (a, b) = mean |B (a) - B (b)|
 *   B (x) = 17 x 17 box mean of the mean of the channels
 *
 * The box takes the mean over the part of its window inside the picture. T:
 * train/loss/ternary-contrast.h. The siblings of the paper compare the channel means
 * pixel by pixel, which texture alone makes large; a box wider than textures
 * leaves brightness. At the kinks of |x| the derivative is taken as 0.
 */
#pragma once

#include "train/loss/ternary-contrast.h"
#include "train/loss/scratch-stack.h"

#define TRAIN_BACKGROUND_RADIUS_PX 8

/* Returns weight * L of one sample and adds weight * dL/danchor to gradient.
 * anchor, positive, negative, gradient: same shape, any number of channels;
 * gradient may be NULL. scratch is left as it was found. Thread-safe for
 * distinct gradients and scratches. */
double train_loss_background_contrast (const TrainImage *anchor,
                              const TrainImage *positive,
                              const TrainImage *negative,
                              const TrainContrast *contrast,
                              TrainScratch *scratch,
                              double weight,
                              TrainImage *gradient);
