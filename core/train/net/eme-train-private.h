/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EME for training, as eme-weights.c (parameters), eme-activations.c (memory)
 * and eme-train.c (passes) share it.
 */
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
  TrainConv
    *convs[FUSE]; /* all but the fusion, by eme-architecture.h's names */
  TrainReal fuse_weight[N_SIDES], fuse_bias;
  gsize fuse_weight_at, fuse_bias_at; /* indices in the parameters' vector */
};

/* The images of a stage: at 1 / 2^stage of full size, with the stage's width of
 * channels, the side output's with one. */
typedef struct
{
  TrainImage first;                    /* f (conv (in)) */
  TrainImage activated[MAX_RESIDUALS]; /* f (conv (x)) of x + f (conv (x)) */
  TrainImage out[MAX_RESIDUALS];       /* x + f (conv (x)) */
  TrainImage side;
  TrainImage gradient; /* at the stage's output, then at each layer below it */
  TrainImage inner;    /* gradient at a convolution's sums */
  TrainImage side_gradient;
} Stage;

struct _TrainEmeActivations
{
  TrainImageArena *arena;
  int height, width;   /* of the picture that the arena is cut for; 0: none */
  TrainEmeDepth depth; /* of the last forward pass */
  TrainEmeDepth room;  /* the depth that the arena is cut for */
  int n_stages;        /* that the last forward pass computed */
  TrainImage in;       /* the picture less its offset */
  Stage stages[N_STAGES];
  TrainImage edges;
  TrainImage logits[TRAIN_EME_N_LOGITS];
  TrainImage logits_gradient[TRAIN_EME_N_LOGITS];
};

/* Cuts the arena for activations->depth and a picture of height x width, if it
 * is not cut so yet. Errors: NO_MEMORY. */
gboolean train_eme_activations_lay_out (TrainEmeActivations *activations,
                                        const TrainEme *eme,
                                        int height,
                                        int width,
                                        GError **error);
