/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EME for training. The passes below read as core/net/net-eme.c does, once
 * downwards and once upwards. On the way back each stage has one image of
 * gradients, in which what comes from the side, from outside (the contrastive
 * loss) and from the next stage meet.
 */
#include "train/net/eme-train-private.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "kernel/simd/kernels.h"
#include "train/net/band.h"
#include "train/net/layer-upsample.h"
#include "train/net/simd/kernels.h"
#include "train/net/image-arena.h"

#define FUSED N_SIDES

/* Convolutions of a stage that refine. */
#define MAX_REFINERS 2

/* A stage: how it is made. */
static const struct
{
  int enter, n_refiners;
} STAGES[N_STAGES] = {
  { S1_0, 1 },
  { S2_0, 1 },
  { S3_0, 2 },
  { S4_0, 2 },
};

/* What a stage leaves. */
typedef struct
{
  TrainImage entered;
  TrainImage tap[MAX_REFINERS], out[MAX_REFINERS];
  TrainImage side;
  TrainImage gradient, inner, side_gradient;
} Stage;

struct _TrainEmeState
{
  TrainImageArena *store;
  int height, width;
  TrainEmeDepth depth, room; /* of the last pass; what is laid out */
  int n_stages;              /* of the last pass */
  TrainImage in;
  Stage stages[N_STAGES];
  TrainImage edges;
  TrainImage logits[TRAIN_EME_N_LOGITS];
  TrainImage logits_gradient[TRAIN_EME_N_LOGITS];
};

TrainEmeState *
train_eme_state_new (void)
{
  TrainEmeState *state = g_new0 (TrainEmeState, 1);

  state->store = train_image_arena_new ();
  return state;
}

void
train_eme_state_free (TrainEmeState *state)
{
  if (state == NULL)
    return;
  train_image_arena_free (state->store);
  g_free (state);
}

/* Largest scratch of any layer, all taken at full size. */
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
add_stage (const TrainEme *eme, TrainEmeState *state, int i)
{
  Stage *stage = &state->stages[i];
  TrainImageArena *store = state->store;
  const int h = state->height >> i, w = state->width >> i, c = eme->widths[i];

  train_image_arena_add (store, &stage->entered, h, w, c);
  for (int k = 0; k < STAGES[i].n_refiners; k++)
    {
      train_image_arena_add (store, &stage->tap[k], h, w, c);
      train_image_arena_add (store, &stage->out[k], h, w, c);
    }
  train_image_arena_add (store, &stage->side, h, w, 1);
  train_image_arena_add (store, &stage->gradient, h, w, c);
  train_image_arena_add (store, &stage->inner, h, w, c);
  train_image_arena_add (store, &stage->side_gradient, h, w, 1);
}

/* Lays the state out for crops of height x width. */
static gboolean
lay_out (const TrainEme *eme,
         TrainEmeState *state,
         int height,
         int width,
         GError **error)
{
  if (state->height == height && state->width == width
      && state->room >= state->depth)
    return TRUE;
  state->height = height;
  state->width = width;
  state->room = MAX (state->room, state->depth);
  train_image_arena_begin (state->store);
  train_image_arena_add (state->store, &state->in, height, width, 3);
  train_image_arena_add (state->store, &state->edges, height, width, 1);
  for (int i = 0; i < N_STAGES; i++)
    add_stage (eme, state, i);
  for (int i = 0; i < TRAIN_EME_N_LOGITS && state->room == TRAIN_EME_LOGITS;
       i++)
    {
      train_image_arena_add (state->store, &state->logits[i], height, width, 1);
      train_image_arena_add (state->store, &state->logits_gradient[i], height, width,
                       1);
    }
  if (train_image_arena_end (state->store, get_scratch (eme, height, width), error))
    return TRUE;
  state->height = 0; /* nothing is laid out */
  return FALSE;
}

/* What the stage gives on. */
static TrainImage *
get_result (TrainEmeState *state, int stage)
{
  return &state->stages[stage].out[STAGES[stage].n_refiners - 1];
}

/* The stage's input. */
static const TrainImage *
get_input (TrainEmeState *state, int stage)
{
  return stage == 0 ? &state->in : get_result (state, stage - 1);
}

/* f (conv (x)). */
static TrainConvPass
get_enter_pass (TrainEmeState *state, int stage)
{
  return (TrainConvPass) {
    .in = get_input (state, stage),
    .out = &state->stages[stage].entered,
    .slope = SLOPE,
  };
}

/* x + f (conv (x)). */
static TrainConvPass
get_refine_pass (Stage *stage, int i)
{
  const TrainImage *x = i == 0 ? &stage->entered : &stage->out[i - 1];

  return (TrainConvPass) {
    .in = x,
    .out = &stage->out[i],
    .tap = &stage->tap[i],
    .residual = x,
    .slope = SLOPE,
  };
}

static TrainConvPass
get_side_pass (TrainEmeState *state, int stage)
{
  return (TrainConvPass) {
    .in = get_result (state, stage),
    .out = &state->stages[stage].side,
    .slope = 1,
  };
}

static gboolean
has_way_back (const TrainEmeState *state)
{
  return state->depth == TRAIN_EME_FEATURES || state->depth == TRAIN_EME_LOGITS;
}

static void
run_stage (const TrainEme *eme, TrainEmeState *state, int i)
{
  void *scratch = train_image_arena_get_scratch (state->store);
  TrainConvPass pass = get_enter_pass (state, i);

  train_conv_forward (eme->convs[STAGES[i].enter], &pass, scratch);
  for (int k = 0; k < STAGES[i].n_refiners; k++)
    {
      pass = get_refine_pass (&state->stages[i], k);
      if (!has_way_back (state))
        pass.tap = NULL; /* needed on the way back alone */
      train_conv_forward (eme->convs[STAGES[i].enter + 1 + k], &pass, scratch);
    }
  if (state->depth <= TRAIN_EME_FEATURES)
    return;
  pass = get_side_pass (state, i);
  train_conv_forward (eme->convs[SIDE_0 + i], &pass, scratch);
}

/* The sides at full size, and their fusion. */
static void
make_logits (const TrainEme *eme, TrainEmeState *state)
{
  TrainImage *fused = &state->logits[FUSED];
  const gsize n = train_image_size (fused);

  for (gsize i = 0; i < n; i++)
    fused->data[i] = eme->fuse_bias;
  for (int side = 0; side < N_SIDES; side++)
    {
      train_upsample_forward (eme->level, 1 << side, &state->stages[side].side,
                              NULL, &state->logits[side]);
      train_kernels_get (eme->level)
        ->add (n, eme->fuse_weight[side], state->logits[side].data,
               fused->data);
    }
}

#ifdef TRAIN_DOUBLE

static void
make_edges (const TrainEme *eme, TrainEmeState *state)
{
  const gsize n = train_image_size (&state->edges);
  TrainImage side;

  train_image_init (&side, state->height, state->width, 1);
  for (gsize i = 0; i < n; i++)
    state->edges.data[i] = eme->fuse_bias;
  for (int k = 0; k < N_SIDES; k++)
    {
      train_upsample_forward (eme->level, 1 << k, &state->stages[k].side, NULL,
                              &side);
      for (gsize i = 0; i < n; i++)
        state->edges.data[i] += eme->fuse_weight[k] * side.data[i];
    }
  for (gsize i = 0; i < n; i++)
    state->edges.data[i] = 1 / (1 + exp (-state->edges.data[i]));
  train_image_clear (&side);
}

#else

static void
make_edges (const TrainEme *eme, TrainEmeState *state)
{
  SmoothBand sides[N_SIDES], out = train_image_get_band (&state->edges);
  SmoothFuse fuse = { .n_sides = N_SIDES, .bias = eme->fuse_bias };

  for (int i = 0; i < N_SIDES; i++)
    {
      sides[i] = train_image_get_band (&state->stages[i].side);
      fuse.side[i] = &sides[i];
      fuse.factor[i] = 1 << i;
      fuse.weight[i] = eme->fuse_weight[i];
    }
  for (int y = 0; y < out.height; y++)
    smooth_kernels_get (eme->level)->fuse_row (&fuse, &out, y);
}

#endif

gboolean
train_eme_forward (const TrainEme *eme,
                   TrainEmeState *state,
                   const TrainImage *picture,
                   TrainEmeDepth depth,
                   GError **error)
{
  g_return_val_if_fail (picture->height % 8 == 0 && picture->width % 8 == 0,
                        FALSE);
  g_return_val_if_fail (picture->channels == 3, FALSE);

  state->depth = depth;
  if (!lay_out (eme, state, picture->height, picture->width, error))
    return FALSE;
  state->n_stages =
    depth <= TRAIN_EME_FEATURES ? TRAIN_EME_N_FEATURES : N_STAGES;
  for (gsize i = 0; i < train_image_size (picture); i++)
    state->in.data[i] = picture->data[i] - PICTURE_OFFSET;
  for (int i = 0; i < state->n_stages; i++)
    {
      run_stage (eme, state, i);
      if (has_way_back (state))
        train_image_zero (&state->stages[i].gradient);
    }
  if (depth >= TRAIN_EME_EDGES)
    make_edges (eme, state);
  if (depth < TRAIN_EME_LOGITS)
    return TRUE;
  make_logits (eme, state);
  for (int i = 0; i < TRAIN_EME_N_LOGITS; i++)
    train_image_zero (&state->logits_gradient[i]);
  return TRUE;
}

const TrainImage *
train_eme_get_feature (const TrainEmeState *state, int stage)
{
  return &state->stages[stage].out[STAGES[stage].n_refiners - 1];
}

const TrainImage *
train_eme_get_edges (const TrainEmeState *state)
{
  return &state->edges;
}

const TrainImage *
train_eme_get_logits (const TrainEmeState *state, int side)
{
  return &state->logits[side];
}

TrainImage *
train_eme_get_feature_gradient (TrainEmeState *state, int stage)
{
  return &state->stages[stage].gradient;
}

TrainImage *
train_eme_get_logits_gradient (TrainEmeState *state, int side)
{
  return &state->logits_gradient[side];
}

/* Back through the fusion: its share of the sides' gradients. */
static void
fuse_back (const TrainEme *eme, TrainEmeState *state, TrainReal *values)
{
  const TrainImage *fused = &state->logits_gradient[FUSED];
  const gsize n = train_image_size (fused);
  double bias = 0;

  for (gsize i = 0; i < n; i++)
    bias += fused->data[i];
  if (values != NULL)
    values[eme->fuse_bias_at] += (TrainReal) bias;
  for (int side = 0; side < N_SIDES; side++)
    {
      const TrainReal *logits = state->logits[side].data;
      double weight = 0;

      for (gsize i = 0; i < n; i++)
        weight += (double) fused->data[i] * logits[i];
      if (values != NULL)
        values[eme->fuse_weight_at + side] += (TrainReal) weight;
      train_kernels_get (eme->level)
        ->add (n, eme->fuse_weight[side], fused->data,
               state->logits_gradient[side].data);
    }
}

/* Back from a side's logits into its stage's gradient. */
static void
side_back (const TrainEme *eme, TrainEmeState *state, int i, TrainReal *values)
{
  Stage *stage = &state->stages[i];
  void *scratch = train_image_arena_get_scratch (state->store);
  const TrainConvPass pass = get_side_pass (state, i);
  const TrainConvGradients gradients = {
    .out = &stage->side_gradient,
    .inner = &stage->side_gradient,
    .in = &stage->gradient,
    .in_add = &stage->gradient,
    .values = values,
  };

  train_upsample_backward (eme->level, 1 << i, &state->logits_gradient[i],
                           &stage->side_gradient, scratch);
  train_conv_backward (eme->convs[SIDE_0 + i], &pass, &gradients, scratch);
}

/* Back through a stage; in (NULL: not wanted) is added to. */
static void
stage_back (const TrainEme *eme,
            TrainEmeState *state,
            int i,
            TrainReal *values,
            TrainImage *in)
{
  Stage *stage = &state->stages[i];
  void *scratch = train_image_arena_get_scratch (state->store);
  const TrainConvPass enter = get_enter_pass (state, i);
  TrainConvGradients gradients = {
    .out = &stage->gradient,
    .inner = &stage->inner,
    .in = &stage->gradient,
    .in_add = &stage->gradient,
    .values = values,
  };

  for (int k = STAGES[i].n_refiners - 1; k >= 0; k--)
    {
      const TrainConvPass refine = get_refine_pass (stage, k);

      train_conv_backward (eme->convs[STAGES[i].enter + 1 + k], &refine,
                           &gradients, scratch);
    }
  gradients.in = in;
  gradients.in_add = in;
  train_conv_backward (eme->convs[STAGES[i].enter], &enter, &gradients,
                       scratch);
}

void
train_eme_backward (const TrainEme *eme,
                    TrainEmeState *state,
                    TrainReal *gradient,
                    TrainImage *picture_gradient)
{
  g_return_if_fail (has_way_back (state));

  if (state->depth == TRAIN_EME_LOGITS)
    fuse_back (eme, state, gradient);
  for (int i = state->n_stages - 1; i >= 0; i--)
    {
      TrainImage *in =
        i == 0 ? picture_gradient : &state->stages[i - 1].gradient;

      if (state->depth == TRAIN_EME_LOGITS)
        side_back (eme, state, i, gradient);
      stage_back (eme, state, i, gradient, in);
    }
}
