/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The internal structs of EME, the edge map extractor, for training, for
 * eme-weights.c (parameters), eme-activation-memory.c (memory) and eme-train.c
 * (passes). */
#pragma once

#include "net/eme-architecture.h"
#include "net/net-eme.h"
#include "train/net/eme-train.h"
#include "train/net/image-arena.h"
#include "train/net/layer-conv.h"

#define N_STAGES SMOOTH_EME_N_WIDTHS

/* The most residual convolutions that a stage has. */
#define MAX_RESIDUALS 2

struct _TrainEme
{
  int widths[N_STAGES];
  SmoothSimd simd;
  TrainLayout *layout;
  /* The convolution layers, indexed by the enumeration in
   * net/eme-architecture.h. Its last layer, FUSE, a weighted sum of the side
   * outputs, is not computed as a convolution. */
  TrainConv *convs[FUSE];
  TrainReal fuse_weight[N_SIDES], fuse_bias;
  gsize fuse_weight_at, fuse_bias_at; /* where fuse_weight and fuse_bias stand
                                         in the vector of parameters */
};

/* The images of one stage. They are 1 / 2^stage of full size and have the
 * stage's number of channels, except for the side output, which has one. conv
 * stands for the stage's convolutions, f for the activation. */
typedef struct
{
  /* The result of the stage's first layer, f (conv (in)). */
  TrainImage first;
  /* A residual layer x + f (conv (x)) has two images: f (conv (x)), which the
   * backward pass needs, and the sum. */
  TrainImage activated[MAX_RESIDUALS];
  TrainImage out[MAX_RESIDUALS];
  TrainImage side;
  /* The gradient at the stage's output. The backward pass through the stage
   * replaces it, layer by layer, with the gradient at the layer's input. */
  TrainImage gradient;
  TrainImage inner; /* the gradient at a layer's sums, before the activation */
  TrainImage side_gradient;
} Stage;

struct _TrainEmeActivations
{
  TrainImageArena *arena;
  /* The size of the picture for which the arena has images; 0: none. */
  int height, width;
  TrainEmeDepth depth; /* how far the last forward pass went */
  TrainEmeDepth room;  /* the depth for which the arena has images */
  int n_stages;        /* stages that the last forward pass computed */
  TrainImage in;       /* the picture minus PICTURE_OFFSET */
  Stage stages[N_STAGES];
  TrainImage edges;
  TrainImage logits[TRAIN_EME_N_LOGITS];
  TrainImage logits_gradient[TRAIN_EME_N_LOGITS];
};

/* Gives memory to all images for activations->depth and a picture of height x
 * width, unless they have it already. Errors: NO_MEMORY. */
gboolean train_eme_activations_lay_out (TrainEmeActivations *activations,
                                        const TrainEme *eme,
                                        int height,
                                        int width,
                                        GError **error);
