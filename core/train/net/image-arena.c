/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/net/image-arena.h"

#include "base/arena.h"

/* Between two images, so that equally large ones do not all begin at the same
 * place of a page, where loads would wait for stores to another. */
#define SKEW_BYTES (5 * SMOOTH_ALIGNMENT)

struct _TrainImageArena
{
  SmoothArena *arena;
  GPtrArray *images; /* of this layout */
  void *scratch;
};

TrainImageArena *
train_image_arena_new (void)
{
  TrainImageArena *store = g_new0 (TrainImageArena, 1);

  store->images = g_ptr_array_new ();
  return store;
}

void
train_image_arena_free (TrainImageArena *store)
{
  smooth_arena_free (store->arena);
  g_ptr_array_unref (store->images);
  g_free (store);
}

void
train_image_arena_begin (TrainImageArena *store)
{
  g_ptr_array_set_size (store->images, 0);
}

void
train_image_arena_add (
  TrainImageArena *store, TrainImage *image, int height, int width, int channels)
{
  *image = (TrainImage) { height, width, channels, NULL };
  g_ptr_array_add (store->images, image);
}

static gsize
round_up (gsize n_bytes)
{
  return (n_bytes + SMOOTH_ALIGNMENT - 1) / SMOOTH_ALIGNMENT * SMOOTH_ALIGNMENT;
}

gboolean
train_image_arena_end (TrainImageArena *store, gsize scratch_bytes, GError **error)
{
  gsize n_bytes = round_up (scratch_bytes);

  for (guint i = 0; i < store->images->len; i++)
    n_bytes +=
      round_up (train_image_size (store->images->pdata[i]) * sizeof (TrainReal))
      + SKEW_BYTES;
  if (store->arena == NULL || smooth_arena_get_size (store->arena) < n_bytes)
    {
      g_clear_pointer (&store->arena, smooth_arena_free);
      store->arena = smooth_arena_new (n_bytes, error);
      if (store->arena == NULL)
        return FALSE;
    }
  smooth_arena_reset (store->arena);
  store->scratch = smooth_arena_take (store->arena, round_up (scratch_bytes));
  for (guint i = 0; i < store->images->len; i++)
    {
      TrainImage *image = store->images->pdata[i];
      guint8 *memory = smooth_arena_take (
        store->arena,
        round_up (train_image_size (image) * sizeof (TrainReal)) + SKEW_BYTES);

      image->data = (TrainReal *) memory;
    }
  return TRUE;
}

void *
train_image_arena_get_scratch (const TrainImageArena *store)
{
  return store->scratch;
}
