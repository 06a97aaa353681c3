/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SIMD variants: the kernels are compiled several times, each time for another
 * instruction set. Which of them is used is chosen when an engine is made. The
 * functions may be called by any thread.
 */
#pragma once

#include <glib.h>

/* The variants, ordered by what a CPU must offer. The names with x86-64 are
 * those of the microarchitecture levels of the x86-64 psABI. */
typedef enum
{
  SMOOTH_SIMD_BASELINE,  /* the compiler's default: SSE2 on x86-64, or NEON */
  SMOOTH_SIMD_X86_64_V3, /* AVX2 and FMA */
  SMOOTH_SIMD_X86_64_V4, /* AVX-512 F, BW, CD, DQ and VL */
  SMOOTH_N_SIMD
} SmoothSimd;

/* Returns the name by which the environment variable SMOOTH_CPU selects the
 * variant: "baseline", "x86-64-v3" or "x86-64-v4". A static string. */
const char *smooth_simd_get_name (SmoothSimd simd);

/* Returns the last of the variants that this build contains and this CPU can
 * execute. */
SmoothSimd smooth_simd_best (void);

/* Finds the variant with this name. Errors: UNSUPPORTED if there is none, or
 * this build or CPU does not have it; the message lists the names that are
 * possible here. */
gboolean smooth_simd_parse (const char *name, SmoothSimd *simd, GError **error);
