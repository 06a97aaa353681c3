/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of the level that is being compiled. */
#include "kernel/level/parts.h"
#include "kernel/level/tile.h"

const SmoothLevel SMOOTH_LEVEL_NAME (smooth_level) = {
  .vector = VL,
  .tile_step = TILE_FEW_ROWS (1),
  .gemm = SMOOTH_LEVEL_NAME (smooth_level_gemm),
  .find_weight = SMOOTH_LEVEL_NAME (smooth_level_find_weight),
  .winograd = SMOOTH_LEVEL_NAME (smooth_level_winograd),
  .direct = SMOOTH_LEVEL_NAME (smooth_level_direct),
  .dot = SMOOTH_LEVEL_NAME (smooth_level_dot),
  .upsample_row = SMOOTH_LEVEL_NAME (smooth_level_upsample_row),
  .halve_row = SMOOTH_LEVEL_NAME (smooth_level_halve_row),
  .fuse_row = SMOOTH_LEVEL_NAME (smooth_level_fuse_row),
  .measure_chroma_row = SMOOTH_LEVEL_NAME (smooth_level_measure_chroma_row),
  .gate_chroma_row = SMOOTH_LEVEL_NAME (smooth_level_gate_chroma_row),
  .clamp_samples = SMOOTH_LEVEL_NAME (smooth_level_clamp_samples),
  .change_samples = SMOOTH_LEVEL_NAME (smooth_level_change_samples),
};
