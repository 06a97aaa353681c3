/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/modulator.h"

#include <string.h>

#include <smooth/error.h>

#include "i18n.h"

#define N_HIDDEN 32
#define SLOPE 0.1

struct _SmoothModulator
{
  int count;                          /* number of modulations: scales and
                                         shifts */
  float *hidden_weight, *hidden_bias; /* layer mlp.0: N_HIDDEN numbers each */
  float *weight;                      /* layer mlp.2: count x N_HIDDEN */
  /* The bias of layer mlp.2, count numbers. Where a modulation is a scale, 1
   * has been added. */
  float *bias;
};

static int
count_modulations (const int *widths, int n_blocks)
{
  int count = 0;

  for (int i = 0; i < n_blocks; i++)
    count += 2 * widths[i];
  return count;
}

void
smooth_modulator_describe (const int *widths,
                           int n_blocks,
                           SmoothTensorSpec specs[SMOOTH_MODULATOR_N_TENSORS])
{
  int count = count_modulations (widths, n_blocks);

  specs[0] = (SmoothTensorSpec) { "mlp.0.weight", 2, { N_HIDDEN, 1 } };
  specs[1] = (SmoothTensorSpec) { "mlp.0.bias", 1, { N_HIDDEN } };
  specs[2] = (SmoothTensorSpec) { "mlp.2.weight", 2, { count, N_HIDDEN } };
  specs[3] = (SmoothTensorSpec) { "mlp.2.bias", 1, { count } };
}

/* Returns a copy of the values of the tensor with this name; NULL and NO_MEMORY
 * if there is no memory. */
static float *
copy_tensor (const SmoothTensorSet *set, const char *name, GError **error)
{
  const SmoothTensor *tensor = smooth_tensor_set_get (set, name);
  const gsize n_floats = (gsize) tensor->shape[0] * tensor->shape[1];
  float *copy = g_try_new (float, n_floats);

  if (copy == NULL)
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                 _ ("out of memory: the system refused %zu bytes "
                    "for a layer's weights"),
                 n_floats * sizeof (float));
  else
    memcpy (copy, tensor->data, n_floats * sizeof (float));
  return copy;
}

static gboolean
copy_tensors (SmoothModulator *modulator,
              const SmoothTensorSet *set,
              GError **error)
{
  struct
  {
    float **copy;
    const char *name;
  } const tensors[] = { { &modulator->hidden_weight, "mlp.0.weight" },
                        { &modulator->hidden_bias, "mlp.0.bias" },
                        { &modulator->weight, "mlp.2.weight" },
                        { &modulator->bias, "mlp.2.bias" } };

  for (gsize i = 0; i < G_N_ELEMENTS (tensors); i++)
    {
      *tensors[i].copy = copy_tensor (set, tensors[i].name, error);
      if (*tensors[i].copy == NULL)
        return FALSE;
    }
  return TRUE;
}

SmoothModulator *
smooth_modulator_new (const SmoothTensorSet *set,
                      const int *widths,
                      int n_blocks,
                      GError **error)
{
  g_autoptr (SmoothModulator) modulator = g_new0 (SmoothModulator, 1);
  float *bias;

  modulator->count = count_modulations (widths, n_blocks);
  if (!copy_tensors (modulator, set, error))
    return NULL;
  bias = modulator->bias;
  for (int i = 0; i < n_blocks; i++)
    {
      for (int c = 0; c < widths[i]; c++)
        bias[c] += 1;
      bias += 2 * widths[i];
    }
  return g_steal_pointer (&modulator);
}

void
smooth_modulator_free (SmoothModulator *modulator)
{
  if (modulator == NULL)
    return;
  g_free (modulator->hidden_weight);
  g_free (modulator->hidden_bias);
  g_free (modulator->weight);
  g_free (modulator->bias);
  g_free (modulator);
}

int
smooth_modulator_get_count (const SmoothModulator *modulator)
{
  return modulator->count;
}

void
smooth_modulator_apply (const SmoothModulator *modulator,
                        double strength,
                        float *modulations)
{
  double hidden[N_HIDDEN];

  for (int i = 0; i < N_HIDDEN; i++)
    {
      hidden[i] =
        modulator->hidden_weight[i] * strength + modulator->hidden_bias[i];
      if (hidden[i] < 0)
        hidden[i] *= SLOPE;
    }
  for (int i = 0; i < modulator->count; i++)
    {
      double sum = modulator->bias[i];

      for (int k = 0; k < N_HIDDEN; k++)
        sum += modulator->weight[i * N_HIDDEN + k] * hidden[k];
      modulations[i] = (float) sum;
    }
}
