/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What eme-weights.c and eme-train.c share of EME for training. */
#pragma once

#include "net/eme-architecture.h"
#include "net/net-eme.h"
#include "train/net/eme-train.h"
#include "train/net/layer-conv.h"

#define N_STAGES SMOOTH_EME_N_WIDTHS

struct _TrainEme
{
  int widths[N_STAGES];
  SmoothSimd level;
  TrainLayout *layout;
  TrainConv *convs[FUSE];
  TrainReal fuse_weight[N_SIDES], fuse_bias;
  gsize fuse_weight_at, fuse_bias_at;
};
