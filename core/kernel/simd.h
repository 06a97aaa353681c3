/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CPU levels: which compiled variant of the kernels is used. */
#pragma once

#include <glib.h>

typedef enum
{
  SMOOTH_SIMD_BASELINE,  /* what the compiler's default target has */
  SMOOTH_SIMD_X86_64_V3, /* AVX2, FMA */
  SMOOTH_SIMD_X86_64_V4, /* AVX-512 F, BW, CD, DQ, VL */
  SMOOTH_N_SIMD
} SmoothSimd;

/* Name as in SMOOTH_CPU: "baseline", "x86-64-v3", "x86-64-v4". Static. */
const char *smooth_simd_get_name (SmoothSimd level);

/* The best level that this build has and this machine runs. Thread-safe. */
SmoothSimd smooth_simd_best (void);

/* Level by name. Errors: UNSUPPORTED (unknown, not built, not on this
 * machine), naming the levels to be had. */
gboolean smooth_simd_parse (const char *name,
                                 SmoothSimd *level,
                                 GError **error);
