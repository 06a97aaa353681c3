/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SIMD variants: the kernels are compiled several times, each time for another
 * instruction set, and once for a BLAS. Which of them is used is chosen when an
 * engine is made. The functions may be called by any thread.
 */
#pragma once

#include <glib.h>

/* The variants. The names with x86-64 are those of the microarchitecture levels
 * of the x86-64 psABI. */
typedef enum
{
  SMOOTH_SIMD_BASELINE, /* the compiler's default: SSE2 on x86-64, or NEON */
  /* The BLAS computes the products of convolutions, with whatever instruction
   * set it chooses itself; the rest is as in the baseline. */
  SMOOTH_SIMD_BLAS,
  SMOOTH_SIMD_X86_64_V3, /* AVX2 and FMA */
  SMOOTH_SIMD_X86_64_V4, /* AVX-512 F, BW, CD, DQ and VL */
  SMOOTH_N_SIMD
} SmoothSimd;

/* Returns the name by which the environment variable SMOOTH_CPU selects the
 * variant: "baseline", "blas", "x86-64-v3" or "x86-64-v4". A static string. */
const char *smooth_simd_get_name (SmoothSimd simd);

/* Whether this build contains the variant and this CPU can execute it. */
gboolean smooth_simd_is_available (SmoothSimd simd);

/* Returns whether the BLAS is faster than the baseline on this CPU, or should
 * be, where neither x86-64-v3 nor x86-64-v4 is available. is_guess, set:
 * whether nobody has measured it on such a CPU. (core/README.md has the
 * reasons.) */
gboolean smooth_simd_prefers_blas (gboolean *is_guess);

/* Returns the fastest of the available variants. prefers_blas: whether the BLAS
 * is faster than the baseline, which must be available. */
SmoothSimd smooth_simd_choose (const gboolean is_available[SMOOTH_N_SIMD],
                               gboolean prefers_blas);

/* Returns the fastest variant of this build and CPU, as smooth_simd_choose ()
 * finds it. */
SmoothSimd smooth_simd_best (void);

/* Finds the variant with this name. Errors: UNSUPPORTED if there is none, or
 * this build or CPU does not have it; the message lists the names that are
 * possible here. */
gboolean smooth_simd_parse (const char *name, SmoothSimd *simd, GError **error);
