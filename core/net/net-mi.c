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
 * g, from 0 to 1, is a function of the picture alone: 0 where it is grey for
 * some px around, 1 where it has colours (kernel/chroma.h). So grey pictures
 * stay grey, by rule: training does not get there, since a network that smooths
 * colours leaves a trace of colour on grey, too.
 *
 * A residual block (r1, r2, mid.*, d*) is x + b (m (f (a x))); in the decoder m
 * modulates each channel by the strength (modulator.c). u* are 1x1, all others
 * 3x3; f leaky with slope 0.1.
 */
#include "net/net-mi.h"

#include <math.h>

#include "net/layers.h"
#include "net/modulator.h"
#include "net/net-mi-private.h"
#include "net/weights.h"

struct _SmoothMi
{
  SmoothConv *convs[N_CONVS];
  SmoothSimd level;
  SmoothModulator *modulator;
};

struct _SmoothMiControl
{
  const SmoothMi *mi;
  float gate[3];       /* of the residual's channels, all equal */
  float modulations[]; /* the modulator's */
};

/* What one build works on. */
typedef struct
{
  const SmoothMi *mi;
  SmoothGraph *graph;
  const float *modulation; /* next block's scales, then its shifts */
} Build;

/* The network's table, from the widths in a set. */
typedef struct
{
  SmoothConvSpec convs[N_CONVS];
  SmoothTensorSpec others[SMOOTH_MODULATOR_N_TENSORS];
  int block_widths[N_BLOCKS];
} Description;

void
smooth_mi_describe (const int widths[SMOOTH_MI_N_WIDTHS],
                    SmoothConvSpec specs[N_CONVS])
{
  const int a = widths[0], b = widths[1], c = widths[2], d = widths[3];
  const SmoothConvSpec table[N_CONVS] = {
    /*           name         in out size stride dilation */
    [E0] = { "e0", { 4, a, 3, 1, 1 } },
    [E1] = { "e1", { a, b, 3, 2, 1 } },
    [E2] = { "e2", { b, c, 3, 2, 1 } },
    [E3] = { "e3", { c, d, 3, 2, 1 } },
    [R1_A] = { "r1.a", { b, b, 3, 1, 1 } },
    [R1_B] = { "r1.b", { b, b, 3, 1, 1 } },
    [R2_A] = { "r2.a", { c, c, 3, 1, 1 } },
    [R2_B] = { "r2.b", { c, c, 3, 1, 1 } },
    [MID_0_A] = { "mid.0.a", { d, d, 3, 1, 1 } },
    [MID_0_B] = { "mid.0.b", { d, d, 3, 1, 1 } },
    [MID_1_A] = { "mid.1.a", { d, d, 3, 1, 1 } },
    [MID_1_B] = { "mid.1.b", { d, d, 3, 1, 1 } },
    [U3] = { "u3", { d, c, 1, 1, 1 } },
    [U2] = { "u2", { c, b, 1, 1, 1 } },
    [U1] = { "u1", { b, a, 1, 1, 1 } },
    [D2_A] = { "d2.a", { c, c, 3, 1, 1 } },
    [D2_B] = { "d2.b", { c, c, 3, 1, 1 } },
    [D1_A] = { "d1.a", { b, b, 3, 1, 1 } },
    [D1_B] = { "d1.b", { b, b, 3, 1, 1 } },
    [D0_A] = { "d0.a", { a, a, 3, 1, 1 } },
    [D0_B] = { "d0.b", { a, a, 3, 1, 1 } },
    [OUT] = { "out", { a, 3, 3, 1, 1 } },
  };

  for (int i = 0; i < N_CONVS; i++)
    specs[i] = table[i];
}

gboolean
smooth_mi_get_widths (const SmoothTensorSet *set,
                      int widths[SMOOTH_MI_N_WIDTHS],
                      GError **error)
{
  return smooth_weights_get_width (set, "e0", &widths[0], error)
         && smooth_weights_get_width (set, "e1", &widths[1], error)
         && smooth_weights_get_width (set, "e2", &widths[2], error)
         && smooth_weights_get_width (set, "e3", &widths[3], error);
}

void
smooth_mi_get_block_widths (const int widths[SMOOTH_MI_N_WIDTHS],
                            int block_widths[N_BLOCKS])
{
  block_widths[0] = block_widths[1] = widths[3];
  for (int i = 2; i < N_BLOCKS; i++)
    block_widths[i] = widths[N_BLOCKS - 1 - i];
}

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

static gboolean
check (const SmoothTensorSet *set, Description *description, GError **error)
{
  SmoothNetSpec net = { .convs = description->convs,
                        .n_convs = N_CONVS,
                        .others = description->others,
                        .n_others = SMOOTH_MODULATOR_N_TENSORS };

  return describe (set, description, error)
         && smooth_weights_check (set, &net, error);
}

gboolean
smooth_mi_check (const SmoothTensorSet *set, GError **error)
{
  Description description;

  return check (set, &description, error);
}

SmoothMi *
smooth_mi_new (const SmoothTensorSet *set, SmoothSimd level, GError **error)
{
  Description description;
  SmoothNetSpec net = { .convs = description.convs, .n_convs = N_CONVS };
  g_autoptr (SmoothMi) mi = NULL;

  if (!check (set, &description, error))
    return NULL;
  mi = g_new0 (SmoothMi, 1);
  mi->level = level;
  if (!smooth_weights_pack (set, &net, level, mi->convs, error))
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

/* f (conv (x)), or conv (x) alone if slope is 1. */
static SmoothNode *
convolve (const Build *build, int conv, SmoothNode *x, float slope)
{
  const SmoothConvEnd end = { .slope = slope };

  return smooth_layer_conv (build->graph, build->mi->convs[conv], x, &end);
}

/* x + b (f (a (x))). */
static SmoothNode *
residual_block (const Build *build, int conv_a, int conv_b, SmoothNode *x)
{
  const SmoothConvEnd end = { .slope = 1, .residual = x };
  SmoothNode *y = convolve (build, conv_a, x, SLOPE);

  return smooth_layer_conv (build->graph, build->mi->convs[conv_b], y, &end);
}

/* x + b (f (a (x)) * (1 + scale) + shift); takes the next modulation. */
static SmoothNode *
modulated_block (Build *build, int conv_a, int conv_b, SmoothNode *x)
{
  int n_channels = x->band.channels;
  SmoothConvEnd inner = { .slope = SLOPE };
  SmoothConvEnd outer = { .slope = 1, .residual = x };
  SmoothNode *y;

  inner.scale = build->modulation;
  inner.shift = build->modulation + n_channels;
  build->modulation += 2 * n_channels;
  y = smooth_layer_conv (build->graph, build->mi->convs[conv_a], x, &inner);
  return smooth_layer_conv (build->graph, build->mi->convs[conv_b], y, &outer);
}

/* skip + up (conv (y)). */
static SmoothNode *
climb (const Build *build, int conv, SmoothNode *y, SmoothNode *skip)
{
  y = convolve (build, conv, y, 1);
  return smooth_layer_upsample (build->graph, build->mi->level, y, skip, 2);
}

/* picture + gate * out (y), with colours where the picture has some; without
 * the padding. */
static SmoothNode *
finish (const Build *build,
        const float *gate,
        SmoothNode *y,
        SmoothNode *picture)
{
  const SmoothSimd level = build->mi->level;
  const SmoothConvEnd end = {
    .slope = 1,
    .scale = gate,
    .height = picture->band.height,
    .width = picture->band.width,
  };
  SmoothNode *residual =
    smooth_layer_conv (build->graph, build->mi->convs[OUT], y, &end);
  SmoothNode *chroma = smooth_layer_chroma (build->graph, level, picture);

  return smooth_layer_gate_chroma (build->graph, level, residual, chroma,
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
  int n_modulations = smooth_modulator_get_count (mi->modulator);
  SmoothMiControl *held =
    g_malloc0 (sizeof *held + n_modulations * sizeof (float));
  SmoothNode *x, *f0, *f1, *f2, *y;

  *control = smooth_graph_keep (graph, held);
  held->mi = mi;
  build.modulation = held->modulations;

  x = smooth_layer_pack (graph, picture, PICTURE_OFFSET, edge, EDGE_OFFSET);
  f0 = convolve (&build, E0, x, SLOPE);
  f1 = convolve (&build, E1, f0, SLOPE);
  f1 = residual_block (&build, R1_A, R1_B, f1);
  f2 = convolve (&build, E2, f1, SLOPE);
  f2 = residual_block (&build, R2_A, R2_B, f2);
  y = convolve (&build, E3, f2, SLOPE);

  y = modulated_block (&build, MID_0_A, MID_0_B, y);
  y = modulated_block (&build, MID_1_A, MID_1_B, y);
  y = climb (&build, U3, y, f2);
  y = modulated_block (&build, D2_A, D2_B, y);
  y = climb (&build, U2, y, f1);
  y = modulated_block (&build, D1_A, D1_B, y);
  y = climb (&build, U1, y, f0);
  y = modulated_block (&build, D0_A, D0_B, y);
  return finish (&build, held->gate, y, picture);
}

void
smooth_mi_set_strength (SmoothMiControl *control, double strength)
{
  for (int c = 0; c < 3; c++)
    control->gate[c] = tanh (GATE_STEEPNESS * strength);
  smooth_modulator_apply (control->mi->modulator, strength,
                          control->modulations);
}
