/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What mi-weights.c, mi-state.c and mi-train.c share of MI for training. */
#pragma once

#include "net/modulator.h"
#include "net/mi-architecture.h"
#include "net/net-mi.h"
#include "train/net/layer-conv.h"
#include "train/net/mi-train.h"
#include "train/net/modulator-train.h"
#include "train/net/image-arena.h"

/* Full, 1/2, 1/4, 1/8. */
#define N_SIZES SMOOTH_MI_N_WIDTHS

struct _TrainMi
{
  int widths[N_SIZES];
  SmoothSimd level;
  TrainLayout *layout;
  TrainConv *convs[N_CONVS];
  TrainModulator *modulator;
};

/* What a residual block x + b (m (f (a x))) leaves: x is elsewhere. */
typedef struct
{
  TrainImage tap;    /* f (a x) */
  TrainImage middle; /* m of that; where nothing modulates, not in use */
  TrainImage out;
} TrainMiBlock;

struct _TrainMiState
{
  TrainImageArena *store;
  const TrainImage *picture; /* borrowed between forward and backward */
  double strength;
  TrainReal gate[3];
  TrainReal *modulations, *modulation_gradients;
  double hidden[TRAIN_MODULATOR_N_HIDDEN];

  TrainImage in;                  /* picture and edges less their offsets */
  TrainImage entered[N_SIZES];    /* f (e0), f (e1 ..) ... */
  TrainMiBlock encoders[N_SIZES]; /* r1, r2 at 1 and 2 */
  TrainMiBlock mids[2];           /* mid.0, mid.1 */
  TrainMiBlock decoders[N_SIZES]; /* d0, d1, d2 */
  TrainImage climbed[N_SIZES]; /* u1, u2, u3's outputs, at the coarser size */
  TrainImage joined[N_SIZES];  /* skip + up-sampled */
  TrainImage chroma;           /* of the picture's blocks */
  TrainImage output;

  TrainImage output_gradient, residual_gradient;
  TrainImage in_gradient;
  TrainImage gradient[N_SIZES], inner[N_SIZES], climbed_gradient[N_SIZES];
  int height, width;
};

/* Gives state images for crops of height x width. Errors: NO_MEMORY. */
gboolean train_mi_state_lay_out (TrainMiState *state,
                                 const TrainMi *mi,
                                 int height,
                                 int width,
                                 GError **error);
