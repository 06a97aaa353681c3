/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions of the level that is being compiled; table.c makes the
 * SmoothKernels of them. */
#pragma once

#include "kernel/simd/kernels.h"
#include "kernel/simd/vector.h"

void SMOOTH_SIMD_NAME (smooth_kernel_gemm) (const SmoothGemm *product);
gsize SMOOTH_SIMD_NAME (smooth_kernel_find_weight) (int n_in,
                                                    int n_out_padded,
                                                    int in,
                                                    int out);
void SMOOTH_SIMD_NAME (smooth_kernel_winograd_product) (
  const SmoothWinogradProduct *job);
void SMOOTH_SIMD_NAME (smooth_kernel_winograd) (const SmoothWinograd *job);
void SMOOTH_SIMD_NAME (smooth_kernel_direct) (const SmoothDirect *job);
void SMOOTH_SIMD_NAME (smooth_kernel_dot) (const SmoothDot *job);
void SMOOTH_SIMD_NAME (smooth_kernel_upsample_row) (const SmoothBand *in,
                                                    SmoothBand *out,
                                                    const SmoothBand *residual,
                                                    int factor,
                                                    int y);
void SMOOTH_SIMD_NAME (smooth_kernel_halve_row) (const SmoothBand *in,
                                                 SmoothBand *out,
                                                 int y);
void SMOOTH_SIMD_NAME (smooth_kernel_fuse_row) (const SmoothFuse *fuse,
                                                SmoothBand *out,
                                                int y);
void SMOOTH_SIMD_NAME (smooth_kernel_measure_chroma_row) (
  const SmoothBand *picture, SmoothBand *out, int y);
void SMOOTH_SIMD_NAME (smooth_kernel_gate_chroma_row) (
  const SmoothBand *change,
  const SmoothBand *chroma,
  const SmoothBand *picture,
  SmoothBand *out,
  int y);
void SMOOTH_SIMD_NAME (smooth_kernel_clamp_samples) (gsize n,
                                                     const float *from,
                                                     float *to);
void SMOOTH_SIMD_NAME (smooth_kernel_change_samples) (gsize n,
                                                      const float *smoothed,
                                                      float *samples);
