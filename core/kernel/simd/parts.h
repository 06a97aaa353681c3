/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kernels of the SIMD variant that is being compiled, under their names in
 * this variant; each is defined in a file of its own. table.c makes a
 * SmoothKernels of them, whose comments in kernels.h say what each one does.
 * Only files in this folder include this.
 */
#pragma once

#include "kernel/simd/kernels.h"
#include "kernel/simd/vector.h"

/* gemm.c, or blas-gemm.c: the matrix product of any size. */
void SMOOTH_SIMD_NAME (smooth_kernel_gemm) (const SmoothGemm *product);

/* winograd-product.c, or blas-product.c: finds a weight in a packed matrix;
 * multiplies Winograd's tiles with packed matrices. The second function is only
 * called by winograd.c, so it is not in the table. */
gsize SMOOTH_SIMD_NAME (smooth_kernel_find_weight) (int n_in,
                                                    int n_out_padded,
                                                    int in,
                                                    int out);
void SMOOTH_SIMD_NAME (smooth_kernel_winograd_product) (
  const SmoothWinogradProduct *job);

/* winograd.c, direct.c, blas-im2col.c, dot.c: the algorithms for a convolution.
 */
void SMOOTH_SIMD_NAME (smooth_kernel_winograd) (const SmoothWinograd *job);
void SMOOTH_SIMD_NAME (smooth_kernel_direct) (const SmoothDirect *job);
void SMOOTH_SIMD_NAME (smooth_kernel_im2col) (const SmoothIm2col *job);
void SMOOTH_SIMD_NAME (smooth_kernel_dot) (const SmoothDot *job);

/* upsample.c: bilinear up-sampling of a row. */
void SMOOTH_SIMD_NAME (smooth_kernel_upsample_row) (const SmoothBand *in,
                                                    SmoothBand *out,
                                                    const SmoothBand *residual,
                                                    int factor,
                                                    int y);

/* halve.c: the means of 2x2 pixels of a row. */
void SMOOTH_SIMD_NAME (smooth_kernel_halve_row) (const SmoothBand *in,
                                                 SmoothBand *out,
                                                 int y);

/* edge-head.c: the edge probabilities of a row. */
void SMOOTH_SIMD_NAME (smooth_kernel_fuse_row) (const SmoothFuse *fuse,
                                                SmoothBand *out,
                                                int y);

/* colour-gate.c: the chroma of a row of blocks, and the colour gate of a row.
 */
void SMOOTH_SIMD_NAME (smooth_kernel_measure_chroma_row) (
  const SmoothBand *picture, SmoothBand *out, int y);
void
  SMOOTH_SIMD_NAME (smooth_kernel_gate_chroma_row) (const SmoothBand *change,
                                                    const SmoothBand *chroma,
                                                    const SmoothBand *picture,
                                                    SmoothBand *out,
                                                    int y);

/* clamp-samples.c: limits samples to [0, 1]; adds a change to samples. */
void SMOOTH_SIMD_NAME (smooth_kernel_clamp_samples) (gsize n,
                                                     const float *from,
                                                     float *to);
void SMOOTH_SIMD_NAME (smooth_kernel_change_samples) (gsize n,
                                                      const float *smoothed,
                                                      float *samples);
