/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Convolution of bands: the layer kind that nearly all the time goes into.
 *
 *   t = leaky (bias + sum weight * in, slope)
 *   out = t * scale + shift + residual
 *
 * where in goes on by dilation * (size - 1) / 2 pixels beyond its plane, each
 * the plane's nearest (coordinates are clamped), so that stride 1 keeps the
 * plane's size and stride 2 halves it, rounded up. Work is cut into blocks that
 * lie at fixed places in the output's absolute coordinates and whose products
 * have a constant shape; so no bit of a result depends on which blocks are
 * computed together, by whom, or when.
 */
#pragma once

#include "kernel/band.h"
#include "kernel/simd.h"

typedef struct
{
  int in_channels, out_channels; /* >= 1 */
  int size;                      /* of the kernel: 1 or 3 */
  int stride;                    /* 1 or 2 */
  int dilation;                  /* >= 1; > 1 at stride 1 only */
} SmoothConvShape;

/* Weights packed for one CPU level; immutable (but for the trainer), shared by
 * threads. */
typedef struct _SmoothConv SmoothConv;

/* weight: out x in x size x size, bias: out (PyTorch's layout); copied.
 * NULL and NO_MEMORY when there is no memory for the packed copy. */
SmoothConv *smooth_conv_new (const SmoothConvShape *shape,
                             const float *weight,
                             const float *bias,
                             SmoothSimd level,
                             GError **error);

/* Packs other weights in place of conv's, as smooth_conv_new does; for the
 * trainer. Not while a thread uses conv. */
void smooth_conv_set_weights (SmoothConv *conv,
                              const float *weight,
                              const float *bias);
void smooth_conv_free (SmoothConv *conv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothConv, smooth_conv_free)

const SmoothConvShape *smooth_conv_get_shape (const SmoothConv *conv);

/* Output rows and columns of one block, constant for a conv. */
void smooth_conv_get_block (const SmoothConv *conv, int *rows, int *columns);

/* The grain g >= 1 of columns, a divisor of the block's: a conv computes tiles
 * of g columns whole, so out->x0 must be a multiple of g, and out->x1 too or
 * the plane's width. (Inputs that a tile has and a narrower cut has not would
 * show in the last bits.) */
int smooth_conv_get_grain (const SmoothConv *conv);

/* Columns beyond the ends of the input's plane (band.h) that spare a block
 * there the copying of its inputs; it does without them, too. */
int smooth_conv_get_margin (const SmoothConv *conv);

/* Bytes of scratch that smooth_conv_block needs, a multiple of 64. */
gsize smooth_conv_get_scratch (const SmoothConv *conv);

/* One call's operands. in and out have the planes' sizes of the shape;
 * in->x0..x1 and the rows held cover what the needed outputs depend on:
 * padding = dilation * (size - 1) / 2 around them, times stride. residual may
 * be out itself. The tap is for training, which needs t again. */
typedef struct
{
  const SmoothBand *in;
  SmoothBand *out;
  const SmoothBand *residual; /* NULL, or plane and columns as out's or more */
  const float *scale;         /* out_channels, NULL: 1 */
  const float *shift;         /* out_channels, NULL: 0 */
  float slope;                /* of leaky (), <= 1; 1: linear */
  SmoothBand *tap;            /* NULL, or takes t; plane as out's */
  gboolean zeros; /* beyond in's plane lie zeros instead, and it has no margin:
                     for the trainer's way back */
} SmoothConvJob;

/* Computes the output rows [y, y + rows), those inside the plane, of
 * block-column column (columns [column * columns, (column + 1) * columns)
 * clipped to out->x0..x1). y may be any row, negative ones too; but a pixel's
 * last bits depend on its place in its block, so a plane's blocks are to lie at
 * the same y modulo rows whenever it is computed. scratch: 64-byte aligned, one
 * per thread. Writes nothing outside; thread-safe for distinct blocks. */
void smooth_conv_block (const SmoothConv *conv,
                        const SmoothConvJob *job,
                        int y,
                        int column,
                        void *scratch);
