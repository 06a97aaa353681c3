/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From named tensors to packed convolutions, with the checks of both networks.
 * A network is described by its tensor names; channel counts are read from the
 * shapes of a few tensors, all others must follow from them.
 */
#pragma once

#include "kernel/conv.h"
#include "file/tensor.h"

/* More channels than this are taken for a broken file. */
#define SMOOTH_MAX_CHANNELS 1024

/* A convolution: tensors NAME.weight (out x in x size x size), NAME.bias. */
typedef struct
{
  const char *name;
  SmoothConvShape shape;
} SmoothConvSpec;

/* Any other tensor. */
typedef struct
{
  const char *name;
  int n_dims;
  int shape[SMOOTH_TENSOR_MAX_DIMS];
} SmoothTensorSpec;

/* All tensors of a network. */
typedef struct
{
  const SmoothConvSpec *convs;
  gsize n_convs;
  const SmoothTensorSpec *others;
  gsize n_others;
} SmoothNetSpec;

/* Number of output channels, in 1 .. SMOOTH_MAX_CHANNELS, of convolution name.
 * Errors: SHAPE. */
gboolean smooth_weights_get_width (const SmoothTensorSet *set,
                                   const char *name,
                                   int *width,
                                   GError **error);

/* Whether set holds the tensors of spec, all finite, and no others. Errors:
 * SHAPE, FORMAT; naming file, tensor, got and wanted. */
gboolean smooth_weights_check (const SmoothTensorSet *set,
                               const SmoothNetSpec *spec,
                               GError **error);

/* Packs the checked convolutions of spec into convs (n_convs), to be freed
 * with smooth_conv_free. Errors: NO_MEMORY; convs is all NULL then. */
gboolean smooth_weights_pack (const SmoothTensorSet *set,
                              const SmoothNetSpec *spec,
                              SmoothSimd level,
                              SmoothConv **convs,
                              GError **error);
