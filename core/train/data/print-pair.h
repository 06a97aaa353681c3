/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training pairs of prints: a picture under a halftone screen (halftone.h), on
 * cloth or on paper (cloth.h), and the picture. People want these patterns
 * gone, however strong they are, so they are not weakened by a fixed amount as
 * other textures are (texture.h): strength s removes the share min (1, s / 0.5)
 * of them. */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"

/* From this strength on, nothing of a screen, of cloth or of paper is left in
 * the truth. */
#define TRAIN_PRINT_GONE_AT 0.5

/* Makes a training pair from truth, which holds any picture (square, 3
 * channels, values in [0, 1]): changes it to what can be printed (a smaller
 * range of tones, perhaps grey or softer, perhaps with lines or letters over
 * it), fills input (of the same shape, initialised) with the print of it, and
 * adds to truth the share of the pattern that strength does not remove.
 * Thread-safe if each thread has its own random. */
void train_print_pair_make (TrainRandom *random,
                            double strength,
                            TrainImage *truth,
                            TrainImage *input);
