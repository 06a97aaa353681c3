/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory of MI for training: the images of a pass, there and back, in one
 * arena. What is done with them stands in mi-train.c.
 */
#include "train/net/mi-train-private.h"

TrainMiState *
train_mi_state_new (void)
{
  TrainMiState *state = g_new0 (TrainMiState, 1);

  state->store = train_image_arena_new ();
  return state;
}

void
train_mi_state_free (TrainMiState *state)
{
  if (state == NULL)
    return;
  train_image_arena_free (state->store);
  g_free (state->modulations);
  g_free (state->modulation_gradients);
  g_free (state);
}

static void
add_block (TrainMiState *state, TrainMiBlock *block, int h, int w, int c)
{
  train_image_arena_add (state->store, &block->tap, h, w, c);
  train_image_arena_add (state->store, &block->middle, h, w, c);
  train_image_arena_add (state->store, &block->out, h, w, c);
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
train_mi_state_lay_out (
  TrainMiState *state, const TrainMi *mi, int height, int width, GError **error)
{
  const int count = train_modulator_get_count (mi->modulator);
  TrainImageArena *store = state->store;

  if (state->height == height && state->width == width)
    return TRUE;
  state->height = 0; /* nothing is laid out until all is */
  state->modulations = g_renew (TrainReal, state->modulations, count);
  state->modulation_gradients =
    g_renew (TrainReal, state->modulation_gradients, count);
  train_image_arena_begin (store);
  train_image_arena_add (store, &state->in, height, width, 4);
  train_image_arena_add (store, &state->in_gradient, height, width, 4);
  train_image_arena_add (store, &state->chroma, height >> 3, width >> 3, 1);
  train_image_arena_add (store, &state->output, height, width, 3);
  train_image_arena_add (store, &state->output_gradient, height, width, 3);
  train_image_arena_add (store, &state->residual_gradient, height, width, 3);
  for (int i = 0; i < N_SIZES; i++)
    {
      const int h = height >> i, w = width >> i, c = mi->widths[i];

      train_image_arena_add (store, &state->entered[i], h, w, c);
      train_image_arena_add (store, &state->gradient[i], h, w, c);
      train_image_arena_add (store, &state->inner[i], h, w, c);
      if (i > 0 && i < N_SIZES - 1)
        add_block (state, &state->encoders[i], h, w, c);
      if (i == N_SIZES - 1)
        continue;
      add_block (state, &state->decoders[i], h, w, c);
      train_image_arena_add (store, &state->joined[i], h, w, c);
      train_image_arena_add (store, &state->climbed[i], h / 2, w / 2, c);
      train_image_arena_add (store, &state->climbed_gradient[i], h / 2, w / 2, c);
    }
  for (int i = 0; i < 2; i++)
    add_block (state, &state->mids[i], height >> 3, width >> 3, mi->widths[3]);
  if (!train_image_arena_end (store, get_scratch (mi, height, width), error))
    return FALSE;
  state->height = height;
  state->width = width;
  return TRUE;
}
