/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edge head: calls the level's loop (level/fuse.c). */
#include "kernel/fuse.h"

#include "kernel/level/level.h"

void
smooth_fuse_row (SmoothCpuLevel level,
                 const SmoothFuse *fuse,
                 SmoothBand *out,
                 int y)
{
  g_return_if_fail (fuse->n_sides >= 1
                    && fuse->n_sides <= SMOOTH_FUSE_MAX_SIDES);
  g_return_if_fail (out->channels == 1);

  smooth_level_get (level)->fuse_row (fuse, out, y);
}
