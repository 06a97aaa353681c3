/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What net-mi.c and the trainer's form of MI (train/net/mi-train.c) share: the
 * convolutions by name, and the constants.
 */
#pragma once

#include "net/weights.h"

#define SMOOTH_MI_N_WIDTHS 4

#define PICTURE_OFFSET 0.45f
#define EDGE_OFFSET 0.2f
#define SLOPE 0.1f
#define GATE_STEEPNESS 8.0

enum
{
  E0,
  E1,
  E2,
  E3,
  R1_A,
  R1_B,
  R2_A,
  R2_B,
  MID_0_A,
  MID_0_B,
  MID_1_A,
  MID_1_B,
  U3,
  U2,
  U1,
  D2_A,
  D2_B,
  D1_A,
  D1_B,
  D0_A,
  D0_B,
  OUT,
  N_CONVS
};

/* Blocks that the strength modulates: mid.0, mid.1, d2, d1, d0. */
#define N_BLOCKS 5

/* The convolutions of a network of these widths (a, b, c, d in net-mi.c). */
void smooth_mi_describe (const int widths[SMOOTH_MI_N_WIDTHS],
                         SmoothConvSpec specs[N_CONVS]);

/* The widths that set's tensors tell. Errors: SHAPE. */
gboolean smooth_mi_get_widths (const SmoothTensorSet *set,
                               int widths[SMOOTH_MI_N_WIDTHS],
                               GError **error);

/* Channels of each block that the strength modulates. */
void smooth_mi_get_block_widths (const int widths[SMOOTH_MI_N_WIDTHS],
                                 int block_widths[N_BLOCKS]);
