/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/run/checkpoint.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "file/safetensors.h"
#include "train/base/settings.h"

#define KIND "checkpoint-1"

/* The names of the tensors in a checkpoint's file that hold the four vectors of
 * TrainProgress. */
static const char *const NAMES[] = { "values", "average", "moment1",
                                     "moment2" };
#define N_VECTORS G_N_ELEMENTS (NAMES)

/* Returns that vector of progress which the file has under the name
 * NAMES[i]. */
static TrainReal *
get_vector (const TrainProgress *progress, gsize i)
{
  TrainReal *const vectors[] = { progress->values, progress->average,
                                 progress->moment1, progress->moment2 };

  return vectors[i];
}

/* Returns whether all numbers of progress's four vectors are finite. A number
 * that is infinite or NaN would stay so in all further steps. */
static gboolean
is_finite (const TrainProgress *progress)
{
  for (gsize i = 0; i < N_VECTORS; i++)
    for (gsize k = 0; k < progress->n_values; k++)
      if (!isfinite (get_vector (progress, i)[k]))
        return FALSE;
  return TRUE;
}

gboolean
train_checkpoint_save (const char *path,
                       const char *network,
                       const char *settings,
                       const TrainProgress *progress,
                       GError **error)
{
  g_autoptr (SmoothTensorSet) set = smooth_tensor_set_new (path);
  g_autofree char *n_done =
    g_strdup_printf ("%" G_GUINT64_FORMAT, progress->n_done);
  g_autofree char *n_before =
    g_strdup_printf ("%" G_GUINT64_FORMAT, progress->n_before);
  const int shape[] = { (int) progress->n_values };

  if (!is_finite (progress))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                   "training %s: the weights are not finite any more at "
                   "step %s; take a lower --rate",
                   network, n_done);
      return FALSE;
    }
  for (gsize i = 0; i < N_VECTORS; i++)
    {
      SmoothTensor *tensor =
        smooth_tensor_set_add (set, NAMES[i], 1, shape, error);

      if (tensor == NULL)
        return FALSE;
      for (gsize k = 0; k < progress->n_values; k++)
        tensor->data[k] = (float) get_vector (progress, i)[k];
    }
  smooth_tensor_set_set_metadata (set, "kind", KIND);
  smooth_tensor_set_set_metadata (set, "network", network);
  smooth_tensor_set_set_metadata (set, "steps", n_done);
  smooth_tensor_set_set_metadata (set, "steps-before", n_before);
  smooth_tensor_set_set_metadata (set, "settings", settings);
  return smooth_safetensors_save (set, path, error);
}

/* The keys of settings that checkpoints of earlier versions may lack. */
static const char *const OPTIONAL[] = { "recipe", "data-sha256", NULL };

/* Checks that got, the settings in the checkpoint file path, agree with wanted,
 * the settings of this run. The error names both lines where they differ. */
static gboolean
check_settings (const char *path,
                const char *wanted,
                const char *got,
                GError **error)
{
  g_autofree char *wanted_line = NULL;
  g_autofree char *got_line = NULL;

  if (train_settings_agree (wanted, got, OPTIONAL, &wanted_line, &got_line))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_VERSION,
               "checkpoint '%s': it was made with '%s', this run has '%s'; "
               "a run can only be resumed with the same arguments",
               path, got_line, wanted_line);
  return FALSE;
}

/* Checks that set, the contents of the checkpoint file path, has the value
 * wanted under key in its metadata. */
static gboolean
check_metadata (const char *path,
                const SmoothTensorSet *set,
                const char *key,
                const char *wanted,
                GError **error)
{
  const char *got = smooth_tensor_set_get_metadata (set, key);

  if (got != NULL && g_str_equal (got, wanted))
    return TRUE;
  if (got != NULL && g_str_equal (key, "settings"))
    return check_settings (path, wanted, got, error);
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
               "checkpoint '%s': its %s is '%s' instead of '%s'", path, key,
               got != NULL ? got : "", wanted);
  return FALSE;
}

/* Reads a number that stands under key in the metadata of set, the contents of
 * the checkpoint file path; it is 0 if the metadata do not have key. */
static gboolean
read_number (const char *path,
             const SmoothTensorSet *set,
             const char *key,
             guint64 *number,
             GError **error)
{
  const char *text = smooth_tensor_set_get_metadata (set, key);

  *number = 0;
  return text == NULL
         || g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, number, NULL)
         || check_metadata (path, set, key, "a number", error);
}

/* Reads the four vectors of progress and its numbers of steps from set, the
 * contents of the checkpoint file path. */
static gboolean
read_progress (const char *path,
               const SmoothTensorSet *set,
               TrainProgress *progress,
               GError **error)
{
  const int shape[] = { (int) progress->n_values };

  if (smooth_tensor_set_get_metadata (set, "steps") == NULL)
    return check_metadata (path, set, "steps", "a number", error);
  if (!read_number (path, set, "steps", &progress->n_done, error)
      || !read_number (path, set, "steps-before", &progress->n_before, error))
    return FALSE;
  for (gsize i = 0; i < N_VECTORS; i++)
    {
      const float *data =
        smooth_tensor_set_require (set, NAMES[i], 1, shape, error);

      if (data == NULL)
        return FALSE;
      for (gsize k = 0; k < progress->n_values; k++)
        get_vector (progress, i)[k] = data[k];
    }
  return TRUE;
}

gboolean
train_checkpoint_load (const char *path,
                       const char *network,
                       const char *settings,
                       TrainProgress *progress,
                       GError **error)
{
  g_autoptr (SmoothTensorSet) set = smooth_safetensors_load (path, error);

  return set != NULL && check_metadata (path, set, "kind", KIND, error)
         && check_metadata (path, set, "network", network, error)
         && check_metadata (path, set, "settings", settings, error)
         && read_progress (path, set, progress, error);
}

gboolean
train_checkpoint_is (const SmoothTensorSet *set)
{
  return smooth_tensor_set_get_metadata (set, "kind") != NULL;
}

gboolean
train_checkpoint_begin (const char *path,
                        const SmoothTensorSet *set,
                        const char *network,
                        TrainProgress *progress,
                        GError **error)
{
  if (!check_metadata (path, set, "kind", KIND, error)
      || !check_metadata (path, set, "network", network, error)
      || !read_progress (path, set, progress, error))
    return FALSE;
  progress->n_before += progress->n_done;
  progress->n_done = 0;
  return TRUE;
}
