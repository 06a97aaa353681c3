/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Computes one scale of SSIM and its derivatives, see ssim-scale.h; the
 * formulas of its factors l (luminance) and cs (contrast and structure) are in
 * ms-ssim.h. E is the weighted mean over a window, o the output, t the truth.
 * The moments of a window are m_o = E (o), m_t = E (t), s = E (o^2 + t^2) and x
 * = E (o t). The variances v_o and v_t, the covariance c_ot and the derivatives
 * follow from them:
 *
 *   v_o + v_t = s - m_o^2 - m_t^2,  c_ot = x - m_o m_t
 *   d cs / d m_o = 2 (cs m_o - m_t) / D     D = v_o + v_t + C2
 *   d cs / d s = -cs / D,  d cs / d x = 2 / D
 *   d l / d m_o = 2 (m_t - l m_o) / (m_o^2 + m_t^2 + C1)
 *
 * The derivatives of s and x with respect to o are 2 o and t, times the weight
 * in the window. TRAIN_SSIM_CENTRE has been subtracted from the pictures.
 * Variances and covariance do not depend on that; for l it is added to the
 * means again.
 */
#include "train/loss/ssim-scale.h"

#include <string.h>

#include "train/loss/target-clones.h"
#include "train/loss/gaussian-filter.h"

#define FRAME (TRAIN_GAUSSIAN_TAPS - 1)
#define C1 ((TrainReal) (0.01 * 0.01))
#define C2 ((TrainReal) (0.03 * 0.03))
#define CENTRE ((TrainReal) TRAIN_SSIM_CENTRE)

/* A row of windows: the moments m_o, m_t, s and x of each (inputs), and arrays
 * for the results. */
typedef struct
{
  const TrainReal *mean_output, *mean_truth, *squares, *product;
  /* SSIM - 1, or cs - 1, of each window is added to this array */
  TrainReal *value;
  /* The derivatives of SSIM or cs with respect to m_o, s and x are written to
   * these arrays. NULL: not wanted. */
  TrainReal *by_mean, *by_squares, *by_product;
} Row;

/* Adds cs - 1 of each window to row->value. The rows of windows are summed
 * there. cs is nearly 1; if many cs were added instead, the last digits would
 * be lost. */
TRAIN_TARGET_CLONES static void
add_contrast (const Row *row, gsize n)
{
  const TrainReal *restrict mo = row->mean_output;
  const TrainReal *restrict mt = row->mean_truth;
  const TrainReal *restrict squares = row->squares;
  const TrainReal *restrict product = row->product;
  TrainReal *restrict value = row->value;

  for (gsize i = 0; i < n; i++)
    value[i] += (2 * (product[i] - mo[i] * mt[i]) + C2)
                  / (squares[i] - mo[i] * mo[i] - mt[i] * mt[i] + C2)
                - 1;
}

/* Adds l cs - 1, that is SSIM - 1, of each window to row->value. */
TRAIN_TARGET_CLONES static void
add_similarity (const Row *row, gsize n)
{
  const TrainReal *restrict mo = row->mean_output;
  const TrainReal *restrict mt = row->mean_truth;
  const TrainReal *restrict squares = row->squares;
  const TrainReal *restrict product = row->product;
  TrainReal *restrict value = row->value;

  for (gsize i = 0; i < n; i++)
    {
      TrainReal lo = mo[i] + CENTRE, lt = mt[i] + CENTRE;

      value[i] += (2 * (product[i] - mo[i] * mt[i]) + C2)
                    / (squares[i] - mo[i] * mo[i] - mt[i] * mt[i] + C2)
                    * (2 * lo * lt + C1) / (lo * lo + lt * lt + C1)
                  - 1;
    }
}

/* Computes the derivatives of cs with respect to the moments m_o, s and x of
 * each window. */
TRAIN_TARGET_CLONES static void
differentiate_contrast (const Row *row, gsize n)
{
  const TrainReal *restrict mo = row->mean_output;
  const TrainReal *restrict mt = row->mean_truth;
  const TrainReal *restrict squares = row->squares;
  const TrainReal *restrict product = row->product;
  TrainReal *restrict by_mean = row->by_mean;
  TrainReal *restrict by_squares = row->by_squares;
  TrainReal *restrict by_product = row->by_product;

  for (gsize i = 0; i < n; i++)
    {
      TrainReal inverse = 1 / (squares[i] - mo[i] * mo[i] - mt[i] * mt[i] + C2);
      TrainReal cs = (2 * (product[i] - mo[i] * mt[i]) + C2) * inverse;

      by_mean[i] = 2 * (cs * mo[i] - mt[i]) * inverse;
      by_squares[i] = -cs * inverse;
      by_product[i] = 2 * inverse;
    }
}

/* Replaces the derivatives of cs by those of the product l cs. */
TRAIN_TARGET_CLONES static void
differentiate_luminance (const Row *row, gsize n)
{
  const TrainReal *restrict mo = row->mean_output;
  const TrainReal *restrict mt = row->mean_truth;
  TrainReal *restrict by_mean = row->by_mean;
  TrainReal *restrict by_squares = row->by_squares;
  TrainReal *restrict by_product = row->by_product;

  for (gsize i = 0; i < n; i++)
    {
      TrainReal lo = mo[i] + CENTRE, lt = mt[i] + CENTRE;
      TrainReal inverse = 1 / (lo * lo + lt * lt + C1);
      TrainReal l = (2 * lo * lt + C1) * inverse;
      /* by_squares and by_product still hold the derivatives of cs, -cs / D and
       * 2 / D; their quotient gives cs. */
      TrainReal cs = -2 * by_squares[i] / by_product[i];

      by_mean[i] = l * by_mean[i] + cs * 2 * (lt - l * lo) * inverse;
      by_squares[i] *= l;
      by_product[i] *= l;
    }
}

void
train_ssim_maps_take (const TrainSsimScale *scale,
                      TrainScratch *scratch,
                      TrainSsimMaps *maps)
{
  gsize n =
    (gsize) (scale->height + FRAME) * (scale->width + FRAME) * scale->channels;
  TrainReal **map[] = { &maps->by_mean, &maps->by_squares, &maps->by_product };

  for (gsize i = 0; i < G_N_ELEMENTS (map); i++)
    {
      *map[i] = train_scratch_take (scratch, n);
      memset (*map[i], 0, n * sizeof (TrainReal));
    }
}

/* Computes o^2 + t^2 and o t for n numbers of the output o and the truth t. */
static void
multiply (const TrainSsimScale *scale,
          gsize n,
          TrainReal *restrict squares,
          TrainReal *restrict product)
{
  const TrainReal *restrict o = scale->output, *restrict t = scale->truth;

  for (gsize i = 0; i < n; i++)
    {
      squares[i] = o[i] * o[i] + t[i] * t[i];
      product[i] = o[i] * t[i];
    }
}

/* Computes the moments of all windows: n_out times the mean m_o of the output,
 * then as many times m_t of the truth, s of the sum of squares and x of the
 * product, all in one buffer taken from scratch. */
static TrainReal *
take_moments (const TrainSsimScale *scale, gsize n_out, TrainScratch *scratch)
{
  int height = scale->height, width = scale->width, channels = scale->channels;
  gsize n = (gsize) height * width * channels;
  TrainReal *moments = train_scratch_take (scratch, 4 * n_out);
  gsize mark = train_scratch_mark (scratch);
  TrainReal *squares = train_scratch_take (scratch, n);
  TrainReal *product = train_scratch_take (scratch, n);
  const TrainReal *plane[] = { scale->output, scale->truth, squares, product };

  multiply (scale, n, squares, product);
  for (gsize i = 0; i < G_N_ELEMENTS (plane); i++)
    train_gaussian_filter (plane[i], height, width, channels, scratch,
                           moments + i * n_out);
  train_scratch_rewind (scratch, mark);
  return moments;
}

/* Writes the mean of SSIM or cs in each channel to mean. row: for each column
 * of windows and each channel, the sum of SSIM - 1 or cs - 1 over all rows.
 * width and height: how many windows there are. */
static void
average (
  const TrainReal *row, int width, int height, int channels, double *mean)
{
  for (int k = 0; k < channels; k++)
    mean[k] = 0;
  for (int x = 0; x < width; x++)
    for (int k = 0; k < channels; k++)
      mean[k] += row[x * channels + k];
  for (int k = 0; k < channels; k++)
    mean[k] = 1 + mean[k] / ((double) width * height);
}

void
train_ssim_scale (const TrainSsimScale *scale,
                  gboolean with_luminance,
                  TrainScratch *scratch,
                  const TrainSsimMaps *maps,
                  double mean[TRAIN_SSIM_MAX_CHANNELS])
{
  int height = scale->height - FRAME, width = scale->width - FRAME;
  gsize channels = scale->channels, n = width * channels, n_out = n * height;
  gsize framed = (scale->width + FRAME) * channels;
  gsize mark = train_scratch_mark (scratch);
  TrainReal *moments = take_moments (scale, n_out, scratch);
  TrainReal *value = train_scratch_take (scratch, n);

  memset (value, 0, n * sizeof (TrainReal));
  for (int y = 0; y < height; y++)
    {
      const TrainReal *at = moments + y * n;
      gsize to = (y + FRAME) * framed + FRAME * channels;
      Row row = { .mean_output = at,
                  .mean_truth = at + n_out,
                  .squares = at + 2 * n_out,
                  .product = at + 3 * n_out,
                  .value = value };

      (with_luminance ? add_similarity : add_contrast) (&row, n);
      if (maps == NULL)
        continue;
      row.by_mean = maps->by_mean + to;
      row.by_squares = maps->by_squares + to;
      row.by_product = maps->by_product + to;
      differentiate_contrast (&row, n);
      if (with_luminance)
        differentiate_luminance (&row, n);
    }
  average (value, width, height, (int) channels, mean);
  train_scratch_rewind (scratch, mark);
}

void
train_ssim_scale_backward (const TrainSsimScale *scale,
                           const TrainSsimMaps *maps,
                           const double factor[TRAIN_SSIM_MAX_CHANNELS],
                           TrainScratch *scratch,
                           TrainReal *gradient)
{
  int height = scale->height, width = scale->width, channels = scale->channels;
  gsize n_pixels = (gsize) height * width, n = n_pixels * channels;
  double n_windows = (double) (height - FRAME) * (width - FRAME);
  gsize mark = train_scratch_mark (scratch);
  const TrainReal *map[] = { maps->by_mean, maps->by_squares,
                             maps->by_product };
  TrainReal *back[3], step[TRAIN_SSIM_MAX_CHANNELS];

  for (int i = 0; i < 3; i++)
    {
      back[i] = train_scratch_take (scratch, n);
      train_gaussian_filter (map[i], height + FRAME, width + FRAME, channels,
                             scratch, back[i]);
    }
  for (int k = 0; k < channels; k++)
    step[k] = (TrainReal) (factor[k] / n_windows);
  for (gsize i = 0; i < n; i++)
    back[0][i] +=
      2 * scale->output[i] * back[1][i] + scale->truth[i] * back[2][i];
  for (gsize i = 0; i < n_pixels; i++)
    for (int k = 0; k < channels; k++)
      gradient[i * channels + k] += step[k] * back[0][i * channels + k];
  train_scratch_rewind (scratch, mark);
}
