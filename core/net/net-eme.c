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
 * all 3x3, f leaky with slope 0.1, a b c d channels as the weights have them.
 * The idea of side outputs that are fused is HED's (Xie and Tu, 2015).
 */
#include "net/net-eme.h"

#include "net/layers.h"
#include "net/net-eme-private.h"
#include "net/weights.h"

struct _SmoothEme
{
  SmoothConv *convs[N_CONVS];
  float fuse_weight[N_SIDES];
  float fuse_bias;
  SmoothSimd level;
};

void
smooth_eme_describe (const int widths[SMOOTH_EME_N_WIDTHS],
                     SmoothConvSpec specs[N_CONVS])
{
  const int a = widths[0], b = widths[1], c = widths[2], d = widths[3];
  const SmoothConvSpec table[N_CONVS] = {
    /*          name      in out size stride dilation */
    [S1_0] = { "s1.0", { 3, a, 3, 1, 1 } },
    [S1_1] = { "s1.1", { a, a, 3, 1, 1 } },
    [S2_0] = { "s2.0", { a, b, 3, 2, 1 } },
    [S2_1] = { "s2.1", { b, b, 3, 1, 1 } },
    [S3_0] = { "s3.0", { b, c, 3, 2, 1 } },
    [S3_1] = { "s3.1", { c, c, 3, 1, 1 } },
    [S3_2] = { "s3.2", { c, c, 3, 1, 1 } },
    [S4_0] = { "s4.0", { c, d, 3, 2, 1 } },
    [S4_1] = { "s4.1", { d, d, 3, 1, 2 } },
    [S4_2] = { "s4.2", { d, d, 3, 1, 4 } },
    [SIDE_0] = { "side.0", { a, 1, 1, 1, 1 } },
    [SIDE_1] = { "side.1", { b, 1, 1, 1, 1 } },
    [SIDE_2] = { "side.2", { c, 1, 1, 1, 1 } },
    [SIDE_3] = { "side.3", { d, 1, 1, 1, 1 } },
    [FUSE] = { "fuse", { N_SIDES, 1, 1, 1, 1 } },
  };

  for (int i = 0; i < N_CONVS; i++)
    specs[i] = table[i];
}

gboolean
smooth_eme_get_widths (const SmoothTensorSet *set,
                       int widths[SMOOTH_EME_N_WIDTHS],
                       GError **error)
{
  return smooth_weights_get_width (set, "s1.0", &widths[0], error)
         && smooth_weights_get_width (set, "s2.0", &widths[1], error)
         && smooth_weights_get_width (set, "s3.0", &widths[2], error)
         && smooth_weights_get_width (set, "s4.0", &widths[3], error);
}

/* Fills the network's table from the widths in set. */
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
  SmoothNetSpec net = { .convs = specs, .n_convs = N_CONVS };

  return describe (set, specs, error)
         && smooth_weights_check (set, &net, error);
}

SmoothEme *
smooth_eme_new (const SmoothTensorSet *set,
                SmoothSimd level,
                GError **error)
{
  SmoothConvSpec specs[N_CONVS];
  /* The fusion is the edge head's business, not a convolution of its own. */
  SmoothNetSpec net = { .convs = specs, .n_convs = FUSE };
  g_autoptr (SmoothEme) eme = NULL;

  if (!smooth_eme_check (set, error) || !describe (set, specs, error))
    return NULL;
  eme = g_new0 (SmoothEme, 1);
  eme->level = level;
  if (!smooth_weights_pack (set, &net, level, eme->convs, error))
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
  for (int i = 0; i < N_CONVS; i++)
    smooth_conv_free (eme->convs[i]);
  g_free (eme);
}

/* f (conv (x)). */
static SmoothNode *
enter (const SmoothEme *eme, SmoothGraph *graph, int conv, SmoothNode *x)
{
  const SmoothConvEnd end = { .slope = SLOPE };

  return smooth_layer_conv (graph, eme->convs[conv], x, &end);
}

/* x + f (conv (x)). */
static SmoothNode *
refine (const SmoothEme *eme, SmoothGraph *graph, int conv, SmoothNode *x)
{
  const SmoothConvEnd end = { .slope = SLOPE, .residual = x };

  return smooth_layer_conv (graph, eme->convs[conv], x, &end);
}

static SmoothNode *
side (const SmoothEme *eme, SmoothGraph *graph, int conv, SmoothNode *x)
{
  const SmoothConvEnd end = { .slope = 1 };

  return smooth_layer_conv (graph, eme->convs[conv], x, &end);
}

SmoothNode *
smooth_eme_build (const SmoothEme *eme, SmoothGraph *graph, SmoothNode *picture)
{
  SmoothNode *sides[N_SIDES];
  SmoothNode *x = smooth_layer_pack (graph, picture, PICTURE_OFFSET, NULL, 0);

  x = enter (eme, graph, S1_0, x);
  x = refine (eme, graph, S1_1, x);
  sides[0] = side (eme, graph, SIDE_0, x);

  x = enter (eme, graph, S2_0, x);
  x = refine (eme, graph, S2_1, x);
  sides[1] = side (eme, graph, SIDE_1, x);

  x = enter (eme, graph, S3_0, x);
  x = refine (eme, graph, S3_1, x);
  x = refine (eme, graph, S3_2, x);
  sides[2] = side (eme, graph, SIDE_2, x);

  x = enter (eme, graph, S4_0, x);
  x = refine (eme, graph, S4_1, x);
  x = refine (eme, graph, S4_2, x);
  sides[3] = side (eme, graph, SIDE_3, x);

  return smooth_layer_fuse (graph, eme->level, sides, N_SIDES, eme->fuse_weight,
                            eme->fuse_bias);
}
