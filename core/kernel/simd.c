/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SIMD variants (see simd.h): their names, and which of them this CPU can run.
 * meson defines SMOOTH_HAVE_BLAS, SMOOTH_HAVE_X86_64_V3 and
 * SMOOTH_HAVE_X86_64_V4 for the variants that are built besides the baseline,
 * and SMOOTH_GUESSES_BLAS on processors where the BLAS is the default without a
 * measurement.
 */
#include "kernel/simd.h"

#include "kernel/simd/kernels.h"

#include "i18n.h"

static const char *const names[SMOOTH_N_SIMD] = {
  "baseline",
  "blas",
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
#ifdef SMOOTH_HAVE_BLAS
    [SMOOTH_SIMD_BLAS] = &smooth_kernels_blas,
#endif
#ifdef SMOOTH_HAVE_X86_64_V3
    [SMOOTH_SIMD_X86_64_V3] = &smooth_kernels_v3,
#endif
#ifdef SMOOTH_HAVE_X86_64_V4
    [SMOOTH_SIMD_X86_64_V4] = &smooth_kernels_v4,
#endif
  };

  return variants[simd];
}

gboolean
smooth_simd_is_available (SmoothSimd simd)
{
  switch (simd)
    {
#ifdef SMOOTH_HAVE_BLAS
    case SMOOTH_SIMD_BLAS:
#endif
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

gboolean
smooth_simd_prefers_blas (gboolean *is_guess)
{
#if defined(__x86_64__)
  *is_guess = FALSE;
  return __builtin_cpu_supports ("avx") != 0;
#elif defined(SMOOTH_GUESSES_BLAS)
  *is_guess = TRUE;
  return TRUE;
#else
  *is_guess = TRUE;
  return FALSE;
#endif
}

SmoothSimd
smooth_simd_choose (const gboolean is_available[SMOOTH_N_SIMD],
                    gboolean prefers_blas)
{
  if (is_available[SMOOTH_SIMD_X86_64_V4])
    return SMOOTH_SIMD_X86_64_V4;
  if (is_available[SMOOTH_SIMD_X86_64_V3])
    return SMOOTH_SIMD_X86_64_V3;
  if (is_available[SMOOTH_SIMD_BLAS] && prefers_blas)
    return SMOOTH_SIMD_BLAS;
  return SMOOTH_SIMD_BASELINE;
}

SmoothSimd
smooth_simd_best (void)
{
  gboolean is_available[SMOOTH_N_SIMD], is_guess;

  for (int i = 0; i < SMOOTH_N_SIMD; i++)
    is_available[i] = smooth_simd_is_available (i);
  return smooth_simd_choose (is_available,
                             smooth_simd_prefers_blas (&is_guess));
}

gboolean
smooth_simd_parse (const char *name, SmoothSimd *simd, GError **error)
{
  g_autoptr (GString) available = g_string_new (NULL);

  for (int i = 0; i < SMOOTH_N_SIMD; i++)
    {
      if (!smooth_simd_is_available (i))
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
