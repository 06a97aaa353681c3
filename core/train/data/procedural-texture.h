/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Textures that are computed: gratings, checks, dots, bricks, weaves,
 * band-passed noise, plain noise; some bent, some coloured.
 */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"

typedef enum
{
  TRAIN_TEXTURE_GRATING,
  TRAIN_TEXTURE_CHECKS,
  TRAIN_TEXTURE_DOTS,
  TRAIN_TEXTURE_BRICKS,
  TRAIN_TEXTURE_WAFFLE,
  TRAIN_TEXTURE_WEAVE,
  TRAIN_TEXTURE_BAND_NOISE,
  TRAIN_TEXTURE_NOISE,
  TRAIN_TEXTURE_N_KINDS,
} TrainTextureKind;

/* Fills texture (height x width x 3, initialised) with a texture of mean 0 and
 * deviation 1 (over all samples), its period 2.2 - 14 px. */
void train_procedural_texture_fill (TrainRandom *random,
                            TrainTextureKind kind,
                            TrainImage *texture);

/* Makes texture's mean 0 and its deviation 1; one without contrast becomes 0.
 * Returns the deviation before. */
double train_texture_normalize (TrainImage *texture);
