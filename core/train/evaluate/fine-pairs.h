/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes pairs with fine textures alone out of other pairs of an input and its
 * truth (the input without texture). In waves longer than 14 px nobody can tell
 * texture from shading, so with them a comparison of filters measures guesses.
 * The new pairs have the same structures without such waves in the texture.
 */
#pragma once

#include "train/evaluate/test-pairs.h"

/* The sigma, in pixels, of a Gaussian that halves the amplitude of waves with a
 * length of 14 px. */
#define TRAIN_FINE_PAIRS_SIGMA_PX 2.6

/* Computes fine, the new input of one pair. The texture T = input - truth is
 * freed of long waves: T' = T - (T blurred by the Gaussian). Then fine = truth
 * + T', clipped to [0, 1]. All pictures have the same size. Errors: NO_MEMORY.
 */
gboolean train_fine_pairs_make (const TrainPicture *input,
                                const TrainPicture *truth,
                                TrainPicture *fine,
                                GError **error);

/* Writes the new pairs of set as NAME-input.png and NAME-truth.png into the
 * folder out, which must exist. Errors: IO, NO_MEMORY; CANCELLED (base/stop.h).
 */
gboolean train_fine_pairs_save (const TrainTestPairs *set,
                                const char *out,
                                GError **error);
