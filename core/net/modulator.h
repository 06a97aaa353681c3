/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Modulator: the small perceptron that turns the strength into a scale and a
 * shift for each channel of MI's decoder blocks (FiLM: Perez et al., 2018):
 *
 *   hidden = leaky (mlp.0 strength, 0.1),  modulations = mlp.2 hidden
 *
 * For a block of n channels: n scales, as what the channel is multiplied with
 * (1 + what the perceptron gives), then n shifts; block after block.
 */
#pragma once

#include "file/tensor.h"
#include "net/weights.h"

#define SMOOTH_MODULATOR_N_TENSORS 4

typedef struct _SmoothModulator SmoothModulator;

/* Names and shapes of its tensors for n_blocks blocks of these widths. */
void
smooth_modulator_describe (const int *widths,
                           int n_blocks,
                           SmoothTensorSpec specs[SMOOTH_MODULATOR_N_TENSORS]);

/* From a set that has been checked against that description, of which nothing
 * is kept. Free with smooth_modulator_free. Errors: NO_MEMORY. */
SmoothModulator *smooth_modulator_new (const SmoothTensorSet *set,
                                       const int *widths,
                                       int n_blocks,
                                       GError **error);
void smooth_modulator_free (SmoothModulator *modulator);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothModulator, smooth_modulator_free)

/* Number of modulations: twice the sum of the widths. */
int smooth_modulator_get_count (const SmoothModulator *modulator);

/* modulations (out): count floats for strength in [0, 1]. */
void smooth_modulator_apply (const SmoothModulator *modulator,
                             double strength,
                             float *modulations);
