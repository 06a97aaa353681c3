/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TrainScratch: memory that the losses work in, one object per thread.
 *
 * A loss takes buffers from it as from a stack and gives all of them back when
 * it returns; the memory itself stays for the next sample, so that a training
 * step neither allocates nor touches fresh pages. Not thread-safe.
 */
#pragma once

#include "train/base/image.h"

typedef struct _TrainScratch TrainScratch;

/* An empty scratch memory. Free with train_scratch_free (). */
TrainScratch *train_scratch_new (void);

/* Frees scratch and its memory; NULL is allowed. */
void train_scratch_free (TrainScratch *scratch);

/* How much is taken at present, for train_scratch_rewind (). */
gsize train_scratch_mark (const TrainScratch *scratch);

/* Takes n numbers, aligned to 64 bytes, of undefined value. They stay valid
 * until scratch is rewound to a mark before them. */
TrainReal *train_scratch_take (TrainScratch *scratch, gsize n);

/* Gives back all that was taken since mark. */
void train_scratch_rewind (TrainScratch *scratch, gsize mark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainScratch, train_scratch_free)
