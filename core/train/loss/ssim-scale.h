/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One scale of MS-SSIM: computes the means of cs or of l cs over a picture, and
 * their derivatives. ms-ssim.h has the formulas.
 */
#pragma once

#include "train/loss/scratch-stack.h"

#define TRAIN_SSIM_MAX_CHANNELS 4

/* This is subtracted from all samples. Variances are small differences of
 * squares, in which float loses fewer digits if the numbers are small. */
#define TRAIN_SSIM_CENTRE 0.5

/* Two pictures at one scale, with TRAIN_SSIM_CENTRE subtracted: height x width
 * x channels, at least 11 x 11, at most TRAIN_SSIM_MAX_CHANNELS. */
typedef struct
{
  int height, width, channels;
  const TrainReal *output, *truth;
} TrainSsimScale;

/* The derivatives of a scale's mean with respect to three things that a window
 * averages: the output, the sum of both squares, and the product. Each map is
 * (height + 10) x (width + 10) x channels, with a border of zeros. */
typedef struct
{
  TrainReal *by_mean, *by_squares, *by_product;
} TrainSsimMaps;

/* Takes maps for scale, filled with zeros, from scratch. */
void train_ssim_maps_take (const TrainSsimScale *scale,
                           TrainScratch *scratch,
                           TrainSsimMaps *maps);

/* Writes to mean, for each channel, the mean over all windows of l cs
 * (with_luminance) or of cs. Fills maps for train_ssim_scale_backward (),
 * unless it is NULL. scratch is left as it was found. */
void train_ssim_scale (const TrainSsimScale *scale,
                       gboolean with_luminance,
                       TrainScratch *scratch,
                       const TrainSsimMaps *maps,
                       double mean[TRAIN_SSIM_MAX_CHANNELS]);

/* Adds factor[channel] * the derivative of mean[channel] with respect to the
 * output to gradient, height x width x channels. scratch is left as it was
 * found. */
void train_ssim_scale_backward (const TrainSsimScale *scale,
                                const TrainSsimMaps *maps,
                                const double factor[TRAIN_SSIM_MAX_CHANNELS],
                                TrainScratch *scratch,
                                TrainReal *gradient);
