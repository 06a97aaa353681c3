/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/mi-architecture.h"

const SmoothMiStep smooth_mi_steps[SMOOTH_MI_N_STEPS] = {
  /* The encoder, which does not depend on the strength. */
  { SMOOTH_MI_CONVOLVE, E0, 0 },
  { SMOOTH_MI_CONVOLVE, E1, 1 },
  { SMOOTH_MI_RESIDUAL, R1_A, 1 },
  { SMOOTH_MI_CONVOLVE, E2, 2 },
  { SMOOTH_MI_RESIDUAL, R2_A, 2 },
  { SMOOTH_MI_CONVOLVE, E3, 3 },
  /* The decoder, in which the strength modulates the channels of some steps. */
  { SMOOTH_MI_MODULATED, MID_0_A, 3 },
  { SMOOTH_MI_MODULATED, MID_1_A, 3 },
  { SMOOTH_MI_UPSAMPLE, U3, 2 },
  { SMOOTH_MI_MODULATED, D2_A, 2 },
  { SMOOTH_MI_UPSAMPLE, U2, 1 },
  { SMOOTH_MI_MODULATED, D1_A, 1 },
  { SMOOTH_MI_UPSAMPLE, U1, 0 },
  { SMOOTH_MI_MODULATED, D0_A, 0 },
};

void
smooth_mi_describe (const int widths[SMOOTH_MI_N_WIDTHS],
                    SmoothConvSpec specs[N_CONVS])
{
  const int a = widths[0], b = widths[1], c = widths[2], d = widths[3];
  const SmoothConvSpec table[N_CONVS] = {
    /* The columns are: name, then input channels, output channels, kernel size,
     * stride and dilation. */
    [E0] = { "e0", { 4, a, 3, 1, 1 } },
    [E1] = { "e1", { a, b, 3, 2, 1 } },
    [E2] = { "e2", { b, c, 3, 2, 1 } },
    [E3] = { "e3", { c, d, 3, 2, 1 } },
    [R1_A] = { "r1.a", { b, b, 3, 1, 1 } },
    [R1_B] = { "r1.b", { b, b, 3, 1, 1 } },
    [R2_A] = { "r2.a", { c, c, 3, 1, 1 } },
    [R2_B] = { "r2.b", { c, c, 3, 1, 1 } },
    [MID_0_A] = { "mid.0.a", { d, d, 3, 1, 1 } },
    [MID_0_B] = { "mid.0.b", { d, d, 3, 1, 1 } },
    [MID_1_A] = { "mid.1.a", { d, d, 3, 1, 1 } },
    [MID_1_B] = { "mid.1.b", { d, d, 3, 1, 1 } },
    [U3] = { "u3", { d, c, 1, 1, 1 } },
    [U2] = { "u2", { c, b, 1, 1, 1 } },
    [U1] = { "u1", { b, a, 1, 1, 1 } },
    [D2_A] = { "d2.a", { c, c, 3, 1, 1 } },
    [D2_B] = { "d2.b", { c, c, 3, 1, 1 } },
    [D1_A] = { "d1.a", { b, b, 3, 1, 1 } },
    [D1_B] = { "d1.b", { b, b, 3, 1, 1 } },
    [D0_A] = { "d0.a", { a, a, 3, 1, 1 } },
    [D0_B] = { "d0.b", { a, a, 3, 1, 1 } },
    [OUT] = { "out", { a, 3, 3, 1, 1 } },
  };

  for (int i = 0; i < N_CONVS; i++)
    specs[i] = table[i];
}

gboolean
smooth_mi_get_widths (const SmoothTensorSet *set,
                      int widths[SMOOTH_MI_N_WIDTHS],
                      GError **error)
{
  return smooth_weights_get_width (set, "e0", &widths[0], error)
         && smooth_weights_get_width (set, "e1", &widths[1], error)
         && smooth_weights_get_width (set, "e2", &widths[2], error)
         && smooth_weights_get_width (set, "e3", &widths[3], error);
}

void
smooth_mi_get_block_widths (const int widths[SMOOTH_MI_N_WIDTHS],
                            int block_widths[N_BLOCKS])
{
  int n = 0;

  for (int i = 0; i < SMOOTH_MI_N_STEPS; i++)
    if (smooth_mi_steps[i].operation == SMOOTH_MI_MODULATED)
      block_widths[n++] = widths[smooth_mi_steps[i].size];
}
