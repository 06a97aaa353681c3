/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of kernels of the SIMD variant that is being compiled. meson
 * defines SMOOTH_SIMD_IS_BLAS for the variant whose products a BLAS computes.
 */
#include "kernel/simd/parts.h"
#include "kernel/simd/tile.h"

const SmoothKernels SMOOTH_SIMD_NAME (smooth_kernels) = {
  .n_lanes = VL,
  .min_tiles = TILE_SMALL_ROWS (1),
  .gemm = SMOOTH_SIMD_NAME (smooth_kernel_gemm),
  .find_weight = SMOOTH_SIMD_NAME (smooth_kernel_find_weight),
  .winograd = SMOOTH_SIMD_NAME (smooth_kernel_winograd),
#ifdef SMOOTH_SIMD_IS_BLAS
  .is_blas = TRUE,
  .im2col = SMOOTH_SIMD_NAME (smooth_kernel_im2col),
#else
  .direct = SMOOTH_SIMD_NAME (smooth_kernel_direct),
#endif
  .dot = SMOOTH_SIMD_NAME (smooth_kernel_dot),
  .upsample_row = SMOOTH_SIMD_NAME (smooth_kernel_upsample_row),
  .halve_row = SMOOTH_SIMD_NAME (smooth_kernel_halve_row),
  .fuse_row = SMOOTH_SIMD_NAME (smooth_kernel_fuse_row),
  .measure_chroma_row = SMOOTH_SIMD_NAME (smooth_kernel_measure_chroma_row),
  .gate_chroma_row = SMOOTH_SIMD_NAME (smooth_kernel_gate_chroma_row),
  .clamp_samples = SMOOTH_SIMD_NAME (smooth_kernel_clamp_samples),
  .change_samples = SMOOTH_SIMD_NAME (smooth_kernel_change_samples),
};
