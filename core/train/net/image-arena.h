/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Store: the memory of the images that one thread's state consists of, in one
 * arena that is taken once and laid out anew when the crop's size changes.
 *
 * train_image_arena_begin (), then train_image_arena_add () for every image, then
 * train_image_arena_end (), which gives them their data; the images are the store's
 * until the next begin and must not be cleared.
 */
#pragma once

#include "train/base/image.h"

typedef struct _TrainImageArena TrainImageArena;

TrainImageArena *train_image_arena_new (void);
void train_image_arena_free (TrainImageArena *store);

void train_image_arena_begin (TrainImageArena *store);

/* Sets the sizes of image, which must stay where it is. */
void train_image_arena_add (
  TrainImageArena *store, TrainImage *image, int height, int width, int channels);

/* scratch_bytes of memory beside the images, for train_image_arena_get_scratch.
 * Errors: NO_MEMORY. */
gboolean
train_image_arena_end (TrainImageArena *store, gsize scratch_bytes, GError **error);

/* Aligned to 64 bytes, not cleared. */
void *train_image_arena_get_scratch (const TrainImageArena *store);
