/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Gaussian of any width, for pictures that are drawn or measured. */
#pragma once

#include "train/base/image.h"

/* Makes out, in blurred by a Gaussian of sigma pixels (> 0), in each channel.
 * The Gaussian is cut off at 4 sigma, and its weights sum to 1. Beyond the
 * border, in continues with the nearest pixel. Free out with
 * train_image_clear (). */
void train_blur (const TrainImage *in, double sigma, TrainImage *out);
