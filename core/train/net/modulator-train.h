/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The perceptron that turns the strength into scales and shifts (see
 * core/net/modulator.h), there and back.
 */
#pragma once

#include "train/net/layout.h"

#define TRAIN_MODULATOR_N_HIDDEN 32

typedef struct _TrainModulator TrainModulator;

/* n_blocks blocks of these widths; the tensors are to be found in layout. */
TrainModulator *train_modulator_new (const TrainLayout *layout,
                                     const int *widths,
                                     int n_blocks);
void train_modulator_free (TrainModulator *modulator);

void train_modulator_set_values (TrainModulator *modulator,
                                 const TrainReal *values);

/* Twice the sum of the widths. */
int train_modulator_get_count (const TrainModulator *modulator);

/* modulations (out): count numbers. hidden (out): what backward needs. */
void train_modulator_forward (const TrainModulator *modulator,
                              double strength,
                              TrainReal *modulations,
                              double hidden[TRAIN_MODULATOR_N_HIDDEN]);

/* modulations: their gradients; values: the network's, added to. */
void train_modulator_backward (const TrainModulator *modulator,
                               double strength,
                               const TrainReal *modulations,
                               const double hidden[TRAIN_MODULATOR_N_HIDDEN],
                               TrainReal *values);
