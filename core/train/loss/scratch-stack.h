/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TrainScratch: a stack of buffers for temporary results of the losses. Each
 * thread has one.
 *
 * A loss takes buffers from the stack and, when it returns, rewinds the stack
 * to where it was. The memory is kept for the next sample, so that a training
 * step neither allocates memory nor uses memory that is not in the cache yet.
 * Not thread-safe.
 */
#pragma once

#include "train/base/image.h"

typedef struct _TrainScratch TrainScratch;

/* Makes an empty stack. Free with train_scratch_free (). */
TrainScratch *train_scratch_new (void);

/* Frees the stack, which may be NULL, and all memory taken from it. */
void train_scratch_free (TrainScratch *scratch);

/* Returns the present height of the stack, for train_scratch_rewind (). */
gsize train_scratch_mark (const TrainScratch *scratch);

/* Takes a buffer of n numbers, aligned to 64 bytes, whose contents are
 * undefined. It belongs to the stack, and is valid until the stack is rewound
 * to a mark from before this call. */
TrainReal *train_scratch_take (TrainScratch *scratch, gsize n);

/* Gives back all buffers that were taken since train_scratch_mark () returned
 * mark. */
void train_scratch_rewind (TrainScratch *scratch, gsize mark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainScratch, train_scratch_free)
