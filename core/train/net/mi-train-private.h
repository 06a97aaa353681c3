/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The internal structs of MI, the main interpreter, for training, for
 * mi-weights.c (parameters), mi-activation-memory.c (memory) and mi-train.c
 * (passes). */
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
  /* the convolution layers, indexed by the enumeration in
   * net/mi-architecture.h */
  TrainConv *convs[N_CONVS];
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
  /* f (a (x)) in a residual block x + b (m (f (a (x)))): the activated result
   * of its first convolution. */
  TrainImage activated;
  /* m (f (a (x))) in a modulated block: f (a (x)) after the modulation, scaled
   * and shifted. */
  TrainImage modulated;
  /* The result of an up-sampling step's convolution, before it is up-sampled;
   * of half the plane's size. */
  TrainImage coarse;
} TrainMiStep;

struct _TrainMiActivations
{
  TrainImageArena *arena;
  /* The size of the crop for which the arena has images; 0: none. */
  int height, width;
  /* borrowed from the forward pass until the backward pass */
  const TrainImage *picture;
  double strength;
  /* tanh (8 strength), for each channel: the residual is multiplied by this. */
  TrainReal gate[3];
  TrainReal *modulations, *modulation_gradients;
  double hidden[TRAIN_MODULATOR_N_HIDDEN];

  /* the network's input: picture and edge map minus their offsets, 4
   * channels */
  TrainImage in;
  TrainMiStep steps[SMOOTH_MI_N_STEPS];
  TrainImage
    chroma; /* chroma of the picture's 8x8 blocks (layer-colour-gate.h) */
  TrainImage output;

  TrainImage output_gradient, residual_gradient, in_gradient;
  /* For each plane size, the gradient at the step's output that the backward
   * pass has reached (see mi-train.c). */
  TrainImage gradient[N_SIZES];
  /* gradients between the two convolutions of a residual block */
  TrainImage inner[N_SIZES];
  /* gradients at the image coarse of an up-sampling step, of half the plane's
   * size */
  TrainImage coarse_gradient[N_SIZES];
};

/* Gives memory to all images for crops of height x width, unless they have it
 * already. Errors: NO_MEMORY. */
gboolean train_mi_activations_lay_out (TrainMiActivations *activations,
                                       const TrainMi *mi,
                                       int height,
                                       int width,
                                       GError **error);

/* Writes the network's input, 4 channels: picture (RGB) minus PICTURE_OFFSET,
 * and edges (1 channel) minus EDGE_OFFSET. */
void train_mi_activations_pack (TrainMiActivations *activations,
                                const TrainImage *picture,
                                const TrainImage *edges);

/* Adds the gradient at the network's input to picture and edges, images with
 * the gradients at the picture (the input's first three channels) and at the
 * edge map (its fourth channel); NULL: not wanted. picture also gets the
 * gradient at the output, since the output is picture + residual. */
void train_mi_activations_unpack (const TrainMiActivations *activations,
                                  TrainImage *picture,
                                  TrainImage *edges);
