/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What core sees of a model, in addition to smooth/model.h. Thread-safe. */
#pragma once

#include <smooth/model.h>

#include "file/tensor.h"

/* The tensors of network, which have been checked; borrowed from the model. */
const SmoothTensorSet *smooth_model_get_tensors (const SmoothModel *model,
                                                 SmoothNetwork network);

/* Whether set holds the weights of network: its metadata name the network and
 * the format that this version reads, and its tensors are those that the
 * network needs, and finite. Errors: FORMAT, VERSION, SHAPE. */
gboolean smooth_model_check_set (const SmoothTensorSet *set,
                                 SmoothNetwork network,
                                 GError **error);
