/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CPU levels. Which ones are built is told by meson (SMOOTH_HAVE_*). */
#include "kernel/simd.h"

#include "kernel/simd/kernels.h"

#include "i18n.h"

static const char *const level_names[SMOOTH_N_SIMD] = {
  "baseline",
  "x86-64-v3",
  "x86-64-v4",
};

const char *
smooth_simd_get_name (SmoothSimd level)
{
  return level_names[level];
}

const SmoothKernels *
smooth_kernels_get (SmoothSimd level)
{
  static const SmoothKernels *const levels[SMOOTH_N_SIMD] = {
    [SMOOTH_SIMD_BASELINE] = &smooth_kernels_baseline,
#ifdef SMOOTH_HAVE_X86_64_V3
    [SMOOTH_SIMD_X86_64_V3] = &smooth_kernels_v3,
#endif
#ifdef SMOOTH_HAVE_X86_64_V4
    [SMOOTH_SIMD_X86_64_V4] = &smooth_kernels_v4,
#endif
  };

  return levels[level];
}

/* Whether this build has the level and this machine runs it. */
static gboolean
is_available (SmoothSimd level)
{
  switch (level)
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

  for (int level = 0; level < SMOOTH_N_SIMD; level++)
    if (is_available (level))
      best = level;
  return best;
}

gboolean
smooth_simd_parse (const char *name, SmoothSimd *level, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (int i = 0; i < SMOOTH_N_SIMD; i++)
    {
      if (!is_available (i))
        continue;
      if (g_str_equal (name, level_names[i]))
        {
          *level = i;
          return TRUE;
        }
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              level_names[i]);
    }
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               _ ("CPU level '%s' is not to be had; this build and machine "
                  "have: %s"),
               name, names->str);
  return FALSE;
}
