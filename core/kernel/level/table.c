/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of the level that is being compiled. */
#include "kernel/level/parts.h"

const SmoothLevel SMOOTH_LEVEL_NAME (smooth_level) = {
  .gemm = SMOOTH_LEVEL_NAME (smooth_level_gemm),
  .add = SMOOTH_LEVEL_NAME (smooth_level_add),
  .finish = SMOOTH_LEVEL_NAME (smooth_level_finish),
  .upsample_row = SMOOTH_LEVEL_NAME (smooth_level_upsample_row),
  .halve_row = SMOOTH_LEVEL_NAME (smooth_level_halve_row),
  .fuse_row = SMOOTH_LEVEL_NAME (smooth_level_fuse_row),
};
