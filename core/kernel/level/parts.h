/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions of the level that is being compiled; table.c makes the
 * SmoothLevel of them. */
#pragma once

#include "kernel/level/level.h"
#include "kernel/level/vector.h"

void SMOOTH_LEVEL_NAME (smooth_level_gemm) (const SmoothGemm *product);
gsize SMOOTH_LEVEL_NAME (smooth_level_find_weight) (int n_in,
                                                    int n_out_padded,
                                                    int in,
                                                    int out);
void SMOOTH_LEVEL_NAME (smooth_level_winograd_product) (
  const SmoothWinogradProduct *job);
void SMOOTH_LEVEL_NAME (smooth_level_winograd) (const SmoothWinograd *job);
void SMOOTH_LEVEL_NAME (smooth_level_direct) (const SmoothDirect *job);
void SMOOTH_LEVEL_NAME (smooth_level_dot) (const SmoothDot *job);
void SMOOTH_LEVEL_NAME (smooth_level_upsample_row) (const SmoothBand *in,
                                                    SmoothBand *out,
                                                    const SmoothBand *residual,
                                                    int factor,
                                                    int y);
void SMOOTH_LEVEL_NAME (smooth_level_halve_row) (const SmoothBand *in,
                                                 SmoothBand *out,
                                                 int y);
void SMOOTH_LEVEL_NAME (smooth_level_fuse_row) (const SmoothFuse *fuse,
                                                SmoothBand *out,
                                                int y);
void SMOOTH_LEVEL_NAME (smooth_level_measure_chroma_row) (
  const SmoothBand *picture, SmoothBand *out, int y);
void SMOOTH_LEVEL_NAME (smooth_level_gate_chroma_row) (
  const SmoothBand *change,
  const SmoothBand *chroma,
  const SmoothBand *picture,
  SmoothBand *out,
  int y);
void SMOOTH_LEVEL_NAME (smooth_level_clamp_samples) (gsize n,
                                                     const float *from,
                                                     float *to);
void SMOOTH_LEVEL_NAME (smooth_level_change_samples) (gsize n,
                                                      const float *smoothed,
                                                      float *samples);
