/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Applies the finished results of several drawables in one undo step, and
 * takes them back if one of them fails.
 */
#include "apply-results.h"

#include "common-errors.h"
#include "result.h"
#include "selected-items.h"
#include "test-points.h"

void
drawable_batch_clear (DrawableBatch *batch)
{
  for (int i = 0; i < batch->n_snapshots; i++)
    drawable_snapshot_clear (&batch->snapshots[i]);
  g_free (batch->snapshots);
}

/* The results of a batch: item i is the result of snapshot i. */
typedef struct
{
  int n;
  Result *items;
} Results;

static void
results_clear (Results *results)
{
  for (int i = 0; i < results->n; i++)
    result_clear (&results->items[i]);
  g_free (results->items);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Results, results_clear)

/* Prepares the result of a snapshot: does all that takes long or can fail, and
 * does not change the image's pixels yet. Returns FALSE with error if the
 * drawable has changed, if preparing fails, or if the user has stopped the
 * work. */
static gboolean
prepare (DrawableBatch *batch,
         DrawableSnapshot *snapshot,
         Result *result,
         GError **error)
{
  batch->change = change_check_place (snapshot, error);
  if (batch->change != CHANGE_NONE
      || !change_check_note_traits (snapshot, batch->kind, error)
      || !result_init (result, snapshot, batch->kind, error))
    return FALSE;
  if (snapshot->yield != NULL && snapshot->yield->is_stopped)
    {
      common_error_set_stopped (error);
      return FALSE;
    }
  return TRUE;
}

static gboolean
prepare_all (DrawableBatch *batch, Results *results, GError **error)
{
  for (int i = 0; i < batch->n_snapshots; i++)
    if (!prepare (batch, &batch->snapshots[i], &results->items[i], error))
      return FALSE;
  return TRUE;
}

/* If there are several drawables, checks all of them before the first one is
 * merged. If one has changed, nothing needs to be reverted then. */
static gboolean
check_several (DrawableBatch *batch, GError **error)
{
  for (int i = 0; batch->n_snapshots > 1 && i < batch->n_snapshots; i++)
    {
      batch->change =
        change_check_all (&batch->snapshots[i], batch->kind, error);
      if (batch->change != CHANGE_NONE)
        return FALSE;
    }
  return TRUE;
}

/* Merges a prepared result into the image, right after the last check that its
 * drawable is unchanged. is_first: begin the undo group. */
static gboolean
check_and_merge (DrawableBatch *batch,
                 Result *result,
                 gboolean is_first,
                 GError **error)
{
  test_point (TEST_POINT_BEFORE_MERGE);
  batch->change = change_check_all (result->snapshot, batch->kind, error);
  if (batch->change != CHANGE_NONE)
    return FALSE;
  test_point (TEST_POINT_UNGUARDED);
  if (is_first)
    gimp_image_undo_group_start (batch->image);
  if (!result_apply (result, error))
    return FALSE;
  /* If the drawable got another size or format between the check and the merge,
   * GIMP has dropped the shadow buffer with the smoothed pixels, and has merged
   * a new one, which is all zeros. */
  if (batch->kind == RESULT_REPLACE)
    batch->change = change_check_shape (result->snapshot, error);
  return batch->change == CHANGE_NONE;
}

static gboolean
merge_all (DrawableBatch *batch, Results *results, GError **error)
{
  g_auto (SelectedItems) selected = { 0 };
  gboolean is_merged = TRUE;
  int n = 0;

  selected_items_init (&selected, batch->image);
  for (; n < batch->n_snapshots && is_merged; n++)
    is_merged = check_and_merge (batch, &results->items[n], n == 0, error);
  for (int i = n - 1; i >= 0 && !is_merged; i--)
    result_revert (&results->items[i]);
  if (results->items[0].is_applied)
    {
      selected_items_restore (&selected, batch->image);
      gimp_image_undo_group_end (batch->image);
    }
  return is_merged;
}

gboolean
drawable_batch_apply (DrawableBatch *batch, GError **error)
{
  int n = batch->n_snapshots;
  g_auto (Results) results = { n, g_new0 (Result, n) };

  batch->n_unheld = 0;
  batch->change = CHANGE_NONE;
  test_point (TEST_POINT_COMPUTED);
  if (!prepare_all (batch, &results, error))
    return FALSE;
  test_point (TEST_POINT_PREPARED);
  if (!check_several (batch, error) || !merge_all (batch, &results, error))
    return FALSE;
  for (int i = 0; i < n; i++)
    batch->n_unheld += results.items[i].n_unheld;
  return TRUE;
}
