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

/* MI works on planes of four sizes: full, 1/2, 1/4, 1/8. All images of a plane
 * have the same number of channels, called its width. */
#define SMOOTH_MI_N_WIDTHS 4

/* MI subtracts these from its input's samples, which lie in [0, 1], so that
 * their mean is about 0. */
#define PICTURE_OFFSET 0.45f
#define EDGE_OFFSET 0.2f

/* The activation f is a leaky ReLU: it multiplies negative numbers with this
 * slope and leaves the others as they are. */
#define SLOPE 0.1f

/* MI's output, the residual, is multiplied with tanh (GATE_STEEPNESS *
 * strength), so that strength 0 changes nothing. */
#define GATE_STEEPNESS 8.0

/* Indices of the convolutions. The two of a residual block (NAME_A, NAME_B) are
 * neighbours. */
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

/* What a step computes. y is the result of the step before, and f the leaky
 * ReLU. conv is the step's convolution; if it has two, a is the first and b the
 * second. */
typedef enum
{
  SMOOTH_MI_CONVOLVE, /* y = f (conv (y)) */
  SMOOTH_MI_RESIDUAL, /* y = y + b (f (a (y))) */
  /* y = y + b (m (f (a (y)))), where m is a scale and a shift of each channel,
   * which follow from the strength (modulator.h) */
  SMOOTH_MI_MODULATED,
  SMOOTH_MI_UPSAMPLE, /* y = skip + conv (y), bilinearly up-sampled by 2 */
} SmoothMiOperation;

typedef struct
{
  SmoothMiOperation operation;
  /* index of the step's convolution; of the first one if it has two, which are
   * neighbours */
  int conv;
  /* The plane of the result, which has 1 / 2^size of the full height and width.
   * SMOOTH_MI_UPSAMPLE adds the encoder's last result on this plane to its own
   * (skip connection). */
  int size;
} SmoothMiStep;

/* All steps in their order. The first one reads picture and edge map less their
 * offsets; from the result of the last one the convolution OUT computes the
 * residual. The first step on each smaller plane has stride 2. */
#define SMOOTH_MI_N_STEPS 14
extern const SmoothMiStep smooth_mi_steps[SMOOTH_MI_N_STEPS];

/* The number of steps SMOOTH_MI_MODULATED, each of which is called a block. */
#define N_BLOCKS 5

/* Writes the name and shape of each convolution to specs, at its index in the
 * enumeration above. widths: the number of channels on each of MI's four
 * planes. */
void smooth_mi_describe (const int widths[SMOOTH_MI_N_WIDTHS],
                         SmoothConvSpec specs[N_CONVS]);

/* Reads how many channels each of MI's four planes has from the shapes of the
 * tensors in set. Errors: SHAPE (a tensor is missing or has too many channels).
 */
gboolean smooth_mi_get_widths (const SmoothTensorSet *set,
                               int widths[SMOOTH_MI_N_WIDTHS],
                               GError **error);

/* Writes to block_widths how many channels each block has that the strength
 * modulates, in the order of the steps. */
void smooth_mi_get_block_widths (const int widths[SMOOTH_MI_N_WIDTHS],
                                 int block_widths[N_BLOCKS]);
