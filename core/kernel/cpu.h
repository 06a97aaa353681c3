/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CPU levels: which compiled variant of the kernels is used. */
#pragma once

#include <glib.h>

typedef enum
{
  SMOOTH_CPU_BASELINE,  /* what the compiler's default target has */
  SMOOTH_CPU_X86_64_V3, /* AVX2, FMA */
  SMOOTH_CPU_X86_64_V4, /* AVX-512 F, BW, CD, DQ, VL */
  SMOOTH_N_CPU_LEVELS
} SmoothCpuLevel;

/* Name as in SMOOTH_CPU: "baseline", "x86-64-v3", "x86-64-v4". Static. */
const char *smooth_cpu_level_get_name (SmoothCpuLevel level);

/* The best level that this build has and this machine runs. Thread-safe. */
SmoothCpuLevel smooth_cpu_level_best (void);

/* Level by name. Errors: UNSUPPORTED (unknown, not built, not on this
 * machine), naming the levels to be had. */
gboolean smooth_cpu_level_parse (const char *name,
                                 SmoothCpuLevel *level,
                                 GError **error);
