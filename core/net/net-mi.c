/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MI, the main interpreter: a U-Net whose encoder does not see the strength.
 *
 *   encoder:  f0 = f (e0 [picture - 0.45, edge - 0.2])        full size   a
 *             f1 = r1 (f (e1 f0))                             1/2         b
 *             f2 = r2 (f (e2 f1))                             1/4         c
 *             f3 = f (e3 f2)                                  1/8         d
 *   decoder:  y = mid.1 (mid.0 (f3))
 *             y = d2 (f2 + up (u3 y)),  d1 (f1 + up (u2 y)),
 *                 d0 (f0 + up (u1 y))
 *   result:   r = tanh (8 strength) * out (y),  m = mean of r's channels
 *             picture + m + g * (r - m)
 *
 * g, from 0 to 1, is a function of the picture alone: 0 where the picture is
 * grey for some pixels around, 1 where it has colours (kernel/colour-gate.h).
 * So a grey picture stays grey, by rule: training alone does not reach that,
 * since a network that smooths colours leaves a trace of colour on grey, too.
 *
 * A residual block (r1, r2, mid.*, d*) is x + b (m (f (a x))); in the decoder m
 * modulates each channel by the strength (modulator.c). u* are 1x1
 * convolutions, all others 3x3; f is leaky with slope 0.1; up is bilinear
 * up-sampling by 2; a, b, c and d are the planes' channels, as the weights have
 * them. Encoder and decoder are the table in mi-architecture.c.
 */
#include "net/net-mi.h"

#include <math.h>

#include "net/layers.h"
#include "net/mi-architecture.h"
#include "net/modulator.h"
#include "net/weights.h"

struct _SmoothMi
{
  SmoothConv *convs[N_CONVS];
  SmoothSimd simd;
  SmoothModulator *modulator;
};

struct _SmoothMiControl
{
  const SmoothMi *mi;
  float gate[3];       /* the residual's channels are multiplied with these */
  float modulations[]; /* scales and shifts of all blocks, as modulator.h orders
                          them */
};

/* A network while it is being added to a graph. */
typedef struct
{
  const SmoothMi *mi;
  SmoothGraph *graph;
  /* The scales and then the shifts of the modulated block that will be added
   * next. */
  const float *modulation;
  /* For each of the four planes, the last result on it so far. The decoder adds
   * the encoder's results to its own (skip connections). */
  SmoothNode *skips[SMOOTH_MI_N_WIDTHS];
} Build;

/* The names and shapes of all tensors of a network. */
typedef struct
{
  SmoothConvSpec convs[N_CONVS];
  SmoothTensorSpec others[SMOOTH_MODULATOR_N_TENSORS];
  int block_widths[N_BLOCKS];
} Description;

static gboolean
describe (const SmoothTensorSet *set, Description *description, GError **error)
{
  int widths[SMOOTH_MI_N_WIDTHS];

  if (!smooth_mi_get_widths (set, widths, error))
    return FALSE;
  smooth_mi_describe (widths, description->convs);
  smooth_mi_get_block_widths (widths, description->block_widths);
  smooth_modulator_describe (description->block_widths, N_BLOCKS,
                             description->others);
  return TRUE;
}

gboolean
smooth_mi_check (const SmoothTensorSet *set, GError **error)
{
  Description description;
  const SmoothNetSpec net = {
    .convs = description.convs,
    .n_convs = N_CONVS,
    .others = description.others,
    .n_others = SMOOTH_MODULATOR_N_TENSORS,
  };

  return describe (set, &description, error)
         && smooth_weights_check (set, &net, error);
}

SmoothMi *
smooth_mi_new (const SmoothTensorSet *set, SmoothSimd simd, GError **error)
{
  Description description;
  const SmoothNetSpec net = { .convs = description.convs, .n_convs = N_CONVS };
  g_autoptr (SmoothMi) mi = NULL;

  if (!describe (set, &description, error))
    return NULL;
  mi = g_new0 (SmoothMi, 1);
  mi->simd = simd;
  if (!smooth_weights_pack (set, &net, simd, mi->convs, error))
    return NULL;
  mi->modulator =
    smooth_modulator_new (set, description.block_widths, N_BLOCKS, error);
  return mi->modulator != NULL ? g_steal_pointer (&mi) : NULL;
}

void
smooth_mi_free (SmoothMi *mi)
{
  if (mi == NULL)
    return;
  for (int i = 0; i < N_CONVS; i++)
    smooth_conv_free (mi->convs[i]);
  smooth_modulator_free (mi->modulator);
  g_free (mi);
}

/* Adds f (conv (x)), or conv (x) alone if slope is 1. */
static SmoothNode *
convolve (const Build *build, int conv, SmoothNode *x, float slope)
{
  const SmoothConvEpilogue epilogue = { .slope = slope };

  return smooth_layer_conv (build->graph, build->mi->convs[conv], x, &epilogue);
}

/* Adds x + b (f (a (x)) * scale + shift) to the graph; scale and shift may be
 * NULL. */
static SmoothNode *
add_block (const Build *build,
           int conv_a,
           const float *scale,
           const float *shift,
           SmoothNode *x)
{
  const SmoothConvEpilogue inner = { .slope = SLOPE,
                                     .scale = scale,
                                     .shift = shift };
  const SmoothConvEpilogue outer = { .slope = 1, .residual = x };
  SmoothConv *const *convs = &build->mi->convs[conv_a];
  SmoothNode *y = smooth_layer_conv (build->graph, convs[0], x, &inner);

  return smooth_layer_conv (build->graph, convs[1], y, &outer);
}

/* Adds a residual block whose channels the strength modulates. It takes the
 * first scales and shifts that no earlier block has taken. */
static SmoothNode *
add_modulated_block (Build *build, int conv_a, SmoothNode *x)
{
  const int n_channels = x->band.channels;
  const float *scale = build->modulation, *shift = scale + n_channels;

  build->modulation = shift + n_channels;
  return add_block (build, conv_a, scale, shift, x);
}

/* Adds skip + up (conv (y)) to the graph, up being the up-sampling by 2. */
static SmoothNode *
upsample (const Build *build, int conv, SmoothNode *y, SmoothNode *skip)
{
  y = convolve (build, conv, y, 1);
  return smooth_layer_upsample (build->graph, build->mi->simd, y, skip, 2);
}

static SmoothNode *
add_step (Build *build, const SmoothMiStep *step, SmoothNode *y)
{
  switch (step->operation)
    {
    case SMOOTH_MI_CONVOLVE:
      return convolve (build, step->conv, y, SLOPE);
    case SMOOTH_MI_RESIDUAL:
      return add_block (build, step->conv, NULL, NULL, y);
    case SMOOTH_MI_MODULATED:
      return add_modulated_block (build, step->conv, y);
    case SMOOTH_MI_UPSAMPLE:
      break;
    }
  return upsample (build, step->conv, y, build->skips[step->size]);
}

/* Adds picture + gate * out (y) to the graph, out being the last convolution.
 * The colours of gate * out (y) are limited to where the picture has some, and
 * the result is cropped from the padded plane to the picture. */
static SmoothNode *
add_residual (const Build *build,
              const float *gate,
              SmoothNode *y,
              SmoothNode *picture)
{
  const SmoothSimd simd = build->mi->simd;
  const SmoothConvEpilogue epilogue = {
    .slope = 1,
    .scale = gate,
    .height = picture->band.height,
    .width = picture->band.width,
  };
  SmoothNode *residual =
    smooth_layer_conv (build->graph, build->mi->convs[OUT], y, &epilogue);
  SmoothNode *chroma = smooth_layer_chroma (build->graph, simd, picture);

  return smooth_layer_gate_chroma (build->graph, simd, residual, chroma,
                                   picture);
}

SmoothNode *
smooth_mi_build (const SmoothMi *mi,
                 SmoothGraph *graph,
                 SmoothNode *picture,
                 SmoothNode *edge,
                 SmoothMiControl **control)
{
  Build build = { .mi = mi, .graph = graph };
  const int n_modulations = smooth_modulator_get_count (mi->modulator);
  SmoothMiControl *held =
    g_malloc0 (sizeof *held + n_modulations * sizeof (float));
  SmoothNode *y;

  *control = smooth_graph_own (graph, held);
  held->mi = mi;
  build.modulation = held->modulations;
  y = smooth_layer_pack (graph, picture, PICTURE_OFFSET, edge, EDGE_OFFSET);
  for (int i = 0; i < SMOOTH_MI_N_STEPS; i++)
    {
      const SmoothMiStep *step = &smooth_mi_steps[i];

      y = add_step (&build, step, y);
      build.skips[step->size] = y;
    }
  return add_residual (&build, held->gate, y, picture);
}

void
smooth_mi_set_strength (SmoothMiControl *control, double strength)
{
  for (int c = 0; c < 3; c++)
    control->gate[c] = (float) tanh (GATE_STEEPNESS * strength);
  smooth_modulator_apply (control->mi->modulator, strength,
                          control->modulations);
}
