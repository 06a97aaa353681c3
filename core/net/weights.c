/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/weights.h"

#include <smooth/error.h>

#include "i18n.h"

static char *
weight_name (const char *name)
{
  return g_strconcat (name, ".weight", NULL);
}

static char *
bias_name (const char *name)
{
  return g_strconcat (name, ".bias", NULL);
}

gboolean
smooth_weights_get_width (const SmoothTensorSet *set,
                          const char *name,
                          int *width,
                          GError **error)
{
  static const int any[4] = { 0 };
  g_autofree char *weight = weight_name (name);

  if (smooth_tensor_set_require (set, weight, 4, any, error) == NULL)
    return FALSE;
  *width = smooth_tensor_set_get (set, weight)->shape[0];
  if (*width <= SMOOTH_MAX_CHANNELS)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE,
               _ ("weights '%s': tensor '%s' has %d output channels, at most "
                  "%d are supported"),
               smooth_tensor_set_get_label (set), weight, *width,
               SMOOTH_MAX_CHANNELS);
  return FALSE;
}

static gboolean
check_conv (const SmoothTensorSet *set,
            const SmoothConvSpec *conv,
            GError **error)
{
  const SmoothConvShape *shape = &conv->shape;
  int sizes[4] = { shape->out_channels, shape->in_channels, shape->size,
                   shape->size };
  g_autofree char *weight = weight_name (conv->name);
  g_autofree char *bias = bias_name (conv->name);

  return smooth_tensor_set_require (set, weight, 4, sizes, error) != NULL
         && smooth_tensor_set_require (set, bias, 1, sizes, error) != NULL;
}

/* Whether the network that spec describes has a tensor of this name. */
static gboolean
is_known (const SmoothNetSpec *spec, const char *name)
{
  for (gsize i = 0; i < spec->n_convs; i++)
    {
      g_autofree char *weight = weight_name (spec->convs[i].name);
      g_autofree char *bias = bias_name (spec->convs[i].name);

      if (g_str_equal (name, weight) || g_str_equal (name, bias))
        return TRUE;
    }
  for (gsize i = 0; i < spec->n_others; i++)
    if (g_str_equal (name, spec->others[i].name))
      return TRUE;
  return FALSE;
}

/* Checks that set has no other tensors than the network that spec describes. */
static gboolean
refuse_unknown (const SmoothTensorSet *set,
                const SmoothNetSpec *spec,
                GError **error)
{
  gsize n;
  const SmoothTensor *const *tensors = smooth_tensor_set_list (set, &n);

  for (gsize i = 0; i < n; i++)
    if (!is_known (spec, tensors[i]->name))
      {
        g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE,
                     _ ("weights '%s': tensor '%s' is not one of the "
                        "network's"),
                     smooth_tensor_set_get_label (set), tensors[i]->name);
        return FALSE;
      }
  return TRUE;
}

gboolean
smooth_weights_check (const SmoothTensorSet *set,
                      const SmoothNetSpec *spec,
                      GError **error)
{
  for (gsize i = 0; i < spec->n_convs; i++)
    if (!check_conv (set, &spec->convs[i], error))
      return FALSE;
  for (gsize i = 0; i < spec->n_others; i++)
    {
      const SmoothTensorSpec *other = &spec->others[i];

      if (smooth_tensor_set_require (set, other->name, other->n_dims,
                                     other->shape, error)
          == NULL)
        return FALSE;
    }
  return refuse_unknown (set, spec, error);
}

gboolean
smooth_weights_pack (const SmoothTensorSet *set,
                     const SmoothNetSpec *spec,
                     SmoothSimd simd,
                     SmoothConv **convs,
                     GError **error)
{
  for (gsize i = 0; i < spec->n_convs; i++)
    {
      const SmoothConvSpec *conv = &spec->convs[i];
      g_autofree char *weight = weight_name (conv->name);
      g_autofree char *bias = bias_name (conv->name);

      convs[i] = smooth_conv_new (
        &conv->shape, smooth_tensor_set_get (set, weight)->data,
        smooth_tensor_set_get (set, bias)->data, simd, error);
      if (convs[i] == NULL)
        {
          while (i-- > 0)
            g_clear_pointer (&convs[i], smooth_conv_free);
          return FALSE;
        }
      smooth_conv_set_name (convs[i], conv->name);
    }
  return TRUE;
}
