/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/net/parameter-layout.h"

#include <math.h>

#include "train/base/random.h"

/* The number of the stream of random numbers that this file alone draws from,
 * see train_random_init (). */
#define RANDOM_STREAM 0x1a7

/* A tensor, and where it stands in the vector of all parameters. */
typedef struct
{
  char *name;
  int n_dims;
  int shape[SMOOTH_TENSOR_MAX_DIMS];
  gsize at, n_values;
  /* on how many inputs one output of the tensor's layer depends */
  int n_inputs;
} Place;

struct _TrainLayout
{
  GArray *places; /* elements are Place */
  gsize n_values;
};

static void
clear_place (gpointer place)
{
  g_free (((Place *) place)->name);
}

static void
add (
  TrainLayout *layout, char *name, int n_dims, const int *shape, int n_inputs)
{
  Place place = { name, n_dims, { 1, 1, 1, 1 }, layout->n_values, 1, n_inputs };

  for (int i = 0; i < n_dims; i++)
    {
      place.shape[i] = shape[i];
      place.n_values *= shape[i];
    }
  layout->n_values += place.n_values;
  g_array_append_val (layout->places, place);
}

TrainLayout *
train_layout_new (const SmoothNetSpec *spec)
{
  TrainLayout *layout = g_new0 (TrainLayout, 1);
  int n_inputs = 1;

  layout->places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_array_set_clear_func (layout->places, clear_place);
  for (gsize i = 0; i < spec->n_convs; i++)
    {
      const SmoothConvSpec *conv = &spec->convs[i];
      const SmoothConvShape *shape = &conv->shape;
      const int sizes[] = { shape->out_channels, shape->in_channels,
                            shape->size, shape->size };

      n_inputs = shape->in_channels * shape->size * shape->size;
      add (layout, g_strconcat (conv->name, ".weight", NULL), 4, sizes,
           n_inputs);
      add (layout, g_strconcat (conv->name, ".bias", NULL), 1, sizes, n_inputs);
    }
  /* All tensors that do not belong to convolutions belong to linear layers:
   * each layer has a weight, outputs x inputs, followed by its bias. */
  for (gsize i = 0; i < spec->n_others; i++)
    {
      const SmoothTensorSpec *other = &spec->others[i];

      if (other->n_dims == 2)
        n_inputs = other->shape[1];
      add (layout, g_strdup (other->name), other->n_dims, other->shape,
           n_inputs);
    }
  return layout;
}

void
train_layout_free (TrainLayout *layout)
{
  if (layout == NULL)
    return;
  g_array_unref (layout->places);
  g_free (layout);
}

gsize
train_layout_get_n_values (const TrainLayout *layout)
{
  return layout->n_values;
}

static const Place *
get_place (const TrainLayout *layout, guint i)
{
  return &g_array_index (layout->places, Place, i);
}

/* Finds the place of the tensor name; NULL if there is none. */
static const Place *
find (const TrainLayout *layout, const char *name)
{
  for (guint i = 0; i < layout->places->len; i++)
    if (g_str_equal (get_place (layout, i)->name, name))
      return get_place (layout, i);
  return NULL;
}

gsize
train_layout_find (const TrainLayout *layout, const char *name)
{
  const Place *place = find (layout, name);

  g_return_val_if_fail (place != NULL, 0);

  return place->at;
}

/* Returns the index in the vector of all parameters of one number of a tensor:
 * of number i in the order of files, which for a convolution is another than in
 * the vector (see parameter-layout.h). */
static gsize
get_index (const Place *place, gsize i)
{
  const int n_in = place->shape[1];
  const int n_taps = place->shape[2] * place->shape[3];

  if (place->n_dims < 4)
    return place->at + i;
  return place->at + (i / ((gsize) n_in * n_taps) * n_taps + i % n_taps) * n_in
         + i / n_taps % n_in;
}

gboolean
train_layout_read (const TrainLayout *layout,
                   const SmoothTensorSet *set,
                   TrainReal *values,
                   GError **error)
{
  for (guint k = 0; k < layout->places->len; k++)
    {
      const Place *place = get_place (layout, k);
      const float *data = smooth_tensor_set_require (
        set, place->name, place->n_dims, place->shape, error);

      if (data == NULL)
        return FALSE;
      for (gsize i = 0; i < place->n_values; i++)
        values[get_index (place, i)] = data[i];
    }
  return TRUE;
}

SmoothTensorSet *
train_layout_write (const TrainLayout *layout,
                    const char *label,
                    const TrainReal *values,
                    GError **error)
{
  g_autoptr (SmoothTensorSet) set = smooth_tensor_set_new (label);

  for (guint k = 0; k < layout->places->len; k++)
    {
      const Place *place = get_place (layout, k);
      SmoothTensor *tensor = smooth_tensor_set_add (
        set, place->name, place->n_dims, place->shape, error);

      if (tensor == NULL)
        return NULL;
      for (gsize i = 0; i < place->n_values; i++)
        tensor->data[i] = values[get_index (place, i)];
    }
  return g_steal_pointer (&set);
}

void
train_layout_draw (const TrainLayout *layout, guint64 seed, TrainReal *values)
{
  for (guint k = 0; k < layout->places->len; k++)
    {
      const Place *place = get_place (layout, k);
      const double bound = 1 / sqrt (place->n_inputs);
      TrainRandom random;

      train_random_init (&random, seed, 0, k, RANDOM_STREAM);
      for (gsize i = 0; i < place->n_values; i++)
        values[place->at + i] =
          (TrainReal) train_random_uniform (&random, -bound, bound);
    }
}

void
train_layout_scale (const TrainLayout *layout,
                    const char *name,
                    double factor,
                    TrainReal *values)
{
  const Place *place = find (layout, name);

  g_return_if_fail (place != NULL);

  for (gsize i = 0; i < place->n_values; i++)
    values[place->at + i] *= (TrainReal) factor;
}
