/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Modulator: a small perceptron that computes, from the strength, a scale and a
 * shift for each channel of MI's modulated blocks (FiLM: Perez et al., 2018):
 *
 *   hidden      = leaky (weight of mlp.0 * strength + bias of mlp.0, 0.1)
 *   modulations = weight of mlp.2 * hidden + bias of mlp.2
 *
 * mlp.0 and mlp.2 are the two layers' names in the weights. The modulations
 * stand block after block: a block of n channels has n scales, to each of which
 * 1 is added, and then n shifts. A modulator is immutable.
 */
#pragma once

#include "file/tensor-set.h"
#include "net/weights.h"

#define SMOOTH_MODULATOR_N_TENSORS 4

typedef struct _SmoothModulator SmoothModulator;

/* Writes to specs the names and shapes of the tensors of a modulator for
 * n_blocks blocks, of which number i has widths[i] channels. Thread-safe. */
void
smooth_modulator_describe (const int *widths,
                           int n_blocks,
                           SmoothTensorSpec specs[SMOOTH_MODULATOR_N_TENSORS]);

/* Makes a modulator from the tensors in set, which must have the names and
 * shapes that smooth_modulator_describe () gives; nothing of set is kept. Free
 * with smooth_modulator_free (). Thread-safe. Errors: NO_MEMORY. */
SmoothModulator *smooth_modulator_new (const SmoothTensorSet *set,
                                       const int *widths,
                                       int n_blocks,
                                       GError **error);
void smooth_modulator_free (SmoothModulator *modulator);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothModulator, smooth_modulator_free)

/* Returns the number of modulations: a scale and a shift for each channel of
 * each block. Thread-safe.
 */
int smooth_modulator_get_count (const SmoothModulator *modulator);

/* Computes the modulations, smooth_modulator_get_count () numbers, for strength
 * in [0, 1]. Thread-safe. */
void smooth_modulator_apply (const SmoothModulator *modulator,
                             double strength,
                             float *modulations);
