/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EME, the edge map extractor, for training: creates its layers and sets their
 * parameters. The passes are in eme-train.c. */
#include "train/net/eme-train-private.h"

#include <string.h>

TrainEme *
train_eme_new (const int widths[TRAIN_EME_N_WIDTHS],
               SmoothSimd simd,
               GError **error)
{
  g_autoptr (TrainEme) eme = g_new0 (TrainEme, 1);
  SmoothConvSpec convs[N_CONVS];
  SmoothNetSpec net = { .convs = convs, .n_convs = N_CONVS };

  memcpy (eme->widths, widths, sizeof eme->widths);
  eme->simd = simd;
  smooth_eme_describe (widths, convs);
  eme->layout = train_layout_new (&net);
  for (int i = 0; i < FUSE; i++)
    if ((eme->convs[i] = train_conv_new (&convs[i], eme->layout, simd, error))
        == NULL)
      return NULL;
  eme->fuse_weight_at = train_layout_find (eme->layout, "fuse.weight");
  eme->fuse_bias_at = train_layout_find (eme->layout, "fuse.bias");
  return g_steal_pointer (&eme);
}

TrainEme *
train_eme_new_from_set (const SmoothTensorSet *set,
                        SmoothSimd simd,
                        GError **error)
{
  g_autoptr (TrainEme) eme = NULL;
  g_autofree TrainReal *values = NULL;
  int widths[N_STAGES];

  if (!smooth_eme_check (set, error)
      || !smooth_eme_get_widths (set, widths, error))
    return NULL;
  eme = train_eme_new (widths, simd, error);
  if (eme == NULL)
    return NULL;
  values = g_new (TrainReal, train_layout_get_n_values (eme->layout));
  if (!train_layout_read (eme->layout, set, values, error))
    return NULL;
  train_eme_set_values (eme, values, NULL);
  return g_steal_pointer (&eme);
}

void
train_eme_free (TrainEme *eme)
{
  if (eme == NULL)
    return;
  for (int i = 0; i < FUSE; i++)
    train_conv_free (eme->convs[i]);
  train_layout_free (eme->layout);
  g_free (eme);
}

const TrainLayout *
train_eme_get_layout (const TrainEme *eme)
{
  return eme->layout;
}

void
train_eme_draw_values (const TrainEme *eme, guint64 seed, TrainReal *values)
{
  train_layout_draw (eme->layout, seed, values);
  for (int i = 0; i < N_SIDES; i++)
    values[eme->fuse_weight_at + i] = (TrainReal) 1 / N_SIDES;
}

void
train_eme_set_values (TrainEme *eme,
                      const TrainReal *values,
                      SmoothThreads *threads)
{
  for (int i = 0; i < N_SIDES; i++)
    eme->fuse_weight[i] = values[eme->fuse_weight_at + i];
  eme->fuse_bias = values[eme->fuse_bias_at];
  train_convs_set_values (eme->convs, FUSE, values, threads);
}
