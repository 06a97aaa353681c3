/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The insides of MI for training, for mi-weights.c (parameters),
 * mi-activations.c (memory) and mi-train.c (passes).
 */
#pragma once

#include "net/mi-architecture.h"
#include "net/modulator.h"
#include "net/net-mi.h"
#include "train/net/image-arena.h"
#include "train/net/layer-conv.h"
#include "train/net/mi-train.h"
#include "train/net/modulator-train.h"

/* The number of plane sizes: full size, 1/2, 1/4, 1/8. */
#define N_SIZES SMOOTH_MI_N_WIDTHS

struct _TrainMi
{
  int widths[N_SIZES];
  SmoothSimd simd;
  TrainLayout *layout;
  TrainConv *convs[N_CONVS]; /* the layers, indexed as in mi-architecture.h */
  TrainModulator *modulator;
};

/* The images of one step of smooth_mi_steps (net/mi-architecture.h). Unless
 * noted, they have the size and the number of channels of the step's plane.
 * Every step has out; the others belong to some kinds of steps. a and b are the
 * two convolutions of a residual block, f the activation, m the modulation by
 * the strength. */
typedef struct
{
  TrainImage out;
  /* f (a (x)), in a residual block x + b (m (f (a (x)))). */
  TrainImage activated;
  TrainImage modulated; /* m (f (a (x))), in a modulated block */
  TrainImage coarse;    /* conv (y), in an up-sampling step; of half the size */
} TrainMiStep;

struct _TrainMiActivations
{
  TrainImageArena *arena;
  /* The size of the crop for which the arena has images; 0: none. */
  int height, width;
  const TrainImage *picture; /* borrowed from the forward until the backward
                                pass */
  double strength;
  TrainReal gate[3]; /* the residual's channels are multiplied with these: tanh
                        (8 strength) */
  TrainReal *modulations, *modulation_gradients;
  double hidden[TRAIN_MODULATOR_N_HIDDEN];

  TrainImage in; /* picture and edge map less their offsets, 4 channels */
  TrainMiStep steps[SMOOTH_MI_N_STEPS];
  TrainImage chroma; /* chroma of the picture's 8x8 blocks (layer-chroma.h) */
  TrainImage output;

  TrainImage output_gradient, residual_gradient, in_gradient;
  /* The gradient at the place that the backward pass has reached on each plane.
   */
  TrainImage gradient[N_SIZES];
  TrainImage inner[N_SIZES];           /* gradients within a residual block,
                                          after its first convolution */
  TrainImage coarse_gradient[N_SIZES]; /* gradients at TrainMiStep.coarse, of
                                          half the size */
};

/* Gives memory to all images for crops of height x width, unless they have it
 * already. Errors: NO_MEMORY. */
gboolean train_mi_activations_lay_out (TrainMiActivations *activations,
                                       const TrainMi *mi,
                                       int height,
                                       int width,
                                       GError **error);

/* Writes the network's input, 4 channels: picture (RGB) and edges (1 channel),
 * less their offsets. */
void train_mi_activations_pack (TrainMiActivations *activations,
                                const TrainImage *picture,
                                const TrainImage *edges);

/* Adds the gradient at the network's input to picture and edges, which are the
 * gradients at the two parts of the input; NULL: not wanted. picture also gets
 * the gradient at the output, since the output is picture + residual. */
void train_mi_activations_unpack (const TrainMiActivations *activations,
                                  TrainImage *picture,
                                  TrainImage *edges);
