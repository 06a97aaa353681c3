/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory of EME, the edge map extractor, for training: all images of the
 * forward and backward pass, in one arena (image-arena.h). The passes
 * themselves are in eme-train.c. */
#include "train/net/eme-train-private.h"

TrainEmeActivations *
train_eme_activations_new (void)
{
  TrainEmeActivations *activations = g_new0 (TrainEmeActivations, 1);

  activations->arena = train_image_arena_new ();
  return activations;
}

void
train_eme_activations_free (TrainEmeActivations *activations)
{
  if (activations == NULL)
    return;
  train_image_arena_free (activations->arena);
  g_free (activations);
}

/* Returns how many bytes of scratch are enough for any of the layers, as if
 * each were at full size. */
static gsize
get_scratch (const TrainEme *eme, int height, int width)
{
  gsize n_bytes = (gsize) width * sizeof (TrainReal);

  for (int i = 0; i < FUSE; i++)
    n_bytes =
      MAX (n_bytes, train_conv_get_scratch (eme->convs[i], height, width));
  return n_bytes;
}

static void
add_stage (const TrainEme *eme, TrainEmeActivations *activations, int i)
{
  Stage *stage = &activations->stages[i];
  TrainImageArena *arena = activations->arena;
  const int h = activations->height >> i, w = activations->width >> i,
            c = eme->widths[i];

  train_image_arena_add (arena, &stage->first, h, w, c);
  for (int k = 0; k < smooth_eme_stages[i].n_residual; k++)
    {
      train_image_arena_add (arena, &stage->activated[k], h, w, c);
      train_image_arena_add (arena, &stage->out[k], h, w, c);
    }
  train_image_arena_add (arena, &stage->side, h, w, 1);
  train_image_arena_add (arena, &stage->gradient, h, w, c);
  train_image_arena_add (arena, &stage->inner, h, w, c);
  train_image_arena_add (arena, &stage->side_gradient, h, w, 1);
}

gboolean
train_eme_activations_lay_out (TrainEmeActivations *activations,
                               const TrainEme *eme,
                               int height,
                               int width,
                               GError **error)
{
  if (activations->height == height && activations->width == width
      && activations->room >= activations->depth)
    return TRUE;
  activations->height = height;
  activations->width = width;
  activations->room = MAX (activations->room, activations->depth);
  train_image_arena_begin (activations->arena);
  train_image_arena_add (activations->arena, &activations->in, height, width,
                         3);
  train_image_arena_add (activations->arena, &activations->edges, height, width,
                         1);
  for (int i = 0; i < N_STAGES; i++)
    add_stage (eme, activations, i);
  for (int i = 0;
       i < TRAIN_EME_N_LOGITS && activations->room == TRAIN_EME_LOGITS; i++)
    {
      train_image_arena_add (activations->arena, &activations->logits[i],
                             height, width, 1);
      train_image_arena_add (
        activations->arena, &activations->logits_gradient[i], height, width, 1);
    }
  if (train_image_arena_end (activations->arena,
                             get_scratch (eme, height, width), error))
    return TRUE;
  activations->height = 0; /* 0: the arena has no images */
  return FALSE;
}

const TrainImage *
train_eme_get_feature (const TrainEmeActivations *activations, int stage)
{
  return &activations->stages[stage]
            .out[smooth_eme_stages[stage].n_residual - 1];
}

const TrainImage *
train_eme_get_edges (const TrainEmeActivations *activations)
{
  return &activations->edges;
}

const TrainImage *
train_eme_get_logits (const TrainEmeActivations *activations, int side)
{
  return &activations->logits[side];
}

TrainImage *
train_eme_get_feature_gradient (TrainEmeActivations *activations, int stage)
{
  return &activations->stages[stage].gradient;
}

TrainImage *
train_eme_get_logits_gradient (TrainEmeActivations *activations, int side)
{
  return &activations->logits_gradient[side];
}
