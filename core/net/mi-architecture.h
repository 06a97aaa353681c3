/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MI's architecture, written once: its convolutions by name and shape, its
 * steps in their order, and its constants. net-mi.c builds the graph of the
 * forward pass from it; the trainer (core/train/net) goes through the same
 * steps forward and backward. net-mi.c's head has the network as formulas.
 * Constant data; all functions are thread-safe.
 */
#pragma once

#include "net/weights.h"

/* The planes that MI works on: full size, 1/2, 1/4, 1/8. All images of a plane
 * have the same number of channels, its width. */
#define SMOOTH_MI_N_WIDTHS 4

/* Subtracted from the input's samples, so that their mean is about 0. */
#define PICTURE_OFFSET 0.45f
#define EDGE_OFFSET 0.2f

/* The slope of the leaky activation f for negative numbers. */
#define SLOPE 0.1f

/* The residual is multiplied with tanh (this * strength). */
#define GATE_STEEPNESS 8.0

/* The convolutions. A residual block's two (NAME_A, NAME_B) are neighbours. */
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

/* What a step does with y, the result of the step before. */
typedef enum
{
  SMOOTH_MI_CONVOLVE,  /* y = f (conv (y)) */
  SMOOTH_MI_RESIDUAL,  /* y = y + b (f (a (y))) */
  SMOOTH_MI_MODULATED, /* y = y + b (m (f (a (y)))), m by the strength */
  SMOOTH_MI_UPSAMPLE,  /* y = skip + bilinear up-sampling by 2 of conv (y) */
} SmoothMiOperation;

typedef struct
{
  SmoothMiOperation operation;
  int conv; /* index of conv or a; b's is the next one */
  int size; /* of the result: plane 0 .. 3, 1 / 2^size of the full size. The
               skip of SMOOTH_MI_UPSAMPLE is the encoder's last result on this
               plane. */
} SmoothMiStep;

/* All steps from the input (picture and edge map less their offsets, on plane
 * 0) to y, from which OUT makes the residual. The first step of each smaller
 * plane has stride 2. */
#define SMOOTH_MI_N_STEPS 14
extern const SmoothMiStep smooth_mi_steps[SMOOTH_MI_N_STEPS];

/* Number of steps SMOOTH_MI_MODULATED, which are called blocks. */
#define N_BLOCKS 5

/* Names and shapes of the convolutions, for planes of these widths. specs
 * (out): indexed as the enumeration. */
void smooth_mi_describe (const int widths[SMOOTH_MI_N_WIDTHS],
                         SmoothConvSpec specs[N_CONVS]);

/* Reads the widths of the planes off set's tensors. widths (out). Errors:
 * SHAPE (a tensor is missing or has too many channels). */
gboolean smooth_mi_get_widths (const SmoothTensorSet *set,
                               int widths[SMOOTH_MI_N_WIDTHS],
                               GError **error);

/* Channels of each block that the strength modulates, in the order of the
 * steps. block_widths (out). */
void smooth_mi_get_block_widths (const int widths[SMOOTH_MI_N_WIDTHS],
                                 int block_widths[N_BLOCKS]);
