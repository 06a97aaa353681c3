/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EME, the edge map extractor.
 *
 *   x = picture - 0.45
 *   stage 1, full size:     x = f (s1.0 x),  x = x + f (s1.1 x)          a
 *   stage 2, 1/2 (stride 2): x = f (s2.0 x),  x = x + f (s2.1 x)         b
 *   stage 3, 1/4:            x = f (s3.0 x),  twice x = x + f (s3.i x)   c
 *   stage 4, 1/8:            x = f (s4.0 x),  x = x + f (s4.i x),        d
 *                            dilated by 2 and by 4
 *   side i = 1x1 convolution of stage i's x, up-sampled to full size
 *   edge map = sigmoid (fuse (sides))
 *
 * All convolutions without a note are 3x3; f is leaky with slope 0.1; a, b, c
 * and d are the stages' channels, as the weights have them. The stages are the
 * table in eme-architecture.c. The idea of side outputs that are fused is HED's
 * (Xie and Tu, 2015).
 */
#include "net/net-eme.h"

#include "net/eme-architecture.h"
#include "net/layers.h"
#include "net/weights.h"

struct _SmoothEme
{
  SmoothConv *convs[FUSE];
  float fuse_weight[N_SIDES];
  float fuse_bias;
  SmoothSimd simd;
};

/* Writes to specs the convolutions of the network, with as many channels as the
 * tensors in set have.
 */
static gboolean
describe (const SmoothTensorSet *set,
          SmoothConvSpec specs[N_CONVS],
          GError **error)
{
  int widths[SMOOTH_EME_N_WIDTHS];

  if (!smooth_eme_get_widths (set, widths, error))
    return FALSE;
  smooth_eme_describe (widths, specs);
  return TRUE;
}

gboolean
smooth_eme_check (const SmoothTensorSet *set, GError **error)
{
  SmoothConvSpec specs[N_CONVS];
  const SmoothNetSpec net = { .convs = specs, .n_convs = N_CONVS };

  return describe (set, specs, error)
         && smooth_weights_check (set, &net, error);
}

SmoothEme *
smooth_eme_new (const SmoothTensorSet *set, SmoothSimd simd, GError **error)
{
  SmoothConvSpec specs[N_CONVS];
  /* The last convolution, FUSE, is not packed here: the fuse layer computes it.
   */
  const SmoothNetSpec net = { .convs = specs, .n_convs = FUSE };
  g_autoptr (SmoothEme) eme = NULL;

  if (!describe (set, specs, error))
    return NULL;
  eme = g_new0 (SmoothEme, 1);
  eme->simd = simd;
  if (!smooth_weights_pack (set, &net, simd, eme->convs, error))
    return NULL;
  for (int i = 0; i < N_SIDES; i++)
    eme->fuse_weight[i] = smooth_tensor_set_get (set, "fuse.weight")->data[i];
  eme->fuse_bias = smooth_tensor_set_get (set, "fuse.bias")->data[0];
  return g_steal_pointer (&eme);
}

void
smooth_eme_free (SmoothEme *eme)
{
  if (eme == NULL)
    return;
  for (int i = 0; i < FUSE; i++)
    smooth_conv_free (eme->convs[i]);
  g_free (eme);
}

/* Adds f (conv (x)), plus residual if it is not NULL, to graph. */
static SmoothNode *
convolve (const SmoothEme *eme,
          SmoothGraph *graph,
          int conv,
          SmoothNode *x,
          SmoothNode *residual)
{
  const SmoothConvEpilogue epilogue = { .slope = SLOPE, .residual = residual };

  return smooth_layer_conv (graph, eme->convs[conv], x, &epilogue);
}

SmoothNode *
smooth_eme_build (const SmoothEme *eme, SmoothGraph *graph, SmoothNode *picture)
{
  const SmoothConvEpilogue linear = { .slope = 1 };
  SmoothNode *sides[N_SIDES];
  SmoothNode *x = smooth_layer_pack (graph, picture, PICTURE_OFFSET, NULL, 0);

  for (int i = 0; i < N_SIDES; i++)
    {
      const SmoothEmeStage *stage = &smooth_eme_stages[i];

      x = convolve (eme, graph, stage->conv, x, NULL);
      for (int k = 1; k <= stage->n_residual; k++)
        x = convolve (eme, graph, stage->conv + k, x, x);
      sides[i] = smooth_layer_conv (graph, eme->convs[stage->side], x, &linear);
    }
  return smooth_layer_fuse (graph, eme->simd, sides, N_SIDES, eme->fuse_weight,
                            eme->fuse_bias);
}
