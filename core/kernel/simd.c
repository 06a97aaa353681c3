/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SIMD variants (see simd.h): their names, and which of them this CPU can run.
 * meson defines SMOOTH_HAVE_X86_64_V3 and SMOOTH_HAVE_X86_64_V4 for the
 * variants that are built besides the baseline.
 */
#include "kernel/simd.h"

#include "kernel/simd/kernels.h"

#include "i18n.h"

static const char *const names[SMOOTH_N_SIMD] = {
  "baseline",
  "x86-64-v3",
  "x86-64-v4",
};

const char *
smooth_simd_get_name (SmoothSimd simd)
{
  return names[simd];
}

const SmoothKernels *
smooth_kernels_get (SmoothSimd simd)
{
  static const SmoothKernels *const variants[SMOOTH_N_SIMD] = {
    [SMOOTH_SIMD_BASELINE] = &smooth_kernels_baseline,
#ifdef SMOOTH_HAVE_X86_64_V3
    [SMOOTH_SIMD_X86_64_V3] = &smooth_kernels_v3,
#endif
#ifdef SMOOTH_HAVE_X86_64_V4
    [SMOOTH_SIMD_X86_64_V4] = &smooth_kernels_v4,
#endif
  };

  return variants[simd];
}

/* Whether this build has the variant and this CPU can execute it. */
static gboolean
is_available (SmoothSimd simd)
{
  switch (simd)
    {
    case SMOOTH_SIMD_BASELINE:
      return TRUE;
    case SMOOTH_SIMD_X86_64_V3:
#ifdef SMOOTH_HAVE_X86_64_V3
      return __builtin_cpu_supports ("x86-64-v3") != 0;
#else
      return FALSE;
#endif
    case SMOOTH_SIMD_X86_64_V4:
#ifdef SMOOTH_HAVE_X86_64_V4
      return __builtin_cpu_supports ("x86-64-v4") != 0;
#else
      return FALSE;
#endif
    default:
      return FALSE;
    }
}

SmoothSimd
smooth_simd_best (void)
{
  SmoothSimd best = SMOOTH_SIMD_BASELINE;

  for (int i = 0; i < SMOOTH_N_SIMD; i++)
    if (is_available (i))
      best = i;
  return best;
}

gboolean
smooth_simd_parse (const char *name, SmoothSimd *simd, GError **error)
{
  g_autoptr (GString) available = g_string_new (NULL);

  for (int i = 0; i < SMOOTH_N_SIMD; i++)
    {
      if (!is_available (i))
        continue;
      if (g_str_equal (name, names[i]))
        {
          *simd = i;
          return TRUE;
        }
      g_string_append_printf (available, "%s%s", available->len > 0 ? ", " : "",
                              names[i]);
    }
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               _ ("the instruction set '%s' is not available; this build and "
                  "machine have: %s"),
               name, available->str);
  return FALSE;
}
