/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EME's architecture, written once: its convolutions by name and shape, its
 * stages in their order, and its constants. net-eme.c builds the graph of the
 * forward pass from it; the trainer (core/train/net) goes through the same
 * stages forward and backward. net-eme.c's head has the network as formulas.
 * Constant data; all functions are thread-safe.
 */
#pragma once

#include "net/weights.h"

/* The planes that EME works on, one for each stage: full size, 1/2, 1/4, 1/8.
 * All images of a plane have the same number of channels, its width. */
#define SMOOTH_EME_N_WIDTHS 4

/* Subtracted from the picture's samples, so that their mean is about 0. */
#define PICTURE_OFFSET 0.45f

/* The slope of the leaky activation f for negative numbers. */
#define SLOPE 0.1f

/* The convolutions. Those of a stage are neighbours. */
enum
{
  S1_0,
  S1_1,
  S2_0,
  S2_1,
  S3_0,
  S3_1,
  S3_2,
  S4_0,
  S4_1,
  S4_2,
  SIDE_0,
  SIDE_1,
  SIDE_2,
  SIDE_3,
  FUSE,
  N_CONVS
};

/* One side output a stage. */
#define N_SIDES SMOOTH_EME_N_WIDTHS

/* A stage: x = f (conv (x)), then n_residual times x = x + f (next conv (x));
 * its side output is side (x). */
typedef struct
{
  int conv; /* index of the first convolution */
  int n_residual;
  int side; /* index of the side output's */
} SmoothEmeStage;

/* All stages, from the input (the picture less its offset). The first
 * convolution of each but the first stage has stride 2. */
extern const SmoothEmeStage smooth_eme_stages[SMOOTH_EME_N_WIDTHS];

/* Names and shapes of the convolutions, for planes of these widths. specs
 * (out): indexed as the enumeration. */
void smooth_eme_describe (const int widths[SMOOTH_EME_N_WIDTHS],
                          SmoothConvSpec specs[N_CONVS]);

/* Reads the widths of the planes off set's tensors. widths (out). Errors:
 * SHAPE (a tensor is missing or has too many channels). */
gboolean smooth_eme_get_widths (const SmoothTensorSet *set,
                                int widths[SMOOTH_EME_N_WIDTHS],
                                GError **error);
