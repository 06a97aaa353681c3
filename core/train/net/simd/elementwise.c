/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Those parts of the backward pass that handle each number, or each pixel, of
 * an image by itself: the backward pass of the activation, the sum of two
 * images, and one row of the backward passes of up-sampling and of convolutions
 * of stride 2.
 */
#include "train/net/simd/functions.h"

#include <string.h>

#include "train/net/upsample-weights.h"

/* Sums over pixels are formed in groups of this many pixels, and the groups'
 * sums are added to the total. In one long sum small numbers would lose their
 * last bits. */
#define CHAIN_PX 256

/* The backward pass of the activation (see TrainActivationGradient) for pixels
 * first to end - 1 and one vector of channels, which begins with number
 * channel. is_same: inner holds the right numbers already and need not be
 * written. */
static inline __attribute__ ((always_inline)) void
differentiate_vector (const TrainActivationGradient *job,
                      gsize first,
                      gsize end,
                      int channel,
                      gboolean has_activated,
                      gboolean is_same)
{
  const gsize step = job->n_channels;
  const Vec scale =
    job->scale != NULL ? vec_load (job->scale + channel) : (Vec) { 0 } + 1;
  Vec bias = { 0 }, scaled = { 0 }, shifted = { 0 };

  for (gsize i = first * step + channel; i < end * step; i += step)
    {
      const Vec gradient = vec_load (job->gradient + i);
      Vec inner = gradient * scale;

      if (has_activated)
        {
          const Vec activated = vec_load (job->activated + i);

          scaled += gradient * activated;
          inner = vec_select (activated > 0, inner, inner * job->slope);
        }
      shifted += gradient;
      bias += inner;
      if (!is_same)
        vec_store (job->inner + i, inner);
    }
  if (job->bias_gradient != NULL)
    {
      TrainReal *to = job->bias_gradient + channel;

      vec_store (to, vec_load (to) + bias);
    }
  if (job->scale_gradient != NULL)
    {
      TrainReal *to = job->scale_gradient + channel;

      vec_store (to, vec_load (to) + scaled);
      to = job->shift_gradient + channel;
      vec_store (to, vec_load (to) + shifted);
    }
}

/* The backward pass of the activation, as in differentiate_vector (), for a
 * single channel. */
static void
differentiate_channel (const TrainActivationGradient *job,
                       gsize first,
                       gsize end,
                       int channel)
{
  const gsize step = job->n_channels;
  const TrainReal scale = job->scale != NULL ? job->scale[channel] : 1;
  TrainReal bias = 0, scaled = 0, shifted = 0;

  for (gsize i = first * step + channel; i < end * step; i += step)
    {
      const TrainReal gradient = job->gradient[i];
      TrainReal inner = gradient * scale;

      if (job->activated != NULL)
        {
          scaled += gradient * job->activated[i];
          inner *= job->activated[i] > 0 ? 1 : job->slope;
        }
      shifted += gradient;
      bias += inner;
      job->inner[i] = inner;
    }
  if (job->bias_gradient != NULL)
    job->bias_gradient[channel] += bias;
  if (job->scale_gradient != NULL)
    {
      job->scale_gradient[channel] += scaled;
      job->shift_gradient[channel] += shifted;
    }
}

void
TRAIN_SIMD_NAME (train_kernel_activation_backward) (
  const TrainActivationGradient *job)
{
  const int n_whole = job->n_channels / VL * VL;
  const gboolean is_same = job->inner == job->gradient && job->scale == NULL;

  for (gsize first = 0; first < job->n_pixels; first += CHAIN_PX)
    {
      const gsize end = MIN (first + CHAIN_PX, job->n_pixels);

      for (int channel = 0; channel < n_whole; channel += VL)
        if (job->activated != NULL)
          differentiate_vector (job, first, end, channel, TRUE, FALSE);
        else
          differentiate_vector (job, first, end, channel, FALSE, is_same);
      for (int channel = n_whole; channel < job->n_channels; channel++)
        differentiate_channel (job, first, end, channel);
    }
}

void
TRAIN_SIMD_NAME (train_kernel_add) (gsize n,
                                    TrainReal factor,
                                    const TrainReal *from,
                                    TrainReal *to)
{
  gsize i = 0;

  for (; i + VL <= n; i += VL)
    vec_store (to + i, vec_load (to + i) + vec_load (from + i) * factor);
  for (; i < n; i++)
    to[i] += from[i] * factor;
}

void
TRAIN_SIMD_NAME (train_kernel_fold_row) (
  int n, int n_to, int n_channels, const TrainReal *from, TrainReal *to)
{
  const gsize c = n_channels;

  for (int x = 0; x < n; x++, from += 9 * c)
    {
      const int at = 2 * x - 1;
      /* The window has three columns, of which first to end - 1 lie inside the
       * row. The others are added to the row's first or last pixel. */
      const int first = at < 0 ? 1 : 0;
      const int end = MIN (3, n_to - at);

      TRAIN_SIMD_NAME (train_kernel_add)
      ((end - first) * c, 1, from + first * c, to + (at + first) * c);
      if (first > 0)
        TRAIN_SIMD_NAME (train_kernel_add) (c, 1, from, to);
      if (end < 3)
        TRAIN_SIMD_NAME (train_kernel_add)
      (c, 1, from + 2 * c, to + (n_to - 1) * c);
    }
}

void
TRAIN_SIMD_NAME (train_kernel_upsample_row) (int factor,
                                             int n,
                                             int n_fine,
                                             int n_channels,
                                             const TrainReal *from,
                                             TrainReal *to)
{
  TrainReal weights[TRAIN_MAX_UPSAMPLED];
  int first = 0, n_weights = 0;

  memset (to, 0, (gsize) n * n_channels * sizeof (TrainReal));
  for (int i = 0; i < n; i++)
    {
      /* Only the two coarse pixels at each end need weights of their own; those
       * of all others are equal, and are computed once. */
      if (i < 2 || i >= n - 2)
        n_weights =
          train_upsample_get_weights (factor, n, n_fine, i, &first, weights);
      else
        first += factor;
      for (int k = 0; k < n_weights; k++)
        TRAIN_SIMD_NAME (train_kernel_add)
      (n_channels, weights[k], from + (gsize) (first + k) * n_channels,
       to + (gsize) i * n_channels);
    }
}
