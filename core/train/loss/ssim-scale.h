/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One scale of MS-SSIM: the means of cs or of l cs, and their derivative. See
 * ms-ssim.h for the formulas.
 */
#pragma once

#include "train/loss/scratch-stack.h"

#define TRAIN_SSIM_MAX_CHANNELS 4

/* What is taken off the pictures, so that in float less is lost in variances,
 * which are small differences of squares. */
#define TRAIN_SSIM_CENTRE 0.5

/* Two pictures of one scale, height x width x channels, at least 11 x 11, less
 * TRAIN_SSIM_CENTRE. */
typedef struct
{
  int height, width, channels;
  const TrainReal *output, *truth;
} TrainSsimScale;

/* Maps of the derivative of one scale's mean with respect to the windows'
 * moments: mean of the output, mean of the squares' sum, mean of the product;
 * each (height + 10) x (width + 10) x channels, framed by zeros. */
typedef struct
{
  TrainReal *by_mean, *by_squares, *by_product;
} TrainSsimMaps;

/* Takes maps for scale from scratch. */
void train_ssim_maps_take (const TrainSsimScale *scale,
                           TrainScratch *scratch,
                           TrainSsimMaps *maps);

/* Writes, for each channel, the mean over the places of the window of l cs
 * (with_luminance) or cs. maps: filled for train_ssim_scale_back (); NULL: not
 * wanted. scratch is left as it was found. */
void train_ssim_scale (const TrainSsimScale *scale,
                       gboolean with_luminance,
                       TrainScratch *scratch,
                       const TrainSsimMaps *maps,
                       double mean[TRAIN_SSIM_MAX_CHANNELS]);

/* Adds factor[channel] * d mean[channel] / d output to gradient, height x width
 * x channels. scratch is left as it was found. */
void train_ssim_scale_back (const TrainSsimScale *scale,
                            const TrainSsimMaps *maps,
                            const double factor[TRAIN_SSIM_MAX_CHANNELS],
                            TrainScratch *scratch,
                            TrainReal *gradient);
