/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/net/modulator-train.h"

#define N_HIDDEN TRAIN_MODULATOR_N_HIDDEN
#define SLOPE 0.1

struct _TrainModulator
{
  int count;
  /* Where the modulator's four tensors begin in the vector of all parameters of
   * the network. */
  gsize hidden_weight, hidden_bias, weight, bias;
  /* A constant that is added to the output layer's results: 1 for a scale, 0
   * for a shift. */
  TrainReal *ones;
  /* The parameters: the four tensors one after the other, in the order of
   * hidden_weight, hidden_bias, weight, bias. */
  TrainReal *values;
};

TrainModulator *
train_modulator_new (const TrainLayout *layout, const int *widths, int n_blocks)
{
  TrainModulator *modulator = g_new0 (TrainModulator, 1);
  TrainReal *one;

  modulator->hidden_weight = train_layout_find (layout, "mlp.0.weight");
  modulator->hidden_bias = train_layout_find (layout, "mlp.0.bias");
  modulator->weight = train_layout_find (layout, "mlp.2.weight");
  modulator->bias = train_layout_find (layout, "mlp.2.bias");
  for (int i = 0; i < n_blocks; i++)
    modulator->count += 2 * widths[i];
  modulator->ones = one = g_new0 (TrainReal, modulator->count);
  for (int i = 0; i < n_blocks; one += 2 * widths[i++])
    for (int c = 0; c < widths[i]; c++)
      one[c] = 1;
  modulator->values = g_new0 (
    TrainReal, 2 * N_HIDDEN + (gsize) modulator->count * (N_HIDDEN + 1));
  return modulator;
}

void
train_modulator_free (TrainModulator *modulator)
{
  if (modulator == NULL)
    return;
  g_free (modulator->ones);
  g_free (modulator->values);
  g_free (modulator);
}

void
train_modulator_set_values (TrainModulator *modulator, const TrainReal *values)
{
  const int count = modulator->count;
  TrainReal *to = modulator->values;

  for (int i = 0; i < N_HIDDEN; i++)
    to[i] = values[modulator->hidden_weight + i];
  to += N_HIDDEN;
  for (int i = 0; i < N_HIDDEN; i++)
    to[i] = values[modulator->hidden_bias + i];
  to += N_HIDDEN;
  for (int i = 0; i < count * N_HIDDEN; i++)
    to[i] = values[modulator->weight + i];
  to += count * N_HIDDEN;
  for (int i = 0; i < count; i++)
    to[i] = values[modulator->bias + i];
}

int
train_modulator_get_count (const TrainModulator *modulator)
{
  return modulator->count;
}

void
train_modulator_forward (const TrainModulator *modulator,
                         double strength,
                         TrainReal *modulations,
                         double hidden[N_HIDDEN])
{
  const TrainReal *hidden_bias = modulator->values + N_HIDDEN;
  const TrainReal *weight = hidden_bias + N_HIDDEN;
  const TrainReal *bias = weight + (gsize) modulator->count * N_HIDDEN;

  for (int k = 0; k < N_HIDDEN; k++)
    {
      hidden[k] = modulator->values[k] * strength + hidden_bias[k];
      if (hidden[k] < 0)
        hidden[k] *= SLOPE;
    }
  for (int i = 0; i < modulator->count; i++)
    {
      double sum = bias[i] + modulator->ones[i];

      for (int k = 0; k < N_HIDDEN; k++)
        sum += weight[i * N_HIDDEN + k] * hidden[k];
      modulations[i] = (TrainReal) sum;
    }
}

void
train_modulator_backward (const TrainModulator *modulator,
                          double strength,
                          const TrainReal *modulations,
                          const double hidden[N_HIDDEN],
                          TrainReal *values)
{
  const TrainReal *weight = modulator->values + 2 * N_HIDDEN;
  TrainReal *to = values + modulator->weight;
  double gradient[N_HIDDEN] = { 0 };

  for (int i = 0; i < modulator->count; i++)
    {
      values[modulator->bias + i] += modulations[i];
      for (int k = 0; k < N_HIDDEN; k++)
        {
          to[i * N_HIDDEN + k] += (TrainReal) (modulations[i] * hidden[k]);
          gradient[k] += modulations[i] * weight[i * N_HIDDEN + k];
        }
    }
  for (int k = 0; k < N_HIDDEN; k++)
    {
      if (hidden[k] <= 0)
        gradient[k] *= SLOPE;
      values[modulator->hidden_weight + k] +=
        (TrainReal) (gradient[k] * strength);
      values[modulator->hidden_bias + k] += (TrainReal) gradient[k];
    }
}
