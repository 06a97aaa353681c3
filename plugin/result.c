/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "result.h"

#include "common-errors.h"
#include "result-methods.h"

static const ResultMethods *const METHODS[RESULT_N_KINDS] = {
  [RESULT_REPLACE] = &result_replace,
  [RESULT_NEW_LAYER] = &result_new_layer,
  [RESULT_EDGE_MAP] = &result_edge_layer,
  [RESULT_EDGE_CHANNEL] = &result_edge_channel,
  [RESULT_SEPARATE] = &result_separate,
  /* RESULT_FILTER has no pixels, so it has no methods. */
};

gboolean
result_init (Result *result,
             const DrawableSnapshot *snapshot,
             ResultKind kind,
             GError **error)
{
  *result = (Result) { .snapshot = snapshot, .methods = METHODS[kind] };
  return result->methods->prepare (result, error);
}

gboolean
result_apply (Result *result, GError **error)
{
  result->is_applied = TRUE;
  return result->methods->apply (result) || common_error_refuse (error);
}

void
result_revert (Result *result)
{
  if (result->is_applied
      && gimp_item_is_valid (GIMP_ITEM (result->snapshot->drawable)))
    result->methods->revert (result);
}

void
result_clear (Result *result)
{
  gpointer items[] = { result->layer,      result->details[0],
                       result->details[1], result->details[2],
                       result->details[3], result->group,
                       result->group_mask, result->channel };

  G_STATIC_ASSERT (SMOOTH_MAX_DETAILS == 4);

  if (result->snapshot == NULL || result->is_applied)
    return;
  if (result->methods->discard != NULL)
    result->methods->discard (result);
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    if (items[i] != NULL)
      gimp_item_delete (GIMP_ITEM (items[i]));
}
