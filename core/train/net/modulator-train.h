/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The modulator, the perceptron that computes MI's scales and shifts from the
 * strength (see core/net/modulator.h), forward and backward.
 */
#pragma once

#include "train/net/parameter-layout.h"

/* The number of units of the modulator's hidden layer. */
#define TRAIN_MODULATOR_N_HIDDEN 32

typedef struct _TrainModulator TrainModulator;

/* Makes a modulator for n_blocks blocks, block i with widths[i] channels. Its
 * four tensors must be in layout, which is not needed after the call; their
 * numbers are not set yet. Free with train_modulator_free (). */
TrainModulator *train_modulator_new (const TrainLayout *layout,
                                     const int *widths,
                                     int n_blocks);

/* Frees modulator, which may be NULL. */
void train_modulator_free (TrainModulator *modulator);

/* Copies the modulator's parameters from values, the network's vector of
 * parameters. Not while a thread uses modulator. */
void train_modulator_set_values (TrainModulator *modulator,
                                 const TrainReal *values);

/* Returns the number of modulations: a scale and a shift for each channel of
 * each block. */
int train_modulator_get_count (const TrainModulator *modulator);

/* Computes the modulations for strength in [0, 1]: for each block all scales,
 * then all shifts. hidden (out): the hidden layer's results, which the backward
 * pass needs. Thread-safe. */
void train_modulator_forward (const TrainModulator *modulator,
                              double strength,
                              TrainReal *modulations,
                              double hidden[TRAIN_MODULATOR_N_HIDDEN]);

/* Adds the gradients of the modulator's parameters to values, the network's
 * vector of gradients. modulations: the gradients at the modulations. strength
 * and hidden must be as in the forward pass. Thread-safe if each thread has its
 * own values. */
void train_modulator_backward (const TrainModulator *modulator,
                               double strength,
                               const TrainReal *modulations,
                               const double hidden[TRAIN_MODULATOR_N_HIDDEN],
                               TrainReal *values);
