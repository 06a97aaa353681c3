/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One scale of MS-SSIM: computes the mean over a picture of SSIM, or of its
 * factor cs without the luminance, and the derivatives of that mean. ms-ssim.h
 * has the formulas.
 */
#pragma once

#include "train/loss/scratch-stack.h"

#define TRAIN_SSIM_MAX_CHANNELS 4

/* This is subtracted from all pixel values. Variances are small differences of
 * squares, and float loses fewer digits in them if the squares are small. */
#define TRAIN_SSIM_CENTRE 0.5

/* Two pictures at one scale, with TRAIN_SSIM_CENTRE subtracted: height x width
 * x channels, at least 11 x 11, at most TRAIN_SSIM_MAX_CHANNELS. */
typedef struct
{
  int height, width, channels;
  const TrainReal *output, *truth;
} TrainSsimScale;

/* Derivatives of SSIM or cs, for each window, with respect to three of the
 * means over the window from which it is computed: those of the output, of the
 * sum of both pictures' squares, and of both pictures' product. Each map is
 * (height + 10) x (width + 10) x channels, with a border of zeros. */
typedef struct
{
  TrainReal *by_mean, *by_squares, *by_product;
} TrainSsimMaps;

/* Takes memory for the maps of one scale from scratch, and fills it with zeros.
 */
void train_ssim_maps_take (const TrainSsimScale *scale,
                           TrainScratch *scratch,
                           TrainSsimMaps *maps);

/* Computes, for each channel, the mean over all windows of SSIM = l cs
 * (with_luminance) or of its factor cs alone. Fills maps, unless it is NULL,
 * for train_ssim_scale_backward (). scratch is left as it was found. */
void train_ssim_scale (const TrainSsimScale *scale,
                       gboolean with_luminance,
                       TrainScratch *scratch,
                       const TrainSsimMaps *maps,
                       double mean[TRAIN_SSIM_MAX_CHANNELS]);

/* The backward pass: adds the derivative of mean[channel] with respect to the
 * output, times factor[channel], to gradient, which is height x width x
 * channels. scratch is left as it was found. */
void train_ssim_scale_backward (const TrainSsimScale *scale,
                                const TrainSsimMaps *maps,
                                const double factor[TRAIN_SSIM_MAX_CHANNELS],
                                TrainScratch *scratch,
                                TrainReal *gradient);
