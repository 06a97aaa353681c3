/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Functions on models that only core and the trainer use, in addition to
 * smooth/model.h. Thread-safe. */
#pragma once

#include <smooth/model.h>

#include "file/tensor-set.h"

/* Returns the tensors of network, which have been checked; borrowed from the
 * model. */
const SmoothTensorSet *smooth_model_get_tensors (const SmoothModel *model,
                                                 SmoothNetwork network);

/* Checks that set has the weights of network: that its metadata name the
 * network and the format that this version reads, and that its tensors are
 * those that the network needs, with finite numbers. Errors: FORMAT, VERSION,
 * SHAPE. */
gboolean smooth_model_check_set (const SmoothTensorSet *set,
                                 SmoothNetwork network,
                                 GError **error);
