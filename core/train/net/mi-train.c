/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MI for training. The passes below read as core/net/net-mi.c does, once
 * downwards and once upwards; what net-mi.c calls a node is an image here, and
 * all images stay for the way back.
 *
 * On the way back each size has one image of gradients (gradient[]), which
 * becomes, step by step, the gradient at the input of the layer before: the
 * decoder leaves in it what the skip connection owes the encoder.
 */
#include "train/net/mi-train-private.h"

#include <math.h>
#include <string.h>

#include "kernel/arena.h"
#include "net/modulator.h"
#include "train/net/layer-upsample.h"
#include "train/net/level/level.h"
#include "train/net/store.h"

/* What a residual block x + b (m (f (a x))) leaves: x is elsewhere. */
typedef struct
{
  TrainImage tap;    /* f (a x) */
  TrainImage middle; /* m of that; where nothing modulates, not in use */
  TrainImage out;
} Block;

struct _TrainMiState
{
  TrainStore *store;
  const TrainImage *picture; /* borrowed between forward and backward */
  double strength;
  TrainReal gate[3];
  TrainReal *modulations, *modulation_gradients;
  double hidden[TRAIN_MODULATOR_N_HIDDEN];

  TrainImage in;               /* picture and edges less their offsets */
  TrainImage entered[N_SIZES]; /* f (e0), f (e1 ..) ... */
  Block encoders[N_SIZES];     /* r1, r2 at 1 and 2 */
  Block mids[2];               /* mid.0, mid.1 */
  Block decoders[N_SIZES];     /* d0, d1, d2 */
  TrainImage climbed[N_SIZES]; /* u1, u2, u3's outputs, at the coarser size */
  TrainImage joined[N_SIZES];  /* skip + up-sampled */
  TrainImage output;

  TrainImage output_gradient, residual_gradient;
  TrainImage in_gradient;
  TrainImage gradient[N_SIZES], inner[N_SIZES], climbed_gradient[N_SIZES];
  int height, width;
};

/* One pass. modulation: of the next block forward, of the last backward. */
typedef struct
{
  const TrainMi *mi;
  TrainMiState *state;
  void *scratch;
  int modulation;
  TrainReal *values; /* gradient of the weights */
} Walk;

TrainMiState *
train_mi_state_new (void)
{
  TrainMiState *state = g_new0 (TrainMiState, 1);

  state->store = train_store_new ();
  return state;
}

void
train_mi_state_free (TrainMiState *state)
{
  if (state == NULL)
    return;
  train_store_free (state->store);
  g_free (state->modulations);
  g_free (state->modulation_gradients);
  g_free (state);
}

static void
add_block (TrainMiState *state, Block *block, int h, int w, int c)
{
  train_store_add (state->store, &block->tap, h, w, c);
  train_store_add (state->store, &block->middle, h, w, c);
  train_store_add (state->store, &block->out, h, w, c);
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

/* Lays the state out for crops of height x width. */
static void
lay_out (const TrainMi *mi, TrainMiState *state, int height, int width)
{
  const int count = train_modulator_get_count (mi->modulator);
  TrainStore *store = state->store;

  if (state->height == height && state->width == width)
    return;
  state->height = height;
  state->width = width;
  state->modulations = g_renew (TrainReal, state->modulations, count);
  state->modulation_gradients =
    g_renew (TrainReal, state->modulation_gradients, count);
  train_store_begin (store);
  train_store_add (store, &state->in, height, width, 4);
  train_store_add (store, &state->in_gradient, height, width, 4);
  train_store_add (store, &state->output, height, width, 3);
  train_store_add (store, &state->output_gradient, height, width, 3);
  train_store_add (store, &state->residual_gradient, height, width, 3);
  for (int i = 0; i < N_SIZES; i++)
    {
      const int h = height >> i, w = width >> i, c = mi->widths[i];

      train_store_add (store, &state->entered[i], h, w, c);
      train_store_add (store, &state->gradient[i], h, w, c);
      train_store_add (store, &state->inner[i], h, w, c);
      if (i > 0 && i < N_SIZES - 1)
        add_block (state, &state->encoders[i], h, w, c);
      if (i == N_SIZES - 1)
        continue;
      add_block (state, &state->decoders[i], h, w, c);
      train_store_add (store, &state->joined[i], h, w, c);
      train_store_add (store, &state->climbed[i], h / 2, w / 2, c);
      train_store_add (store, &state->climbed_gradient[i], h / 2, w / 2, c);
    }
  for (int i = 0; i < 2; i++)
    add_block (state, &state->mids[i], height >> 3, width >> 3, mi->widths[3]);
  train_store_end (store, get_scratch (mi, height, width));
}

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
get_inner_pass (const Walk *walk, const TrainImage *x, Block *block, int at)
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
get_outer_pass (const TrainImage *x, Block *block, int at)
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
run_block (
  const Walk *walk, int conv_a, const TrainImage *x, Block *block, int at)
{
  const TrainConvPass inner = get_inner_pass (walk, x, block, at);
  const TrainConvPass outer = get_outer_pass (x, block, at);

  train_conv_forward (walk->mi->convs[conv_a], &inner, walk->scratch);
  train_conv_forward (walk->mi->convs[conv_a + 1], &outer, walk->scratch);
  return &block->out;
}

static const TrainImage *
residual_block (const Walk *walk, int conv_a, const TrainImage *x, Block *block)
{
  return run_block (walk, conv_a, x, block, -1);
}

/* Takes the next modulation. */
static const TrainImage *
modulated_block (Walk *walk, int conv_a, const TrainImage *x, Block *block)
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

/* The result's pass, picture + gate * out (y). */
static TrainConvPass
get_last_pass (TrainMiState *state, const TrainImage *y)
{
  return (TrainConvPass) {
    .in = y,
    .out = &state->output,
    .residual = state->picture,
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
}

const TrainImage *
train_mi_forward (const TrainMi *mi,
                  TrainMiState *state,
                  const TrainImage *picture,
                  const TrainImage *edges,
                  double strength)
{
  Walk walk = { .mi = mi, .state = state };

  g_return_val_if_fail (picture->height % 8 == 0 && picture->width % 8 == 0,
                        NULL);
  g_return_val_if_fail (picture->channels == 3 && edges->channels == 1, NULL);

  lay_out (mi, state, picture->height, picture->width);
  walk.scratch = train_store_get_scratch (state->store);
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
block_back (
  const Walk *walk, int conv_a, const TrainImage *x, Block *block, int size)
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
  Walk *walk, int conv_a, const TrainImage *x, Block *block, int size)
{
  walk->modulation = -1;
  block_back (walk, conv_a, x, block, size);
}

static void
modulated_block_back (
  Walk *walk, int conv_a, const TrainImage *x, Block *block, int size)
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
    .out = &state->output_gradient,
    .inner = &state->residual_gradient,
    .in = &state->gradient[0],
    .values = walk->values,
  };

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
    .scratch = train_store_get_scratch (state->store),
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
