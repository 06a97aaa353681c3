/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory of MI, the main interpreter, for training: all images of the
 * forward and backward pass, in one arena (image-arena.h). The passes
 * themselves are in mi-train.c. */
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
add_step (TrainImageArena *arena,
          const SmoothMiStep *step,
          TrainMiStep *images,
          int height,
          int width,
          int channels)
{
  const gboolean is_modulated = step->operation == SMOOTH_MI_MODULATED;

  if (is_modulated || step->operation == SMOOTH_MI_RESIDUAL)
    train_image_arena_add (arena, &images->activated, height, width, channels);
  if (is_modulated)
    train_image_arena_add (arena, &images->modulated, height, width, channels);
  if (step->operation == SMOOTH_MI_UPSAMPLE)
    train_image_arena_add (arena, &images->coarse, height / 2, width / 2,
                           channels);
  train_image_arena_add (arena, &images->out, height, width, channels);
}

/* Adds to the arena the images of gradients for one of the network's planes.
 * size: the plane's index, 0 at full size. */
static void
add_gradients (TrainMiActivations *activations,
               int size,
               int height,
               int width,
               int channels)
{
  TrainImageArena *arena = activations->arena;

  train_image_arena_add (arena, &activations->gradient[size], height, width,
                         channels);
  train_image_arena_add (arena, &activations->inner[size], height, width,
                         channels);
  if (size < N_SIZES - 1)
    train_image_arena_add (arena, &activations->coarse_gradient[size],
                           height / 2, width / 2, channels);
}

/* Returns how many bytes of scratch are enough for any of the layers, as if
 * each were at full size. */
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
  activations->height = 0;
  activations->modulations =
    g_renew (TrainReal, activations->modulations, count);
  activations->modulation_gradients =
    g_renew (TrainReal, activations->modulation_gradients, count);
  train_image_arena_begin (arena);
  train_image_arena_add (arena, &activations->in, height, width, 4);
  train_image_arena_add (arena, &activations->in_gradient, height, width, 4);
  train_image_arena_add (arena, &activations->chroma, height / 8, width / 8, 1);
  train_image_arena_add (arena, &activations->output, height, width, 3);
  train_image_arena_add (arena, &activations->output_gradient, height, width,
                         3);
  train_image_arena_add (arena, &activations->residual_gradient, height, width,
                         3);
  for (int i = 0; i < SMOOTH_MI_N_STEPS; i++)
    {
      const SmoothMiStep *step = &smooth_mi_steps[i];

      add_step (arena, step, &activations->steps[i], height >> step->size,
                width >> step->size, mi->widths[step->size]);
    }
  for (int i = 0; i < N_SIZES; i++)
    add_gradients (activations, i, height >> i, width >> i, mi->widths[i]);
  if (!train_image_arena_end (arena, get_scratch (mi, height, width), error))
    return FALSE;
  activations->height = height;
  activations->width = width;
  return TRUE;
}

void
train_mi_activations_pack (TrainMiActivations *activations,
                           const TrainImage *picture,
                           const TrainImage *edges)
{
  const gsize n_pixels = (gsize) picture->height * picture->width;
  TrainReal *to = activations->in.data;

  for (gsize i = 0; i < n_pixels; i++, to += 4)
    {
      for (int c = 0; c < 3; c++)
        to[c] = picture->data[3 * i + c] - PICTURE_OFFSET;
      to[3] = edges->data[i] - EDGE_OFFSET;
    }
}

void
train_mi_activations_unpack (const TrainMiActivations *activations,
                             TrainImage *picture,
                             TrainImage *edges)
{
  const gsize n_pixels = (gsize) activations->in.height * activations->in.width;
  const TrainReal *from = activations->in_gradient.data;

  for (gsize i = 0; i < n_pixels; i++, from += 4)
    {
      for (int c = 0; c < 3 && picture != NULL; c++)
        picture->data[3 * i + c] +=
          from[c] + activations->output_gradient.data[3 * i + c];
      if (edges != NULL)
        edges->data[i] += from[3];
    }
}
