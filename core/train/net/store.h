/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Store: the memory of the images that one thread's state consists of, in one
 * arena that is taken once and laid out anew when the crop's size changes.
 *
 * train_store_begin (), then train_store_add () for every image, then
 * train_store_end (), which gives them their data; the images are the store's
 * until the next begin and must not be cleared.
 */
#pragma once

#include "train/base/image.h"

typedef struct _TrainStore TrainStore;

TrainStore *train_store_new (void);
void train_store_free (TrainStore *store);

void train_store_begin (TrainStore *store);

/* Sets the sizes of image, which must stay where it is. */
void train_store_add (
  TrainStore *store, TrainImage *image, int height, int width, int channels);

/* scratch_bytes of memory beside the images, for train_store_get_scratch.
 * Errors: NO_MEMORY. */
gboolean
train_store_end (TrainStore *store, gsize scratch_bytes, GError **error);

/* Aligned to 64 bytes, not cleared. */
void *train_store_get_scratch (const TrainStore *store);
