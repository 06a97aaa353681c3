/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layout: the places of a network's tensors in one vector of numbers, which is
 * what the optimiser, the checkpoint and the reduction over samples work on.
 *
 * A convolution's weight lies as out x row x column x in there (a sample's
 * gradient is summed in that order), in files as PyTorch has it, out x in x
 * row x column; read and write change the order. Immutable, any thread.
 */
#pragma once

#include "file/tensor.h"
#include "net/weights.h"
#include "train/base/image.h"

typedef struct _TrainLayout TrainLayout;

/* Of the tensors of spec, whose names and shapes are copied. */
TrainLayout *train_layout_new (const SmoothNetSpec *spec);
void train_layout_free (TrainLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainLayout, train_layout_free)

/* Numbers in the vector. */
gsize train_layout_get_n_values (const TrainLayout *layout);

/* Where tensor name ("e0.weight") begins in the vector. It must be there. */
gsize train_layout_find (const TrainLayout *layout, const char *name);

/* Fills values (n_values) from set. Errors: SHAPE, FORMAT, naming set, tensor,
 * got and wanted. */
gboolean train_layout_read (const TrainLayout *layout,
                            const SmoothTensorSet *set,
                            TrainReal *values,
                            GError **error);

/* A new set of that label with the network's tensors, without metadata. Errors:
 * NO_MEMORY. */
SmoothTensorSet *train_layout_write (const TrainLayout *layout,
                                     const char *label,
                                     const TrainReal *values,
                                     GError **error);

/* First weights, drawn from seed: uniform in +-1 / sqrt (inputs of an output),
 * biases too, as PyTorch does. */
void
train_layout_draw (const TrainLayout *layout, guint64 seed, TrainReal *values);

/* Multiplies the values of tensor name by factor. */
void train_layout_scale (const TrainLayout *layout,
                         const char *name,
                         double factor,
                         TrainReal *values);
