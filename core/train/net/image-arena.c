/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/net/image-arena.h"

#include "base/arena.h"
#include "base/round.h"

/* The size in bytes of a gap behind each image. Without it images of equal size
 * would all begin at the same offset within a memory page, and the processor
 * would mistake loads from one for loads of what was just stored to another,
 * and wait. */
#define SKEW_BYTES (5 * SMOOTH_ALIGNMENT)

struct _TrainImageArena
{
  SmoothArena *memory;
  GPtrArray *images; /* the images (TrainImage) added since
                        train_image_arena_begin () */
  void *scratch;
};

TrainImageArena *
train_image_arena_new (void)
{
  TrainImageArena *arena = g_new0 (TrainImageArena, 1);

  arena->images = g_ptr_array_new ();
  return arena;
}

void
train_image_arena_free (TrainImageArena *arena)
{
  smooth_arena_free (arena->memory);
  g_ptr_array_unref (arena->images);
  g_free (arena);
}

void
train_image_arena_begin (TrainImageArena *arena)
{
  g_ptr_array_set_size (arena->images, 0);
}

void
train_image_arena_add (TrainImageArena *arena,
                       TrainImage *image,
                       int height,
                       int width,
                       int channels)
{
  *image = (TrainImage) { height, width, channels, NULL };
  g_ptr_array_add (arena->images, image);
}

/* Rounds n_bytes up to the alignment of the arena's buffers. */
static gsize
round_up (gsize n_bytes)
{
  return smooth_round_up_size (n_bytes, SMOOTH_ALIGNMENT);
}

gboolean
train_image_arena_end (TrainImageArena *arena,
                       gsize scratch_bytes,
                       GError **error)
{
  gsize n_bytes = round_up (scratch_bytes);

  for (guint i = 0; i < arena->images->len; i++)
    n_bytes +=
      round_up (train_image_size (arena->images->pdata[i]) * sizeof (TrainReal))
      + SKEW_BYTES;
  if (arena->memory == NULL || smooth_arena_get_size (arena->memory) < n_bytes)
    {
      g_clear_pointer (&arena->memory, smooth_arena_free);
      arena->memory = smooth_arena_new (n_bytes, error);
      if (arena->memory == NULL)
        return FALSE;
    }
  smooth_arena_reset (arena->memory);
  arena->scratch = smooth_arena_take (arena->memory, round_up (scratch_bytes));
  for (guint i = 0; i < arena->images->len; i++)
    {
      TrainImage *image = arena->images->pdata[i];
      guint8 *memory = smooth_arena_take (
        arena->memory,
        round_up (train_image_size (image) * sizeof (TrainReal)) + SKEW_BYTES);

      image->data = (TrainReal *) memory;
    }
  return TRUE;
}

void *
train_image_arena_get_scratch (const TrainImageArena *arena)
{
  return arena->scratch;
}
