/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `info`: prints the contents of a file of weights or of a
 * checkpoint. */
#include "train/program/commands.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "file/safetensors.h"

static void
print_tensor (const SmoothTensor *tensor)
{
  const gsize n = smooth_tensor_get_n_values (tensor);
  g_autofree char *shape =
    smooth_tensor_shape_to_string (tensor->n_dims, tensor->shape);
  double squares = 0;
  float most = 0;

  for (gsize i = 0; i < n; i++)
    {
      squares += (double) tensor->data[i] * tensor->data[i];
      most = MAX (most, fabsf (tensor->data[i]));
    }
  g_print ("  %-20s %-14s rms %-10.4g max %.4g\n", tensor->name, shape,
           sqrt (squares / n), most);
}

static void
print_set (const SmoothTensorSet *set)
{
  g_autofree const char **keys = smooth_tensor_set_list_metadata (set);
  gsize n_tensors, n_values = 0;
  const SmoothTensor *const *tensors = smooth_tensor_set_list (set, &n_tensors);

  for (const char **key = keys; *key != NULL; key++)
    {
      g_auto (GStrv) lines =
        g_strsplit (smooth_tensor_set_get_metadata (set, *key), "\n", -1);

      for (int i = 0; lines[i] != NULL; i++)
        if (i == 0 || lines[i][0] != '\0')
          g_print ("%-12s %s\n", i == 0 ? *key : "", lines[i]);
    }
  for (gsize i = 0; i < n_tensors; i++)
    {
      print_tensor (tensors[i]);
      n_values += smooth_tensor_get_n_values (tensors[i]);
    }
  g_print ("%d tensors, %ld values\n", (int) n_tensors, (long) n_values);
}

int
command_info (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothTensorSet) set = NULL;

  if (argc != 2 || strcmp (argv[1], "--help") == 0)
    {
      g_print ("Usage: info FILE\n\nPrints what is in a file of weights, or in "
               "a run's checkpoint.safetensors.\n");
      return argc == 2 ? 0 : 2;
    }
  set = smooth_safetensors_load (argv[1], &error);
  if (set == NULL)
    {
      g_printerr ("info: %s\n", error->message);
      return 1;
    }
  print_set (set);
  return 0;
}
