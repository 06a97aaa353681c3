/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets of named float32 tensors (see tensor-set.h). Each tensor's data is an
 * allocation of its own. Shapes may come from a file, so every product of sizes
 * is checked for overflow, and the allocation may fail.
 */
#include "file/tensor-set.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "base/arena.h"
#include "base/system.h"
#include "i18n.h"

struct _SmoothTensorSet
{
  char *label;
  GPtrArray *tensors;   /* elements are SmoothTensor, in the order in which they
                           were added */
  GHashTable *by_name;  /* maps a name to its SmoothTensor; tensors owns both */
  GHashTable *metadata; /* maps a key to its text */
};

static void
tensor_free (gpointer data)
{
  SmoothTensor *tensor = data;

  g_free (tensor->name);
  smooth_system_free (tensor->data);
  g_free (tensor);
}

SmoothTensorSet *
smooth_tensor_set_new (const char *label)
{
  SmoothTensorSet *set = g_new0 (SmoothTensorSet, 1);

  set->label = g_strdup (label);
  set->tensors = g_ptr_array_new_with_free_func (tensor_free);
  set->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  set->metadata =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return set;
}

void
smooth_tensor_set_free (SmoothTensorSet *set)
{
  if (set == NULL)
    return;
  g_hash_table_unref (set->metadata);
  g_hash_table_unref (set->by_name);
  g_ptr_array_unref (set->tensors);
  g_free (set->label);
  g_free (set);
}

const char *
smooth_tensor_set_get_label (const SmoothTensorSet *set)
{
  return set->label;
}

char *
smooth_tensor_shape_to_string (int n_dims, const int *shape)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < n_dims; i++)
    {
      if (i > 0)
        g_string_append_c (text, 'x');
      if (shape[i] == 0)
        g_string_append_c (text, '?');
      else
        g_string_append_printf (text, "%d", shape[i]);
    }
  if (n_dims == 0)
    g_string_append (text, _ ("a single number"));
  return g_string_free (text, FALSE);
}

/* Computes how many values a tensor of this shape has. Returns FALSE if the
 * shape is impossible or its bytes, rounded up to the alignment, are too many
 * for a gsize. */
static gboolean
count_values (int n_dims, const int *shape, gsize *n_values)
{
  gsize n_bytes;

  if (n_dims < 0 || n_dims > SMOOTH_TENSOR_MAX_DIMS)
    return FALSE;
  *n_values = 1;
  for (int i = 0; i < n_dims; i++)
    if (shape[i] < 1
        || !g_size_checked_mul (n_values, *n_values, (gsize) shape[i]))
      return FALSE;
  return g_size_checked_mul (&n_bytes, *n_values, sizeof (float))
         && n_bytes <= G_MAXSIZE - SMOOTH_ALIGNMENT;
}

gsize
smooth_tensor_get_n_values (const SmoothTensor *tensor)
{
  gsize n_values = 0;

  count_values (tensor->n_dims, tensor->shape, &n_values);
  return n_values;
}

/* Makes a tensor of n_values zeros. Returns NULL if there is no memory. */
static SmoothTensor *
tensor_new (const char *name, int n_dims, const int *shape, gsize n_values)
{
  gsize n_bytes = n_values * sizeof (float);
  float *data = smooth_system_alloc (SMOOTH_ALIGNMENT, n_bytes);
  SmoothTensor *tensor;

  if (data == NULL)
    return NULL;
  memset (data, 0, n_bytes);
  tensor = g_new0 (SmoothTensor, 1);
  tensor->name = g_strdup (name);
  tensor->n_dims = n_dims;
  for (int i = 0; i < SMOOTH_TENSOR_MAX_DIMS; i++)
    tensor->shape[i] = i < n_dims ? shape[i] : 1;
  tensor->data = data;
  return tensor;
}

SmoothTensor *
smooth_tensor_set_add (SmoothTensorSet *set,
                       const char *name,
                       int n_dims,
                       const int *shape,
                       GError **error)
{
  gsize n_values;
  SmoothTensor *tensor;

  if (g_hash_table_contains (set->by_name, name))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE,
                   _ ("weights '%s': there is more than one tensor '%s'"),
                   set->label, name);
      return NULL;
    }
  if (!count_values (n_dims, shape, &n_values))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE,
                   _ ("weights '%s': tensor '%s' has an impossible shape; up "
                      "to %d sizes from 1 on are wanted"),
                   set->label, name, SMOOTH_TENSOR_MAX_DIMS);
      return NULL;
    }
  tensor = tensor_new (name, n_dims, shape, n_values);
  if (tensor == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                   _ ("weights '%s': no memory for the %.1f MB of tensor "
                      "'%s'"),
                   set->label, (double) n_values * sizeof (float) / 1e6, name);
      return NULL;
    }
  g_ptr_array_add (set->tensors, tensor);
  g_hash_table_insert (set->by_name, tensor->name, tensor);
  return tensor;
}

const SmoothTensor *
smooth_tensor_set_get (const SmoothTensorSet *set, const char *name)
{
  return g_hash_table_lookup (set->by_name, name);
}

const SmoothTensor *const *
smooth_tensor_set_list (const SmoothTensorSet *set, gsize *n_tensors)
{
  *n_tensors = set->tensors->len;
  return (const SmoothTensor *const *) set->tensors->pdata;
}

static gboolean
check_shape (const SmoothTensorSet *set,
             const SmoothTensor *tensor,
             int n_dims,
             const int *shape,
             GError **error)
{
  g_autofree char *got = NULL;
  g_autofree char *wanted = NULL;
  gboolean same = tensor->n_dims == n_dims;

  for (int i = 0; same && i < n_dims; i++)
    same = shape[i] == 0 || shape[i] == tensor->shape[i];
  if (same)
    return TRUE;
  got = smooth_tensor_shape_to_string (tensor->n_dims, tensor->shape);
  wanted = smooth_tensor_shape_to_string (n_dims, shape);
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE,
               _ ("weights '%s': tensor '%s' is %s, the network needs %s"),
               set->label, tensor->name, got, wanted);
  return FALSE;
}

static gboolean
check_finite (const SmoothTensorSet *set,
              const SmoothTensor *tensor,
              GError **error)
{
  gsize n_values = smooth_tensor_get_n_values (tensor);

  for (gsize i = 0; i < n_values; i++)
    if (!isfinite (tensor->data[i]))
      {
        g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                     _ ("weights '%s': tensor '%s' holds %g at place %zu, the "
                        "network needs finite numbers"),
                     set->label, tensor->name, (double) tensor->data[i], i);
        return FALSE;
      }
  return TRUE;
}

const float *
smooth_tensor_set_require (const SmoothTensorSet *set,
                           const char *name,
                           int n_dims,
                           const int *shape,
                           GError **error)
{
  const SmoothTensor *tensor = smooth_tensor_set_get (set, name);

  if (tensor == NULL)
    {
      g_autofree char *wanted = smooth_tensor_shape_to_string (n_dims, shape);

      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE,
                   _ ("weights '%s': tensor '%s' is missing, the network "
                      "needs it as %s"),
                   set->label, name, wanted);
      return NULL;
    }
  if (!check_shape (set, tensor, n_dims, shape, error)
      || !check_finite (set, tensor, error))
    return NULL;
  return tensor->data;
}

void
smooth_tensor_set_set_metadata (SmoothTensorSet *set,
                                const char *key,
                                const char *value)
{
  g_hash_table_replace (set->metadata, g_strdup (key), g_strdup (value));
}

const char *
smooth_tensor_set_get_metadata (const SmoothTensorSet *set, const char *key)
{
  return g_hash_table_lookup (set->metadata, key);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

const char **
smooth_tensor_set_list_metadata (const SmoothTensorSet *set)
{
  guint n_keys;
  gpointer *keys = g_hash_table_get_keys_as_array (set->metadata, &n_keys);

  qsort (keys, n_keys, sizeof *keys, compare_strings);
  return (const char **) keys;
}
