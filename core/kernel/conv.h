/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Convolution of bands, the kind of layer that takes nearly all of the time:
 *
 *   t   = leaky (bias + sum weight * in, slope)
 *   out = t * scale + shift + residual
 *
 * leaky (x, slope) is x, or slope * x where x is negative. Beyond its plane in
 * is replicated by dilation * (size - 1) / 2 pixels (its coordinates are
 * clamped), so that stride 1 keeps the plane's size, and stride 2 halves it,
 * rounded up.
 *
 * The output is computed in blocks, which lie at fixed places of the plane and
 * whose sums are always added in the same order. So no bit of the result
 * depends on which blocks are computed together, in which order, or by which
 * thread.
 */
#pragma once

#include "kernel/band.h"
#include "kernel/simd.h"

typedef struct
{
  int in_channels, out_channels; /* at least 1 */
  int size;                      /* rows, and columns, of the kernel: 1 or 3 */
  int stride;                    /* 1 or 2 */
  int dilation;                  /* at least 1; above 1 only with stride 1 */
} SmoothConvShape;

/* A convolution with its weights, packed in the order in which one SIMD variant
 * reads them. Any number of threads may use it at the same time, unless its
 * weights are being set. */
typedef struct _SmoothConv SmoothConv;

/* Makes a convolution of this shape for one SIMD variant. weight (out_channels
 * x in_channels x size x size, as in PyTorch) and bias (out_channels) are
 * copied. Free with smooth_conv_free (). Errors: NO_MEMORY. */
SmoothConv *smooth_conv_new (const SmoothConvShape *shape,
                             const float *weight,
                             const float *bias,
                             SmoothSimd simd,
                             GError **error);

/* Replaces the weights of conv; the arguments are those of smooth_conv_new ().
 * Only the trainer needs this. No thread may be using conv. */
void smooth_conv_set_weights (SmoothConv *conv,
                              const float *weight,
                              const float *bias);

/* Gives conv the name of the layer that it computes. name is copied. */
void smooth_conv_set_name (SmoothConv *conv, const char *name);

/* Returns the name, borrowed from conv; NULL if it has none. */
const char *smooth_conv_get_name (const SmoothConv *conv);

/* Frees conv, which may be NULL. */
void smooth_conv_free (SmoothConv *conv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothConv, smooth_conv_free)

/* Returns the shape; borrowed from conv. */
const SmoothConvShape *smooth_conv_get_shape (const SmoothConv *conv);

/* Writes the number of output rows and columns of a block to rows and columns.
 */
void smooth_conv_get_block (const SmoothConv *conv, int *rows, int *columns);

/* Returns the grain: blocks are computed in tiles of so many columns, each as a
 * whole. The first column of out must be a multiple of the grain, and the
 * column behind the last one, too, unless it is the plane's end. (If a tile
 * were cut, inputs that it does not need would change the last bits of its
 * outputs.) The grain is at least 1, and divides the block's columns. */
int smooth_conv_get_grain (const SmoothConv *conv);

/* Returns how large the input's margin (see kernel/band.h) has to be for no
 * block at the end of a plane to copy its inputs. A smaller margin gives the
 * same result in more time. */
int smooth_conv_get_margin (const SmoothConv *conv);

/* Returns the number of bytes of scratch that smooth_conv_block () needs, a
 * multiple of 64. */
gsize smooth_conv_get_scratch (const SmoothConv *conv);

/* The operands of a convolution, all borrowed.
 *
 * The planes of in and out have the sizes that follow from the shape. in has in
 * memory what the wanted outputs depend on: stride times their rows and
 * columns, and dilation * (size - 1) / 2 more on each side, as far as the plane
 * goes. */
typedef struct
{
  const SmoothBand *in;
  SmoothBand *out;
  /* Added to the outputs: a band that describes the same plane as out and has
   * at least its columns in memory; may be out itself. NULL: nothing is added.
   */
  const SmoothBand *residual;
  const float *scale; /* out_channels values; NULL: 1 */
  const float *shift; /* out_channels values; NULL: 0 */
  float slope;        /* slope of leaky, at most 1; 1 leaves negative numbers as
                         they are */
  /* Where the activation is stored, t in the formula at the head of this file,
   * which the trainer's backward pass needs: a band that describes the same
   * plane as out. NULL: it is not stored. */
  SmoothBand *activation;
  /* Whether zeros lie beyond in's plane, instead of replicate padding; in has
   * no margin then. For the trainer's backward pass. */
  gboolean is_zero_padded;
} SmoothConvJob;

/* Computes one block of the output: the rows of the plane from y on, and those
 * columns of block number column, counted from the left, that out has in
 * memory. Nothing else is written.
 *
 * y may be any row, also a negative one. The last bits of a pixel depend on its
 * place within its block. So if a plane is computed in several parts, all
 * blocks must begin at rows that are equal modulo the rows of a block.
 *
 * scratch: smooth_conv_get_scratch () bytes, aligned to 64, which only the
 * calling thread uses. Threads may compute different blocks at the same time.
 */
void smooth_conv_block (const SmoothConv *conv,
                        const SmoothConvJob *job,
                        int y,
                        int column,
                        void *scratch);
