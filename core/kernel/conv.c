/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Convolution (see conv.h): chooses the algorithm for a shape, owns the packed
 * weights, and does what is the same for all algorithms.
 */
#include "kernel/conv-private.h"

#include <string.h>

#include "base/system.h"
#include "i18n.h"

/* The first algorithm that fits a shape is used. One of the last two fits every
 * shape. */
static const SmoothConvAlgorithm *const algorithms[] = {
  &smooth_conv_winograd,
  &smooth_conv_dot,
  &smooth_conv_im2col,
  &smooth_conv_direct,
};

static gboolean
is_valid (const SmoothConvShape *shape)
{
  return shape->in_channels >= 1 && shape->out_channels >= 1
         && (shape->size == 1 || shape->size == 3)
         && (shape->stride == 1 || shape->stride == 2) && shape->dilation >= 1
         && (shape->dilation == 1 || (shape->size == 3 && shape->stride == 1));
}

/* Allocates weight, bias, ones and zeros as one block of memory, set to 0. */
static gboolean
allocate (SmoothConv *conv, GError **error)
{
  const gsize n_floats = conv->n_weights + 3 * (gsize) conv->n_out_padded;

  conv->weight =
    smooth_system_alloc (SMOOTH_ALIGNMENT, n_floats * sizeof (float));
  if (conv->weight == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                   _ ("out of memory: the system refused %zu bytes "
                      "for a layer's weights"),
                   n_floats * sizeof (float));
      return FALSE;
    }
  memset (conv->weight, 0, n_floats * sizeof (float));
  conv->bias = conv->weight + conv->n_weights;
  conv->ones = conv->bias + conv->n_out_padded;
  conv->zeros = conv->ones + conv->n_out_padded;
  return TRUE;
}

SmoothConv *
smooth_conv_new (const SmoothConvShape *shape,
                 const float *weight,
                 const float *bias,
                 SmoothSimd simd,
                 GError **error)
{
  g_autoptr (SmoothConv) conv = NULL;
  gsize i = 0;

  g_return_val_if_fail (is_valid (shape), NULL);

  conv = g_new0 (SmoothConv, 1);
  conv->shape = *shape;
  conv->kernels = smooth_kernels_get (simd);
  conv->n_in_padded =
    smooth_round_up (shape->in_channels, conv->kernels->n_lanes);
  conv->n_out_padded =
    smooth_round_up (shape->out_channels, conv->kernels->n_lanes);
  while (!algorithms[i]->fits (shape, conv->kernels))
    i++;
  conv->algorithm = algorithms[i];
  conv->algorithm->plan (conv);
  if (!allocate (conv, error))
    return NULL;

  smooth_conv_set_weights (conv, weight, bias);
  for (int k = 0; k < conv->n_out_padded; k++)
    conv->ones[k] = 1;
  return g_steal_pointer (&conv);
}

void
smooth_conv_set_weights (SmoothConv *conv,
                         const float *weight,
                         const float *bias)
{
  conv->algorithm->pack (conv, weight);
  memcpy (conv->bias, bias, (gsize) conv->shape.out_channels * sizeof (float));
}

void
smooth_conv_free (SmoothConv *conv)
{
  if (conv == NULL)
    return;
  smooth_system_free (conv->weight);
  g_free (conv->name);
  g_free (conv->algorithm_data);
  g_free (conv);
}

void
smooth_conv_set_name (SmoothConv *conv, const char *name)
{
  g_free (conv->name);
  conv->name = g_strdup (name);
}

const char *
smooth_conv_get_name (const SmoothConv *conv)
{
  return conv->name;
}

const SmoothConvShape *
smooth_conv_get_shape (const SmoothConv *conv)
{
  return &conv->shape;
}

void
smooth_conv_get_block (const SmoothConv *conv, int *rows, int *columns)
{
  *rows = conv->block_rows;
  *columns = conv->block_columns;
}

int
smooth_conv_get_grain (const SmoothConv *conv)
{
  return conv->grain;
}

int
smooth_conv_get_margin (const SmoothConv *conv)
{
  return conv->margin;
}

/* Returns the size in bytes of a copy of the scales, or of the shifts, of all
 * output channels, padded to whole vectors. */
static gsize
get_padded_bytes (const SmoothConv *conv)
{
  return smooth_conv_align (conv->n_out_padded * sizeof (float));
}

gsize
smooth_conv_get_scratch (const SmoothConv *conv)
{
  return 2 * get_padded_bytes (conv) + conv->scratch_bytes;
}

/* Copies values, the scales or the shifts of all output channels, into scratch,
 * and pads them with zeros to whole vectors. If values is NULL, returns
 * if_none, which is padded already. */
static const float *
pad_channels (const SmoothConv *conv,
              const float *values,
              const float *if_none,
              char *scratch)
{
  if (values == NULL)
    return if_none;
  memset (scratch, 0, get_padded_bytes (conv));
  memcpy (scratch, values, (gsize) conv->shape.out_channels * sizeof (float));
  return (const float *) scratch;
}

void
smooth_conv_block (const SmoothConv *conv,
                   const SmoothConvJob *job,
                   int y,
                   int column,
                   void *scratch)
{
  const gsize n_bytes = get_padded_bytes (conv);
  const SmoothEpilogue epilogue = {
    .n_channels = conv->shape.out_channels,
    .bias = conv->bias,
    .scale = pad_channels (conv, job->scale, conv->ones, scratch),
    .shift =
      pad_channels (conv, job->shift, conv->zeros, (char *) scratch + n_bytes),
    .slope = job->slope,
  };

  if (y < job->out->height && column * conv->block_columns < job->out->x1
      && (column + 1) * conv->block_columns > job->out->x0)
    conv->algorithm->block (conv, job, &epilogue, y, column,
                            (char *) scratch + 2 * n_bytes);
}
