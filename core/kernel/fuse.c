/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edge head: calls the level's loop (simd/fuse.c). */
#include "kernel/fuse.h"

#include "kernel/simd/kernels.h"

void
smooth_fuse_row (SmoothSimd level,
                 const SmoothFuse *fuse,
                 SmoothBand *out,
                 int y)
{
  g_return_if_fail (fuse->n_sides >= 1
                    && fuse->n_sides <= SMOOTH_FUSE_MAX_SIDES);
  g_return_if_fail (out->channels == 1);

  smooth_kernels_get (level)->fuse_row (fuse, out, y);
}
