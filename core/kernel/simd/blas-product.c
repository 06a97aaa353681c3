/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The matrix products of Winograd's tiles by the BLAS: for each interpolation
 * point a matrix of tiles x input channels is multiplied with one of input
 * channels x output channels. This file also decides how a matrix of weights is
 * packed: row by row, as a BLAS reads it.
 */
#include "kernel/blas.h"
#include "kernel/simd/parts.h"

gsize
SMOOTH_SIMD_NAME (smooth_kernel_find_weight) (int n_in G_GNUC_UNUSED,
                                              int n_out_padded,
                                              int in,
                                              int out)
{
  return (gsize) in * n_out_padded + out;
}

void
SMOOTH_SIMD_NAME (smooth_kernel_winograd_product) (
  const SmoothWinogradProduct *job)
{
  SmoothGemm product = {
    .m = job->n_tiles,
    .n = job->n_out_padded,
    .k = job->n_in,
    .a = job->from,
    .lda = job->n_points * job->n_in_padded,
    .b = job->weight,
    .ldb = job->n_out_padded,
    .c = job->to,
    .ldc = job->n_points * job->n_out_padded,
  };

  for (int point = 0; point < job->n_points; point++)
    {
      smooth_blas_multiply (&product);
      product.a += job->n_in_padded;
      product.b += (gsize) job->n_in * job->n_out_padded;
      product.c += job->n_out_padded;
    }
}
