/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training pairs of prints: a picture under a halftone screen (halftone.h), on
 * cloth or on paper (cloth.h), and the picture. People want these patterns
 * gone, however strong they are, so the law of other textures does not hold for
 * them (texture.h): strength s takes the share min (1, s / 0.5).
 */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"

/* The strength from which on nothing of such a pattern is left. */
#define TRAIN_PRINT_GONE_AT 0.5

/* Makes a pair of truth, which holds any picture (square, 3 channels, values in
 * [0, 1]): changes it to what can be printed (a smaller range of tones, perhaps
 * grey or softer, perhaps with lines or letters over it), fills input (of the
 * same shape, initialised) with the print of it, and leaves in truth the share
 * of the pattern that strength does not take. Thread-safe if each thread has
 * its own random. */
void train_print_pair_make (TrainRandom *random,
                            double strength,
                            TrainImage *truth,
                            TrainImage *input);
