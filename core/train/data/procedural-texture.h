/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Computed textures: gratings, checks, dots, bricks, weaves, the same small
 * glyph in every cell, band-passed noise and white noise; some of them bent,
 * some coloured.
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
  TRAIN_TEXTURE_GLYPHS,
  TRAIN_TEXTURE_BAND_NOISE,
  TRAIN_TEXTURE_NOISE,
  TRAIN_TEXTURE_N_KINDS,
} TrainTextureKind;

/* Fills texture (height x width x 3, initialised) with a random texture of this
 * kind, of mean 0 and standard deviation 1 over all values and a period of 2.2
 * to 14 px along both axes of the pattern, noise up to 15 px. Thread-safe if
 * each thread has its own random. */
void train_procedural_texture_fill (TrainRandom *random,
                                    TrainTextureKind kind,
                                    TrainImage *texture);

/* Shifts and scales texture to mean 0 and standard deviation 1 over all values;
 * a texture without contrast becomes 0. Returns the standard deviation that it
 * had. */
double train_texture_normalize (TrainImage *texture);
