/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What mi-weights.c and mi-train.c share of MI for training. */
#pragma once

#include "net/net-mi-private.h"
#include "net/net-mi.h"
#include "train/net/layer-conv.h"
#include "train/net/mi-train.h"
#include "train/net/modulator-train.h"

/* Full, 1/2, 1/4, 1/8. */
#define N_SIZES SMOOTH_MI_N_WIDTHS

struct _TrainMi
{
  int widths[N_SIZES];
  SmoothCpuLevel level;
  TrainLayout *layout;
  TrainConv *convs[N_CONVS];
  TrainModulator *modulator;
};
