/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MI for training, as mi-weights.c (parameters), mi-activations.c (memory) and
 * mi-train.c (passes) share it.
 */
#pragma once

#include "net/mi-architecture.h"
#include "net/modulator.h"
#include "net/net-mi.h"
#include "train/net/image-arena.h"
#include "train/net/layer-conv.h"
#include "train/net/mi-train.h"
#include "train/net/modulator-train.h"

/* The planes: full size, 1/2, 1/4, 1/8. */
#define N_SIZES SMOOTH_MI_N_WIDTHS

struct _TrainMi
{
  int widths[N_SIZES];
  SmoothSimd simd;
  TrainLayout *layout;
  TrainConv *convs[N_CONVS]; /* by mi-architecture.h's names */
  TrainModulator *modulator;
};

/* The images of a step of smooth_mi_steps, on the step's plane and with its
 * width of channels but where noted. Only out is made by every operation. */
typedef struct
{
  TrainImage out;
  TrainImage activated; /* of a block x + b (m (f (a x))): f (a x) */
  TrainImage modulated; /* of a modulated block: m (f (a x)) */
  TrainImage coarse;    /* of an up-sampling: conv (y), of half the size */
} TrainMiStep;

struct _TrainMiActivations
{
  TrainImageArena *arena;
  int height, width;         /* that the arena is cut for; 0: it is not */
  const TrainImage *picture; /* borrowed between forward and backward pass */
  double strength;
  TrainReal gate[3]; /* tanh (8 strength), for each channel of the residual */
  TrainReal *modulations, *modulation_gradients;
  double hidden[TRAIN_MODULATOR_N_HIDDEN];

  TrainImage in; /* picture and edge map less their offsets, 4 channels */
  TrainMiStep steps[SMOOTH_MI_N_STEPS];
  TrainImage chroma; /* of the picture's blocks */
  TrainImage output;

  TrainImage output_gradient, residual_gradient, in_gradient;
  TrainImage gradient[N_SIZES];        /* on each plane: see mi-train.c */
  TrainImage inner[N_SIZES];           /* at a block's first convolution */
  TrainImage coarse_gradient[N_SIZES]; /* at coarse, of half the size */
};

/* Cuts the arena for crops of height x width, if it is not cut so yet. Errors:
 * NO_MEMORY. */
gboolean train_mi_activations_lay_out (TrainMiActivations *activations,
                                       const TrainMi *mi,
                                       int height,
                                       int width,
                                       GError **error);

/* Writes the network's input from picture (RGB) and edges (1 channel), less
 * their offsets. */
void train_mi_activations_pack (TrainMiActivations *activations,
                                const TrainImage *picture,
                                const TrainImage *edges);

/* Adds the gradient at the network's input to picture and edges, the gradients
 * of both; NULL: not wanted. The picture is also a summand of the output. */
void train_mi_activations_unpack (const TrainMiActivations *activations,
                                  TrainImage *picture,
                                  TrainImage *edges);
