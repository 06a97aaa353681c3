/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Gaussian of any width, for what is measured on pictures. */
#pragma once

#include "train/base/image.h"

/* Makes out, in under a Gaussian of sigma pixels (> 0), channel by channel; cut
 * off at 4 sigma, its weights sum to 1. Beyond the border in's nearest pixel is
 * repeated. Free out with train_image_clear (). */
void train_blur (const TrainImage *in, double sigma, TrainImage *out);
