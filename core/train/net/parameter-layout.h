/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layout: where each tensor of a network's parameters stands in one vector of
 * numbers ("values"). The optimiser, the checkpoint and the sum of gradients
 * over a batch work on that vector.
 *
 * In the vector a convolution's weight is stored as output channel x row x
 * column x input channel, the order in which the gradient is computed; in files
 * it is output channel x input channel x row x column, as in PyTorch.
 * train_layout_read () and train_layout_write () convert. A layout never
 * changes, so any thread may use it. */
#pragma once

#include "file/tensor-set.h"
#include "net/weights.h"
#include "train/base/image.h"

typedef struct _TrainLayout TrainLayout;

/* Makes the layout of the tensors of spec, whose names and shapes are copied.
 * Free with train_layout_free (). */
TrainLayout *train_layout_new (const SmoothNetSpec *spec);

/* Frees layout, which may be NULL. */
void train_layout_free (TrainLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainLayout, train_layout_free)

/* Returns the length of the vector of parameters. */
gsize train_layout_get_n_values (const TrainLayout *layout);

/* Returns the index in the vector at which the tensor name ("e0.weight")
 * begins. There must be such a tensor. */
gsize train_layout_find (const TrainLayout *layout, const char *name);

/* Fills values, the whole vector, from the tensors of set. Errors: SHAPE,
 * FORMAT; they name the set, the tensor, what was found and what was wanted. */
gboolean train_layout_read (const TrainLayout *layout,
                            const SmoothTensorSet *set,
                            TrainReal *values,
                            GError **error);

/* Makes a new set with the network's tensors as they are in values, without
 * metadata. label: its name in messages, copied. Errors: NO_MEMORY. Free with
 * smooth_tensor_set_free (). */
SmoothTensorSet *train_layout_write (const TrainLayout *layout,
                                     const char *label,
                                     const TrainReal *values,
                                     GError **error);

/* Fills values with initial weights, a function of seed: uniform in [-1 / sqrt
 * (n), 1 / sqrt (n)], where n is the number of inputs that an output of the
 * layer has. Biases are drawn likewise, as in PyTorch. */
void
train_layout_draw (const TrainLayout *layout, guint64 seed, TrainReal *values);

/* Multiplies the numbers of the tensor name, which must be there, by factor. */
void train_layout_scale (const TrainLayout *layout,
                         const char *name,
                         double factor,
                         TrainReal *values);
