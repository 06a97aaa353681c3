/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pairs whose texture is fine alone. Of textures coarser than 14 px nobody can
 * tell whether they are texture or shading, so that pairs which hold such
 * textures measure a guess. These have the same structures without them.
 */
#pragma once

#include "train/evaluate/pair-set.h"

/* A Gaussian of so many pixels halves waves of 14 px. */
#define TRAIN_FINE_PAIRS_SIGMA_PX 2.6

/* Makes fine, the input of one pair: T = input - truth less its Gaussian of
 * TRAIN_FINE_PAIRS_SIGMA_PX, then clip (truth + T). All of one shape. Errors:
 * NO_MEMORY. */
gboolean train_fine_pairs_make (const TrainPicture *input,
                                const TrainPicture *truth,
                                TrainPicture *fine,
                                GError **error);

/* Writes the fine pairs of set as NAME-input.png and NAME-truth.png into the
 * folder out, which is there. Errors: IO, NO_MEMORY; CANCELLED (base/stop.h).
 */
gboolean train_fine_pairs_save (const TrainPairSet *set,
                                const char *out,
                                GError **error);
