/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the engine sees of a model beside its public header. */
#pragma once

#include <smooth/model.h>

#include "kernel/tensor.h"

/* Checked tensors of one network, borrowed. Thread-safe. */
const SmoothTensorSet *
smooth_model_get_tensors (const SmoothModel *model, SmoothNetwork network);
