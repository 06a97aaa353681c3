/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds pyramids of the output and the truth, in which each picture has half
 * the size of the one before, and combines the SSIM of all scales; see
 * ms-ssim.h. What is computed at one scale is in ssim-scale.c.
 */
#include "train/loss/ms-ssim.h"

#include <math.h>
#include <string.h>

#include "train/loss/ssim-scale.h"

/* Where the mean x at a scale is below this, x^w is replaced by another
 * function, see ms-ssim.h. */
#define FLOOR 0.05

static const double scale_weight[TRAIN_SSIM_MAX_SCALES] = { 0.0448, 0.2856,
                                                            0.3001, 0.2363,
                                                            0.1333 };

/* An output picture and its truth at all scales, and for each scale and
 * channel: the mean of SSIM or its factor cs, and the derivative (slope) of
 * MS-SSIM with respect to that mean.
 */
typedef struct
{
  int n_scales;
  TrainSsimScale scale[TRAIN_SSIM_MAX_SCALES];
  TrainSsimMaps maps[TRAIN_SSIM_MAX_SCALES];
  double mean[TRAIN_SSIM_MAX_SCALES][TRAIN_SSIM_MAX_CHANNELS];
  double slope[TRAIN_SSIM_MAX_SCALES][TRAIN_SSIM_MAX_CHANNELS];
} Pyramid;

int
train_ms_ssim_scales (int height, int width)
{
  int n = 0, size = MIN (height, width);

  for (; n < TRAIN_SSIM_MAX_SCALES && size >= TRAIN_SSIM_WINDOW_PX; size /= 2)
    n++;
  return n;
}

/* Returns image - TRAIN_SSIM_CENTRE, in a buffer taken from scratch. */
static const TrainReal *
centre (const TrainImage *image, TrainScratch *scratch)
{
  gsize n = train_image_size (image);
  TrainReal *out = train_scratch_take (scratch, n);

  for (gsize i = 0; i < n; i++)
    out[i] = image->data[i] - (TrainReal) TRAIN_SSIM_CENTRE;
  return out;
}

/* Returns the picture in at half its size, in a buffer taken from scratch; each
 * pixel is the mean of 2 x 2 pixels. in has the size of scale. */
static const TrainReal *
halve (const TrainReal *in, const TrainSsimScale *scale, TrainScratch *scratch)
{
  int height = scale->height / 2, width = scale->width / 2;
  int channels = scale->channels;
  gsize stride = (gsize) scale->width * channels;
  TrainReal *out =
    train_scratch_take (scratch, (gsize) height * width * channels);
  TrainReal *to = out;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int k = 0; k < channels; k++)
        {
          const TrainReal *at = in + 2 * y * stride + 2 * x * channels + k;

          *to++ =
            (TrainReal) 0.25
            * ((at[0] + at[channels]) + (at[stride] + at[stride + channels]));
        }
  return out;
}

/* The backward pass of halve (): adds a quarter of each pixel of coarse to the
 * four pixels of fine from which it was averaged. fine has the size of scale.
 */
static void
spread (const TrainReal *coarse, const TrainSsimScale *scale, TrainReal *fine)
{
  int height = scale->height / 2, width = scale->width / 2;
  int channels = scale->channels;
  gsize stride = (gsize) scale->width * channels;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int k = 0; k < channels; k++)
        {
          TrainReal *at = fine + 2 * y * stride + 2 * x * channels + k;
          TrainReal quarter = (TrainReal) 0.25 * *coarse++;

          at[0] += quarter;
          at[channels] += quarter;
          at[stride] += quarter;
          at[stride + channels] += quarter;
        }
}

/* Returns x^w for x >= FLOOR, and for smaller x the function by which ms-ssim.h
 * replaces it. slope (out): the derivative with respect to x. */
static double
power (double x, double w, double *slope)
{
  double below = 1 + w * (1 - MIN (x, FLOOR) / FLOOR);
  double value = pow (MAX (x, FLOOR), w) / below;

  *slope = value * w / (MAX (x, FLOOR) * below);
  return value;
}

/* Returns the MS-SSIM of one channel, computed from its means at all scales.
 * Sets pyramid->slope to its derivatives with respect to these means. */
static double
multiply_scales (Pyramid *pyramid, int channel)
{
  double sum = 0, product = 1, factor[TRAIN_SSIM_MAX_SCALES];
  int n = pyramid->n_scales;

  for (int j = 0; j < n; j++)
    sum += scale_weight[j];
  for (int j = 0; j < n; j++)
    {
      factor[j] = power (pyramid->mean[j][channel], scale_weight[j] / sum,
                         &pyramid->slope[j][channel]);
      product *= factor[j];
    }
  for (int j = 0; j < n; j++)
    pyramid->slope[j][channel] *= product / factor[j];
  return product;
}

/* Builds the pyramid and computes the means at its scales. with_maps: also the
 * maps of derivatives that the backward pass needs, see differentiate (). */
static void
measure (Pyramid *pyramid,
         const TrainImage *output,
         const TrainImage *truth,
         gboolean with_maps,
         TrainScratch *scratch)
{
  TrainSsimScale scale = { output->height, output->width, output->channels,
                           centre (output, scratch), centre (truth, scratch) };

  pyramid->n_scales = train_ms_ssim_scales (scale.height, scale.width);
  for (int j = 0; j < pyramid->n_scales; j++)
    {
      TrainSsimMaps *maps = with_maps ? &pyramid->maps[j] : NULL;

      if (j > 0)
        scale =
          (TrainSsimScale) { scale.height / 2, scale.width / 2, scale.channels,
                             halve (scale.output, &scale, scratch),
                             halve (scale.truth, &scale, scratch) };
      pyramid->scale[j] = scale;
      if (with_maps)
        train_ssim_maps_take (&scale, scratch, maps);
      train_ssim_scale (&scale, j == pyramid->n_scales - 1, scratch, maps,
                        pyramid->mean[j]);
    }
}

/* The backward pass: adds factor * the derivative of MS-SSIM with respect to
 * the output to gradient. It goes from the coarsest scale to the finest. */
static void
differentiate (const Pyramid *pyramid,
               double factor,
               TrainScratch *scratch,
               TrainReal *gradient)
{
  const TrainReal *coarse = NULL;

  for (int j = pyramid->n_scales - 1; j >= 0; j--)
    {
      const TrainSsimScale *scale = &pyramid->scale[j];
      gsize n = (gsize) scale->height * scale->width * scale->channels;
      TrainReal *fine = j > 0 ? train_scratch_take (scratch, n) : gradient;
      double by_mean[TRAIN_SSIM_MAX_CHANNELS];

      for (int k = 0; k < scale->channels; k++)
        by_mean[k] = factor * pyramid->slope[j][k];
      if (j > 0)
        memset (fine, 0, n * sizeof (TrainReal));
      train_ssim_scale_backward (scale, &pyramid->maps[j], by_mean, scratch,
                                 fine);
      if (coarse != NULL)
        spread (coarse, scale, fine);
      coarse = fine;
    }
}

double
train_loss_ms_ssim (const TrainImage *output,
                    const TrainImage *truth,
                    TrainScratch *scratch,
                    double weight,
                    TrainImage *gradient)
{
  gsize mark = train_scratch_mark (scratch);
  int channels = output->channels;
  Pyramid pyramid;
  double sum = 0;

  g_return_val_if_fail (channels <= TRAIN_SSIM_MAX_CHANNELS, 0);
  g_return_val_if_fail (
    train_ms_ssim_scales (output->height, output->width) > 0, 0);

  measure (&pyramid, output, truth, gradient != NULL, scratch);
  for (int k = 0; k < channels; k++)
    sum += multiply_scales (&pyramid, k);
  if (gradient != NULL)
    differentiate (&pyramid, -weight / channels, scratch, gradient->data);
  train_scratch_rewind (scratch, mark);
  return weight * (1 - sum / channels);
}

double
train_ssim (const TrainImage *image,
            const TrainImage *truth,
            TrainScratch *scratch)
{
  gsize mark = train_scratch_mark (scratch);
  TrainSsimScale scale = { image->height, image->width, image->channels,
                           centre (image, scratch), centre (truth, scratch) };
  double mean[TRAIN_SSIM_MAX_CHANNELS], sum = 0;

  g_return_val_if_fail (image->channels <= TRAIN_SSIM_MAX_CHANNELS, 0);
  g_return_val_if_fail (train_ms_ssim_scales (image->height, image->width) > 0,
                        0);
  train_ssim_scale (&scale, TRUE, scratch, NULL, mean);
  for (int k = 0; k < image->channels; k++)
    sum += mean[k];
  train_scratch_rewind (scratch, mark);
  return sum / image->channels;
}
