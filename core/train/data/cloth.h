/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pictures are painted, printed or photographed on: linen, canvas, and
 * paper with fibres. They make a picture darker or lighter by a share of its
 * own brightness.
 */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"

typedef enum
{
  TRAIN_CLOTH_LINEN, /* threads of both directions, each of its own lightness */
  TRAIN_CLOTH_CANVAS, /* threads that go over and under each other by turns */
  TRAIN_CLOTH_PAPER,  /* short bent fibres in all directions, and grain */
  TRAIN_CLOTH_N_KINDS,
} TrainClothKind;

/* Fills relief (height x width x 3, initialised, its channels equal) with a
 * random cloth of this kind, of mean 0 and standard deviation 1, without waves
 * longer than about 14 px. Thread-safe if each thread has its own random. */
void
train_cloth_draw (TrainRandom *random, TrainClothKind kind, TrainImage *relief);
