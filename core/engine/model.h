/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What core sees of a model beyond smooth/model.h. */
#pragma once

#include <smooth/model.h>

#include "file/tensor.h"

/* The checked tensors of a network; borrowed, as long-lived as the model. */
const SmoothTensorSet *smooth_model_get_tensors (const SmoothModel *model,
                                                 SmoothNetwork network);

/* Whether set can serve as network: its metadata name it and the format that
 * this build reads, and its tensors are the network's. Errors: FORMAT,
 * VERSION, SHAPE. Thread-safe. */
gboolean smooth_model_check_set (const SmoothTensorSet *set,
                                 SmoothNetwork network,
                                 GError **error);
