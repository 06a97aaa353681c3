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

/* Each stage of EME works on a plane of its own: full size, 1/2, 1/4, 1/8. All
 * images of a plane have the same number of channels, called its width. */
#define SMOOTH_EME_N_WIDTHS 4

/* EME subtracts this from the picture's samples, which lie in [0, 1], so that
 * their mean is about 0. */
#define PICTURE_OFFSET 0.45f

/* The activation f is a leaky ReLU: it multiplies negative numbers with this
 * slope and leaves the others as they are. */
#define SLOPE 0.1f

/* Indices of the convolutions, named by stage; those of a stage are neighbours.
 */
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

/* Each stage has one side output, an edge map at the stage's resolution. */
#define N_SIDES SMOOTH_EME_N_WIDTHS

/* One stage: x = f (conv (x)), then n_residual times x = x + f (next conv (x)).
 * Its side output is a 1x1 convolution of the last x. */
typedef struct
{
  int conv; /* index of the stage's first convolution */
  int n_residual;
  int side; /* index of the side output's convolution */
} SmoothEmeStage;

/* All stages in their order. The first one reads the picture less
 * PICTURE_OFFSET; the first convolution of each other stage has stride 2. */
extern const SmoothEmeStage smooth_eme_stages[SMOOTH_EME_N_WIDTHS];

/* Writes the name and shape of each convolution to specs, at its index in the
 * enumeration above. widths: the number of channels on each of EME's four
 * planes. */
void smooth_eme_describe (const int widths[SMOOTH_EME_N_WIDTHS],
                          SmoothConvSpec specs[N_CONVS]);

/* Reads how many channels each of EME's four planes has from the shapes of the
 * tensors in set. Errors: SHAPE (a tensor is missing or has too many channels).
 */
gboolean smooth_eme_get_widths (const SmoothTensorSet *set,
                                int widths[SMOOTH_EME_N_WIDTHS],
                                GError **error);
