/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Image arena: the memory of all images that one thread works on, in one
 * allocation. It is kept from sample to sample, and divided among the images
 * anew when the crop's size changes. Not thread-safe.
 *
 * Call train_image_arena_begin (), then train_image_arena_add () for each
 * image, then train_image_arena_end (), which gives the images their data. The
 * data belong to the arena: they are valid until the next
 * train_image_arena_begin (), and the images must not be cleared.
 */
#pragma once

#include "train/base/image.h"

typedef struct _TrainImageArena TrainImageArena;

/* Makes an arena without memory. Free with train_image_arena_free (). */
TrainImageArena *train_image_arena_new (void);
void train_image_arena_free (TrainImageArena *arena);

/* Forgets all images that were added. */
void train_image_arena_begin (TrainImageArena *arena);

/* Adds image, which will have this size. It is borrowed until
 * train_image_arena_end (), so it must not move. */
void train_image_arena_add (TrainImageArena *arena,
                            TrainImage *image,
                            int height,
                            int width,
                            int channels);

/* Gives memory to all images, and takes scratch_bytes bytes more for the
 * caller. The contents are undefined. Errors: NO_MEMORY; then no image has
 * data. */
gboolean train_image_arena_end (TrainImageArena *arena,
                                gsize scratch_bytes,
                                GError **error);

/* Returns the caller's scratch_bytes bytes, aligned to 64; borrowed. */
void *train_image_arena_get_scratch (const TrainImageArena *arena);
