/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory of MI for training: the images of a pass, there and back, in one
 * arena. What is done with them stands in mi-train.c.
 */
#include "train/net/mi-train-private.h"

TrainMiActivations *
train_mi_activations_new (void)
{
  TrainMiActivations *activations = g_new0 (TrainMiActivations, 1);

  activations->arena = train_image_arena_new ();
  return activations;
}

void
train_mi_activations_free (TrainMiActivations *activations)
{
  if (activations == NULL)
    return;
  train_image_arena_free (activations->arena);
  g_free (activations->modulations);
  g_free (activations->modulation_gradients);
  g_free (activations);
}

static void
add_block (
  TrainMiActivations *activations, TrainMiBlock *block, int h, int w, int c)
{
  train_image_arena_add (activations->arena, &block->activated, h, w, c);
  train_image_arena_add (activations->arena, &block->middle, h, w, c);
  train_image_arena_add (activations->arena, &block->out, h, w, c);
}

/* Largest scratch of any layer, all taken at full size. */
static gsize
get_scratch (const TrainMi *mi, int height, int width)
{
  gsize n_bytes = (gsize) width * mi->widths[0] * sizeof (TrainReal);

  for (int i = 0; i < N_CONVS; i++)
    n_bytes =
      MAX (n_bytes, train_conv_get_scratch (mi->convs[i], height, width));
  return n_bytes;
}

gboolean
train_mi_activations_lay_out (TrainMiActivations *activations,
                              const TrainMi *mi,
                              int height,
                              int width,
                              GError **error)
{
  const int count = train_modulator_get_count (mi->modulator);
  TrainImageArena *arena = activations->arena;

  if (activations->height == height && activations->width == width)
    return TRUE;
  activations->height = 0; /* nothing is laid out until all is */
  activations->modulations =
    g_renew (TrainReal, activations->modulations, count);
  activations->modulation_gradients =
    g_renew (TrainReal, activations->modulation_gradients, count);
  train_image_arena_begin (arena);
  train_image_arena_add (arena, &activations->in, height, width, 4);
  train_image_arena_add (arena, &activations->in_gradient, height, width, 4);
  train_image_arena_add (arena, &activations->chroma, height >> 3, width >> 3,
                         1);
  train_image_arena_add (arena, &activations->output, height, width, 3);
  train_image_arena_add (arena, &activations->output_gradient, height, width,
                         3);
  train_image_arena_add (arena, &activations->residual_gradient, height, width,
                         3);
  for (int i = 0; i < N_SIZES; i++)
    {
      const int h = height >> i, w = width >> i, c = mi->widths[i];

      train_image_arena_add (arena, &activations->entered[i], h, w, c);
      train_image_arena_add (arena, &activations->gradient[i], h, w, c);
      train_image_arena_add (arena, &activations->inner[i], h, w, c);
      if (i > 0 && i < N_SIZES - 1)
        add_block (activations, &activations->encoders[i], h, w, c);
      if (i == N_SIZES - 1)
        continue;
      add_block (activations, &activations->decoders[i], h, w, c);
      train_image_arena_add (arena, &activations->joined[i], h, w, c);
      train_image_arena_add (arena, &activations->climbed[i], h / 2, w / 2, c);
      train_image_arena_add (arena, &activations->climbed_gradient[i], h / 2,
                             w / 2, c);
    }
  for (int i = 0; i < 2; i++)
    add_block (activations, &activations->mids[i], height >> 3, width >> 3,
               mi->widths[3]);
  if (!train_image_arena_end (arena, get_scratch (mi, height, width), error))
    return FALSE;
  activations->height = height;
  activations->width = width;
  return TRUE;
}
