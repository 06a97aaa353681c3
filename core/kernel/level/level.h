/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inner loops that are compiled once per CPU level, and the table through
 * which one level's set is called.
 *
 * The files in this folder are the only ones that are compiled with -march
 * options; all of their functions are static or named by SMOOTH_LEVEL_NAME, so
 * that no variant can take another's place in the linker's eyes.
 *
 * Sources listed as exact in meson.build are compiled without contraction to
 * fused multiply-adds: where a row is cut (and so what falls into a vector and
 * what into the loop's tail) must not change a bit. The others are contracted
 * and get their bits' constancy from products of a constant shape.
 */
#pragma once

#include "kernel/band.h"
#include "kernel/cpu.h"
#include "kernel/fuse.h"

/* What is done to a pixel's channels after the sum over the weights:
 * out = leaky (sum + bias, slope) * scale + shift + residual. */
typedef struct
{
  const float *bias;
  const float *scale; /* NULL: 1 */
  const float *shift; /* NULL: 0 */
  float slope;
} SmoothEpilogue;

/* One set of inner loops. */
typedef struct
{
  /* c (m x n, ldc) = a (m x k, lda) * b (k x n, ldb), row-major. */
  void (*gemm) (int m,
                int n,
                int k,
                const float *a,
                int lda,
                const float *b,
                int ldb,
                float *c,
                int ldc);

  /* sums[i] += piece[i]. */
  void (*add) (int n, const float *piece, double *sums);

  /* n_pixels pixels of n_channels, from sums (stride of them a pixel) to out
   * (packed); residual is NULL or laid out as out, and may be out. */
  void (*finish) (const SmoothEpilogue *epilogue,
                  int n_pixels,
                  int n_channels,
                  const double *sums,
                  int stride,
                  const float *residual,
                  float *out);

  /* As the public functions of the same names. */
  void (*upsample_row) (const SmoothBand *in,
                        SmoothBand *out,
                        const SmoothBand *residual,
                        int factor,
                        int y);
  void (*halve_row) (const SmoothBand *in, SmoothBand *out, int y);
  void (*fuse_row) (const SmoothFuse *fuse, SmoothBand *out, int y);
} SmoothLevel;

/* The set of a level that smooth_cpu_level_parse or _best gave. */
const SmoothLevel *smooth_level_get (SmoothCpuLevel level);

extern const SmoothLevel smooth_level_baseline;
extern const SmoothLevel smooth_level_v3;
extern const SmoothLevel smooth_level_v4;
