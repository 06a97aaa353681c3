/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EME, the edge map extractor, for training: the forward and the backward pass
 * of the network that core/net/net-eme.c describes, layer by layer. In the
 * backward pass each stage has one image of gradients. Three things are added
 * to it: the gradients of the stage's side output, of the next stage, and those
 * that the caller gives (from the contrastive loss). */
#include "train/net/eme-train-private.h"

#include <math.h>

#include "kernel/simd/kernels.h"
#include "train/net/image-band.h"
#include "train/net/layer-upsample.h"
#include "train/net/simd/kernels.h"

/* The index of the logits of the fusion, which follow those of the side
 * outputs. */
#define FUSED N_SIDES

/* Returns the image that holds the output of a stage. */
static TrainImage *
get_result (TrainEmeActivations *activations, int stage)
{
  return &activations->stages[stage]
            .out[smooth_eme_stages[stage].n_residual - 1];
}

static const TrainImage *
get_input (TrainEmeActivations *activations, int stage)
{
  return stage == 0 ? &activations->in : get_result (activations, stage - 1);
}

/* Describes the first layer of a stage, f (conv (in)), where f is the
 * activation. */
static TrainConvPass
get_first_pass (TrainEmeActivations *activations, int stage)
{
  return (TrainConvPass) {
    .in = get_input (activations, stage),
    .out = &activations->stages[stage].first,
    .slope = SLOPE,
  };
}

/* Describes residual layer number i of a stage, x + f (conv (x)), where f is
 * the activation. */
static TrainConvPass
get_residual_pass (Stage *stage, int i)
{
  const TrainImage *x = i == 0 ? &stage->first : &stage->out[i - 1];

  return (TrainConvPass) {
    .in = x,
    .out = &stage->out[i],
    .activated = &stage->activated[i],
    .residual = x,
    .slope = SLOPE,
  };
}

static TrainConvPass
get_side_pass (TrainEmeActivations *activations, int stage)
{
  return (TrainConvPass) {
    .in = get_result (activations, stage),
    .out = &activations->stages[stage].side,
    .slope = 1,
  };
}

static gboolean
has_backward_pass (const TrainEmeActivations *activations)
{
  return activations->depth == TRAIN_EME_FEATURES
         || activations->depth == TRAIN_EME_LOGITS;
}

static void
run_stage (const TrainEme *eme, TrainEmeActivations *activations, int i)
{
  void *scratch = train_image_arena_get_scratch (activations->arena);
  TrainConvPass pass = get_first_pass (activations, i);

  train_conv_forward (eme->convs[smooth_eme_stages[i].conv], &pass, scratch);
  for (int k = 0; k < smooth_eme_stages[i].n_residual; k++)
    {
      pass = get_residual_pass (&activations->stages[i], k);
      if (!has_backward_pass (activations))
        pass.activated = NULL; /* only a backward pass needs f (conv (x)) */
      train_conv_forward (eme->convs[smooth_eme_stages[i].conv + 1 + k], &pass,
                          scratch);
    }
  if (activations->depth <= TRAIN_EME_FEATURES)
    return;
  pass = get_side_pass (activations, i);
  train_conv_forward (eme->convs[smooth_eme_stages[i].side], &pass, scratch);
}

/* Up-samples the side outputs to full size, and fuses them by a weighted sum.
 */
static void
make_logits (const TrainEme *eme, TrainEmeActivations *activations)
{
  TrainImage *fused = &activations->logits[FUSED];
  const gsize n = train_image_size (fused);

  for (gsize i = 0; i < n; i++)
    fused->data[i] = eme->fuse_bias;
  for (int side = 0; side < N_SIDES; side++)
    {
      train_upsample_forward (eme->simd, 1 << side,
                              &activations->stages[side].side, NULL,
                              &activations->logits[side]);
      train_kernels_get (eme->simd)->add (
        n, eme->fuse_weight[side], activations->logits[side].data, fused->data);
    }
}

#ifdef TRAIN_DOUBLE

static void
make_edges (const TrainEme *eme, TrainEmeActivations *activations)
{
  const gsize n = train_image_size (&activations->edges);
  TrainImage side;

  train_image_init (&side, activations->height, activations->width, 1);
  for (gsize i = 0; i < n; i++)
    activations->edges.data[i] = eme->fuse_bias;
  for (int k = 0; k < N_SIDES; k++)
    {
      train_upsample_forward (eme->simd, 1 << k, &activations->stages[k].side,
                              NULL, &side);
      for (gsize i = 0; i < n; i++)
        activations->edges.data[i] += eme->fuse_weight[k] * side.data[i];
    }
  for (gsize i = 0; i < n; i++)
    activations->edges.data[i] = 1 / (1 + exp (-activations->edges.data[i]));
  train_image_clear (&side);
}

#else

static void
make_edges (const TrainEme *eme, TrainEmeActivations *activations)
{
  SmoothBand sides[N_SIDES], out = train_image_get_band (&activations->edges);
  SmoothFuse fuse = { .n_sides = N_SIDES, .bias = eme->fuse_bias };

  for (int i = 0; i < N_SIDES; i++)
    {
      sides[i] = train_image_get_band (&activations->stages[i].side);
      fuse.side[i] = &sides[i];
      fuse.factor[i] = 1 << i;
      fuse.weight[i] = eme->fuse_weight[i];
    }
  for (int y = 0; y < out.height; y++)
    smooth_kernels_get (eme->simd)->fuse_row (&fuse, &out, y);
}

#endif

gboolean
train_eme_forward (const TrainEme *eme,
                   TrainEmeActivations *activations,
                   const TrainImage *picture,
                   TrainEmeDepth depth,
                   GError **error)
{
  g_return_val_if_fail (picture->height % 8 == 0 && picture->width % 8 == 0,
                        FALSE);
  g_return_val_if_fail (picture->channels == 3, FALSE);

  activations->depth = depth;
  if (!train_eme_activations_lay_out (activations, eme, picture->height,
                                      picture->width, error))
    return FALSE;
  activations->n_stages =
    depth <= TRAIN_EME_FEATURES ? TRAIN_EME_N_FEATURES : N_STAGES;
  for (gsize i = 0; i < train_image_size (picture); i++)
    activations->in.data[i] = picture->data[i] - PICTURE_OFFSET;
  for (int i = 0; i < activations->n_stages; i++)
    {
      run_stage (eme, activations, i);
      if (has_backward_pass (activations))
        train_image_zero (&activations->stages[i].gradient);
    }
  if (depth >= TRAIN_EME_EDGES)
    make_edges (eme, activations);
  if (depth < TRAIN_EME_LOGITS)
    return TRUE;
  make_logits (eme, activations);
  for (int i = 0; i < TRAIN_EME_N_LOGITS; i++)
    train_image_zero (&activations->logits_gradient[i]);
  return TRUE;
}

/* The backward pass of the fusion. It adds to the gradients of the side
 * outputs' logits, and to those of the fusion's weights and bias. */
static void
fuse_backward (const TrainEme *eme,
               TrainEmeActivations *activations,
               TrainReal *values)
{
  const TrainImage *fused = &activations->logits_gradient[FUSED];
  const gsize n = train_image_size (fused);
  double bias = 0;

  for (gsize i = 0; i < n; i++)
    bias += fused->data[i];
  if (values != NULL)
    values[eme->fuse_bias_at] += (TrainReal) bias;
  for (int side = 0; side < N_SIDES; side++)
    {
      const TrainReal *logits = activations->logits[side].data;
      double weight = 0;

      for (gsize i = 0; i < n; i++)
        weight += (double) fused->data[i] * logits[i];
      if (values != NULL)
        values[eme->fuse_weight_at + side] += (TrainReal) weight;
      train_kernels_get (eme->simd)->add (
        n, eme->fuse_weight[side], fused->data,
        activations->logits_gradient[side].data);
    }
}

/* The backward pass of the side output of stage i. It adds to the gradient at
 * the stage's output. */
static void
side_backward (const TrainEme *eme,
               TrainEmeActivations *activations,
               int i,
               TrainReal *values)
{
  Stage *stage = &activations->stages[i];
  void *scratch = train_image_arena_get_scratch (activations->arena);
  const TrainConvPass pass = get_side_pass (activations, i);
  const TrainConvGradients gradients = {
    .out = &stage->side_gradient,
    .inner = &stage->side_gradient,
    .in = &stage->gradient,
    .in_add = &stage->gradient,
    .values = values,
  };

  train_upsample_backward (eme->simd, 1 << i, &activations->logits_gradient[i],
                           &stage->side_gradient, scratch);
  train_conv_backward (eme->convs[smooth_eme_stages[i].side], &pass, &gradients,
                       scratch);
}

/* The backward pass of stage i without its side output. Adds the gradient at
 * the stage's input to the image in; NULL: that gradient is not wanted. */
static void
stage_backward (const TrainEme *eme,
                TrainEmeActivations *activations,
                int i,
                TrainReal *values,
                TrainImage *in)
{
  Stage *stage = &activations->stages[i];
  void *scratch = train_image_arena_get_scratch (activations->arena);
  const TrainConvPass first = get_first_pass (activations, i);
  TrainConvGradients gradients = {
    .out = &stage->gradient,
    .inner = &stage->inner,
    .in = &stage->gradient,
    .in_add = &stage->gradient,
    .values = values,
  };

  for (int k = smooth_eme_stages[i].n_residual - 1; k >= 0; k--)
    {
      const TrainConvPass residual = get_residual_pass (stage, k);

      train_conv_backward (eme->convs[smooth_eme_stages[i].conv + 1 + k],
                           &residual, &gradients, scratch);
    }
  gradients.in = in;
  gradients.in_add = in;
  train_conv_backward (eme->convs[smooth_eme_stages[i].conv], &first,
                       &gradients, scratch);
}

void
train_eme_backward (const TrainEme *eme,
                    TrainEmeActivations *activations,
                    TrainReal *gradient,
                    TrainImage *picture_gradient)
{
  g_return_if_fail (has_backward_pass (activations));

  if (activations->depth == TRAIN_EME_LOGITS)
    fuse_backward (eme, activations, gradient);
  for (int i = activations->n_stages - 1; i >= 0; i--)
    {
      TrainImage *in =
        i == 0 ? picture_gradient : &activations->stages[i - 1].gradient;

      if (activations->depth == TRAIN_EME_LOGITS)
        side_backward (eme, activations, i, gradient);
      stage_backward (eme, activations, i, gradient, in);
    }
}
