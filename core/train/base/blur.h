/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Gaussian blur of any width, for pictures that the trainer draws or
 * measures. */
#pragma once

#include "train/base/image.h"

/* Blurs the picture in by a Gaussian of sigma pixels (> 0), each channel by
 * itself, and stores the result in out, which is made; free it with
 * train_image_clear (). The Gaussian is cut off at 4 sigma, and its weights sum
 * to 1. At the border, replicate padding is used. */
void train_blur (const TrainImage *in, double sigma, TrainImage *out);
