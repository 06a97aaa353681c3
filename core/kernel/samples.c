/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Samples: calls the level's loops (level/samples.c). */
#include "kernel/samples.h"

#include "kernel/level/level.h"

void
smooth_samples_clamp (SmoothCpuLevel level,
                      gsize n,
                      const float *from,
                      float *to)
{
  smooth_level_get (level)->clamp_samples (n, from, to);
}

void
smooth_samples_change (SmoothCpuLevel level,
                       gsize n,
                       const float *smoothed,
                       float *samples)
{
  smooth_level_get (level)->change_samples (n, smoothed, samples);
}
