/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MI for training. The passes below read as core/net/net-mi.c does, once
 * downwards and once upwards; what net-mi.c calls a node is an image here, and
 * all images stay for the way back.
 *
 * On the way back each size has one image of gradients (gradient[]), which
 * becomes, step by step, the gradient at the input of the layer before: the
 * decoder leaves in it what the skip connection owes the encoder. The state's
 * memory stands in mi-state.c.
 */
#include "train/net/mi-train-private.h"

#include <math.h>
#include <string.h>

#include "train/net/layer-chroma.h"
#include "train/net/layer-upsample.h"

/* One pass. modulation: of the next block forward, of the last backward. */
typedef struct
{
  const TrainMi *mi;
  TrainMiState *state;
  void *scratch;
  int modulation;
  TrainReal *values; /* gradient of the weights */
} Walk;

/* The networks' input. */
static void
pack (TrainMiState *state, const TrainImage *picture, const TrainImage *edges)
{
  const gsize n_pixels = (gsize) picture->height * picture->width;
  TrainReal *to = state->in.data;

  for (gsize i = 0; i < n_pixels; i++, to += 4)
    {
      for (int c = 0; c < 3; c++)
        to[c] = picture->data[3 * i + c] - PICTURE_OFFSET;
      to[3] = edges->data[i] - EDGE_OFFSET;
    }
}

/* out = f (conv (in)), or conv (in) alone if slope is 1. */
static TrainImage *
convolve (const Walk *walk,
          int conv,
          const TrainImage *in,
          TrainReal slope,
          TrainImage *out)
{
  const TrainConvPass pass = { .in = in, .out = out, .slope = slope };

  train_conv_forward (walk->mi->convs[conv], &pass, walk->scratch);
  return out;
}

/* The passes of a block's convolutions; modulated blocks have their place in
 * the modulations, others -1. */
static TrainConvPass
get_inner_pass (const Walk *walk,
                const TrainImage *x,
                TrainMiBlock *block,
                int at)
{
  if (at < 0)
    return (TrainConvPass) { .in = x, .out = &block->tap, .slope = SLOPE };
  return (TrainConvPass) {
    .in = x,
    .out = &block->middle,
    .tap = &block->tap,
    .scale = walk->state->modulations + at,
    .shift = walk->state->modulations + at + x->channels,
    .slope = SLOPE,
  };
}

static TrainConvPass
get_outer_pass (const TrainImage *x, TrainMiBlock *block, int at)
{
  return (TrainConvPass) {
    .in = at < 0 ? &block->tap : &block->middle,
    .out = &block->out,
    .residual = x,
    .slope = 1,
  };
}

/* x + b (m (f (a x))), conv_b next to conv_a. */
static const TrainImage *
run_block (const Walk *walk,
           int conv_a,
           const TrainImage *x,
           TrainMiBlock *block,
           int at)
{
  const TrainConvPass inner = get_inner_pass (walk, x, block, at);
  const TrainConvPass outer = get_outer_pass (x, block, at);

  train_conv_forward (walk->mi->convs[conv_a], &inner, walk->scratch);
  train_conv_forward (walk->mi->convs[conv_a + 1], &outer, walk->scratch);
  return &block->out;
}

static const TrainImage *
residual_block (const Walk *walk,
                int conv_a,
                const TrainImage *x,
                TrainMiBlock *block)
{
  return run_block (walk, conv_a, x, block, -1);
}

/* Takes the next modulation. */
static const TrainImage *
modulated_block (Walk *walk,
                 int conv_a,
                 const TrainImage *x,
                 TrainMiBlock *block)
{
  const int at = walk->modulation;

  walk->modulation += 2 * x->channels;
  return run_block (walk, conv_a, x, block, at);
}

/* skip + up (conv (y)), at size. */
static const TrainImage *
climb (const Walk *walk,
       int conv,
       const TrainImage *y,
       const TrainImage *skip,
       int size)
{
  TrainMiState *state = walk->state;

  convolve (walk, conv, y, 1, &state->climbed[size]);
  train_upsample_forward (walk->mi->level, 2, &state->climbed[size], skip,
                          &state->joined[size]);
  return &state->joined[size];
}

/* The residual's pass, gate * out (y); it lies where the result is going to. */
static TrainConvPass
get_last_pass (TrainMiState *state, const TrainImage *y)
{
  return (TrainConvPass) {
    .in = y,
    .out = &state->output,
    .scale = state->gate,
    .slope = 1,
  };
}

static void
forward (Walk *walk)
{
  TrainMiState *state = walk->state;
  const TrainImage *f0, *f1, *f2, *y;
  TrainConvPass last;

  f0 = convolve (walk, E0, &state->in, SLOPE, &state->entered[0]);
  f1 = convolve (walk, E1, f0, SLOPE, &state->entered[1]);
  f1 = residual_block (walk, R1_A, f1, &state->encoders[1]);
  f2 = convolve (walk, E2, f1, SLOPE, &state->entered[2]);
  f2 = residual_block (walk, R2_A, f2, &state->encoders[2]);
  y = convolve (walk, E3, f2, SLOPE, &state->entered[3]);

  y = modulated_block (walk, MID_0_A, y, &state->mids[0]);
  y = modulated_block (walk, MID_1_A, y, &state->mids[1]);
  y = climb (walk, U3, y, f2, 2);
  y = modulated_block (walk, D2_A, y, &state->decoders[2]);
  y = climb (walk, U2, y, f1, 1);
  y = modulated_block (walk, D1_A, y, &state->decoders[1]);
  y = climb (walk, U1, y, f0, 0);
  y = modulated_block (walk, D0_A, y, &state->decoders[0]);
  last = get_last_pass (state, y);
  train_conv_forward (walk->mi->convs[OUT], &last, walk->scratch);
  train_chroma_measure (walk->mi->level, state->picture, &state->chroma);
  train_chroma_gate (walk->mi->level, &state->output, &state->chroma,
                     state->picture, &state->output);
}

const TrainImage *
train_mi_forward (const TrainMi *mi,
                  TrainMiState *state,
                  const TrainImage *picture,
                  const TrainImage *edges,
                  double strength,
                  GError **error)
{
  Walk walk = { .mi = mi, .state = state };

  g_return_val_if_fail (picture->height % 8 == 0 && picture->width % 8 == 0,
                        NULL);
  g_return_val_if_fail (picture->channels == 3 && edges->channels == 1, NULL);

  if (!train_mi_state_lay_out (state, mi, picture->height, picture->width,
                               error))
    return NULL;
  walk.scratch = train_image_arena_get_scratch (state->store);
  state->picture = picture;
  state->strength = strength;
  for (int c = 0; c < 3; c++)
    state->gate[c] = (TrainReal) tanh (GATE_STEEPNESS * strength);
  train_modulator_forward (mi->modulator, strength, state->modulations,
                           state->hidden);
  pack (state, picture, edges);
  forward (&walk);
  train_image_zero (&state->output_gradient);
  return &state->output;
}

TrainImage *
train_mi_get_output_gradient (TrainMiState *state)
{
  return &state->output_gradient;
}

/* Back through convolve (): out's gradient is lost, in (NULL: not wanted) gets
 * what it has, if add, and in's gradient. */
static void
convolve_back (const Walk *walk,
               int conv,
               const TrainConvPass *pass,
               TrainImage *out,
               TrainImage *in,
               gboolean add)
{
  const TrainConvGradients gradients = {
    .out = out,
    .inner = out,
    .in = in,
    .in_add = add ? in : NULL,
    .values = walk->values,
  };

  train_conv_backward (walk->mi->convs[conv], pass, &gradients, walk->scratch);
}

/* Back through f (conv (in)) from size to the finer one, which already has its
 * skip connection's gradient; or, at full size, to the input if wanted. */
static void
enter_back (const Walk *walk, int conv, const TrainImage *in, int size)
{
  TrainMiState *state = walk->state;
  const TrainConvPass pass = { .in = in,
                               .out = &state->entered[size],
                               .slope = SLOPE };

  convolve_back (walk, conv, &pass, &state->gradient[size],
                 size > 0 ? &state->gradient[size - 1] : NULL, TRUE);
}

/* Back through run_block (), in place in gradient[size]. */
static void
block_back (const Walk *walk,
            int conv_a,
            const TrainImage *x,
            TrainMiBlock *block,
            int size)
{
  TrainMiState *state = walk->state;
  const int at = walk->modulation;
  const TrainConvPass inner = get_inner_pass (walk, x, block, at);
  const TrainConvPass outer = get_outer_pass (x, block, at);
  TrainConvGradients gradients = {
    .out = &state->inner[size],
    .inner = &state->inner[size],
    .in = &state->gradient[size],
    .in_add = &state->gradient[size],
    .values = walk->values,
  };

  if (at >= 0)
    {
      gradients.scale = state->modulation_gradients + at;
      gradients.shift = gradients.scale + x->channels;
    }
  convolve_back (walk, conv_a + 1, &outer, &state->gradient[size],
                 &state->inner[size], FALSE);
  train_conv_backward (walk->mi->convs[conv_a], &inner, &gradients,
                       walk->scratch);
}

static void
residual_block_back (
  Walk *walk, int conv_a, const TrainImage *x, TrainMiBlock *block, int size)
{
  walk->modulation = -1;
  block_back (walk, conv_a, x, block, size);
}

static void
modulated_block_back (
  Walk *walk, int conv_a, const TrainImage *x, TrainMiBlock *block, int size)
{
  walk->modulation -= 2 * x->channels;
  block_back (walk, conv_a, x, block, size);
}

/* Back through climb (): gradient[size] stays for the skip connection. */
static void
climb_back (const Walk *walk, int conv, const TrainImage *y, int size)
{
  TrainMiState *state = walk->state;
  const TrainConvPass pass = { .in = y,
                               .out = &state->climbed[size],
                               .slope = 1 };

  train_upsample_backward (walk->mi->level, 2, &state->gradient[size],
                           &state->climbed_gradient[size], walk->scratch);
  convolve_back (walk, conv, &pass, &state->climbed_gradient[size],
                 &state->gradient[size + 1], FALSE);
}

/* From the output's gradient to gradient[0], that at f (e0). */
static void
backward (Walk *walk)
{
  TrainMiState *state = walk->state;
  const TrainImage *f1 = &state->encoders[1].out;
  const TrainImage *f2 = &state->encoders[2].out;
  const TrainConvPass last = get_last_pass (state, &state->decoders[0].out);
  const TrainConvGradients gradients = {
    .out = &state->residual_gradient,
    .inner = &state->residual_gradient,
    .in = &state->gradient[0],
    .values = walk->values,
  };

  train_chroma_gate (walk->mi->level, &state->output_gradient, &state->chroma,
                     NULL, &state->residual_gradient);
  train_conv_backward (walk->mi->convs[OUT], &last, &gradients, walk->scratch);
  modulated_block_back (walk, D0_A, &state->joined[0], &state->decoders[0], 0);
  climb_back (walk, U1, &state->decoders[1].out, 0);
  modulated_block_back (walk, D1_A, &state->joined[1], &state->decoders[1], 1);
  climb_back (walk, U2, &state->decoders[2].out, 1);
  modulated_block_back (walk, D2_A, &state->joined[2], &state->decoders[2], 2);
  climb_back (walk, U3, &state->mids[1].out, 2);
  modulated_block_back (walk, MID_1_A, &state->mids[0].out, &state->mids[1], 3);
  modulated_block_back (walk, MID_0_A, &state->entered[3], &state->mids[0], 3);

  enter_back (walk, E3, f2, 3);
  residual_block_back (walk, R2_A, &state->entered[2], &state->encoders[2], 2);
  enter_back (walk, E2, f1, 2);
  residual_block_back (walk, R1_A, &state->entered[1], &state->encoders[1], 1);
  enter_back (walk, E1, &state->entered[0], 1);
}

/* Shares the input's gradient out; the picture is also added to the result. */
static void
unpack (const TrainMiState *state, TrainImage *picture, TrainImage *edges)
{
  const gsize n_pixels = (gsize) state->in.height * state->in.width;
  const TrainReal *from = state->in_gradient.data;

  for (gsize i = 0; i < n_pixels; i++, from += 4)
    {
      for (int c = 0; c < 3 && picture != NULL; c++)
        picture->data[3 * i + c] +=
          from[c] + state->output_gradient.data[3 * i + c];
      if (edges != NULL)
        edges->data[i] += from[3];
    }
}

void
train_mi_backward (const TrainMi *mi,
                   TrainMiState *state,
                   TrainReal *gradient,
                   TrainImage *picture_gradient,
                   TrainImage *edges_gradient)
{
  const int count = train_modulator_get_count (mi->modulator);
  const gboolean wants_in = picture_gradient != NULL || edges_gradient != NULL;
  const TrainConvPass first = { .in = &state->in,
                                .out = &state->entered[0],
                                .slope = SLOPE };
  Walk walk = {
    .mi = mi,
    .state = state,
    .scratch = train_image_arena_get_scratch (state->store),
    .modulation = count,
    .values = gradient,
  };

  memset (state->modulation_gradients, 0, count * sizeof (TrainReal));
  backward (&walk);
  convolve_back (&walk, E0, &first, &state->gradient[0],
                 wants_in ? &state->in_gradient : NULL, FALSE);
  if (wants_in)
    unpack (state, picture_gradient, edges_gradient);
  train_modulator_backward (mi->modulator, state->strength,
                            state->modulation_gradients, state->hidden,
                            gradient);
}
