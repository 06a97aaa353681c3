/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks where the tensors of a safetensors file lie (see
 * safetensors-header.h): the format demands that they cover the data from the
 * first byte to the last, without overlap or gap.
 */
#include "file/safetensors-header.h"

#include <smooth/error.h>

#include "i18n.h"

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const SmoothSafetensorsEntry *left = *(SmoothSafetensorsEntry *const *) a;
  const SmoothSafetensorsEntry *right = *(SmoothSafetensorsEntry *const *) b;

  if (left->begin != right->begin)
    return left->begin < right->begin ? -1 : 1;
  return (left->end > right->end) - (left->end < right->end);
}

/* Checks that every one of the sorted entries ends within n_data_bytes. */
static gboolean
check_end (const char *label,
           const GPtrArray *entries,
           gsize n_data_bytes,
           GError **error)
{
  gsize sum = 0, end = 0;
  const SmoothSafetensorsEntry *outside = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const SmoothSafetensorsEntry *entry = g_ptr_array_index (entries, i);

      /* The sum of the tensors' sizes may overflow where the file's numbers
       * make no sense. That does no harm, because it only chooses between the
       * two error messages below. */
      sum += entry->end - entry->begin;
      end = MAX (end, entry->end);
      if (outside == NULL && entry->end > n_data_bytes)
        outside = entry;
    }
  if (outside == NULL)
    return TRUE;
  /* If the tensors leave no gap, the header is right and the end of the file is
   * missing. */
  if (sum == end)
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                 _ ("weights '%s': truncated: there should be %zu bytes of "
                    "data, there are %zu"),
                 label, end, n_data_bytes);
  else
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                 _ ("weights '%s': tensor '%s' ends at data byte "
                    "%zu, out of range: there are "
                    "%zu bytes of data"),
                 label, outside->name, outside->end, n_data_bytes);
  return FALSE;
}

gboolean
smooth_safetensors_sort_entries (const char *label,
                                 GPtrArray *entries,
                                 gsize n_data_bytes,
                                 GError **error)
{
  const SmoothSafetensorsEntry *last = NULL;

  g_ptr_array_sort (entries, compare_entries);
  if (!check_end (label, entries, n_data_bytes, error))
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const SmoothSafetensorsEntry *entry = g_ptr_array_index (entries, i);
      gsize end = last == NULL ? 0 : last->end;

      if (entry->begin < end)
        {
          g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                       _ ("weights '%s': the data of tensors '%s' and '%s' "
                          "overlap"),
                       label, last->name, entry->name);
          return FALSE;
        }
      if (entry->begin > end)
        {
          g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                       _ ("weights '%s': there is a gap of %zu bytes before "
                          "the data of tensor '%s'"),
                       label, entry->begin - end, entry->name);
          return FALSE;
        }
      last = entry;
    }
  if (n_data_bytes > (last == NULL ? 0 : last->end))
    {
      g_set_error (
        error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
        _ ("weights '%s': there are %zu bytes too many after the last tensor"),
        label, n_data_bytes - (last == NULL ? 0 : last->end));
      return FALSE;
    }
  return TRUE;
}
