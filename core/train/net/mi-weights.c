/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MI, the main interpreter, for training: creates its layers and sets their
 * parameters. The passes are in mi-train.c. */
#include "train/net/mi-train-private.h"

#include <string.h>

#include "net/modulator.h"

TrainMi *
train_mi_new (const int widths[TRAIN_MI_N_WIDTHS],
              SmoothSimd simd,
              GError **error)
{
  g_autoptr (TrainMi) mi = g_new0 (TrainMi, 1);
  SmoothConvSpec convs[N_CONVS];
  SmoothTensorSpec others[SMOOTH_MODULATOR_N_TENSORS];
  int block_widths[N_BLOCKS];
  SmoothNetSpec net = { .convs = convs,
                        .n_convs = N_CONVS,
                        .others = others,
                        .n_others = SMOOTH_MODULATOR_N_TENSORS };

  memcpy (mi->widths, widths, sizeof mi->widths);
  mi->simd = simd;
  smooth_mi_describe (widths, convs);
  smooth_mi_get_block_widths (widths, block_widths);
  smooth_modulator_describe (block_widths, N_BLOCKS, others);
  mi->layout = train_layout_new (&net);
  for (int i = 0; i < N_CONVS; i++)
    if ((mi->convs[i] = train_conv_new (&convs[i], mi->layout, simd, error))
        == NULL)
      return NULL;
  mi->modulator = train_modulator_new (mi->layout, block_widths, N_BLOCKS);
  return g_steal_pointer (&mi);
}

TrainMi *
train_mi_new_from_set (const SmoothTensorSet *set,
                       SmoothSimd simd,
                       GError **error)
{
  g_autoptr (TrainMi) mi = NULL;
  g_autofree TrainReal *values = NULL;
  int widths[N_SIZES];

  if (!smooth_mi_check (set, error)
      || !smooth_mi_get_widths (set, widths, error))
    return NULL;
  mi = train_mi_new (widths, simd, error);
  if (mi == NULL)
    return NULL;
  values = g_new (TrainReal, train_layout_get_n_values (mi->layout));
  if (!train_layout_read (mi->layout, set, values, error))
    return NULL;
  train_mi_set_values (mi, values, NULL);
  return g_steal_pointer (&mi);
}

void
train_mi_free (TrainMi *mi)
{
  if (mi == NULL)
    return;
  for (int i = 0; i < N_CONVS; i++)
    train_conv_free (mi->convs[i]);
  train_modulator_free (mi->modulator);
  train_layout_free (mi->layout);
  g_free (mi);
}

const TrainLayout *
train_mi_get_layout (const TrainMi *mi)
{
  return mi->layout;
}

void
train_mi_draw_values (const TrainMi *mi, guint64 seed, TrainReal *values)
{
  static const char *const small[] = {
    "r1.b.weight",    "r2.b.weight", "mid.0.b.weight",
    "mid.1.b.weight", "d2.b.weight", "d1.b.weight",
    "d0.b.weight",    "out.weight",  "mlp.2.weight",
  };

  train_layout_draw (mi->layout, seed, values);
  for (gsize i = 0; i < G_N_ELEMENTS (small); i++)
    train_layout_scale (mi->layout, small[i], 0.1, values);
  train_layout_scale (mi->layout, "mlp.2.bias", 0, values);
}

void
train_mi_set_values (TrainMi *mi,
                     const TrainReal *values,
                     SmoothThreads *threads)
{
  train_modulator_set_values (mi->modulator, values);
  train_convs_set_values (mi->convs, N_CONVS, values, threads);
}
