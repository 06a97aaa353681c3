/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training pairs of prints. The input is a picture that is either printed by a
 * halftone screen (halftone.h) or lies on cloth or paper (cloth.h); the truth
 * is the picture without that pattern. A pattern is removed in proportion to
 * its contrast: strength s removes the share min (1, s / 0.5) of it, so from
 * 0.5 on nothing is left, however strong it was. Of other textures (texture.h)
 * a fixed amount of contrast is removed, so that something of a strong one is
 * left.
 */
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
