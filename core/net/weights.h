/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks that a set of named tensors holds the weights of a network, and packs
 * them for the convolution kernels. A network is described by the names and
 * shapes of its tensors; its numbers of channels are read from the shapes of a
 * few of them. All functions are thread-safe.
 */
#pragma once

#include "kernel/conv.h"
#include "file/tensor-set.h"

/* A file that says it has more channels than this is refused as broken. */
#define SMOOTH_MAX_CHANNELS 1024

/* A convolution. Its tensors are NAME.weight (out x in x size x size) and
 * NAME.bias (out). */
typedef struct
{
  const char *name;
  SmoothConvShape shape;
} SmoothConvSpec;

/* A tensor that does not belong to a convolution. */
typedef struct
{
  const char *name;
  int n_dims;
  int shape[SMOOTH_TENSOR_MAX_DIMS];
} SmoothTensorSpec;

/* All tensors of a network. The arrays are borrowed. */
typedef struct
{
  const SmoothConvSpec *convs;
  gsize n_convs;
  const SmoothTensorSpec *others;
  gsize n_others;
} SmoothNetSpec;

/* Writes to width the number of output channels of convolution name in set, in
 * 1 .. SMOOTH_MAX_CHANNELS. Errors: SHAPE (the tensor is missing, or its shape
 * is not that of a convolution, or it has too many channels). */
gboolean smooth_weights_get_width (const SmoothTensorSet *set,
                                   const char *name,
                                   int *width,
                                   GError **error);

/* Whether set holds all tensors of spec, with finite numbers, and no others.
 * Errors: SHAPE, FORMAT; each names the file, the tensor, and what was found
 * and wanted. */
gboolean smooth_weights_check (const SmoothTensorSet *set,
                               const SmoothNetSpec *spec,
                               GError **error);

/* Packs the convolutions of spec for simd. convs (out): n_convs pointers that
 * the caller frees with smooth_conv_free (). set must have been checked;
 * nothing of it is kept. Errors: NO_MEMORY; then all pointers are NULL. */
gboolean smooth_weights_pack (const SmoothTensorSet *set,
                              const SmoothNetSpec *spec,
                              SmoothSimd simd,
                              SmoothConv **convs,
                              GError **error);
