/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Computes and applies the results when the user presses OK. The user may have
 * changed the image since the preview copied it, and may change it while the
 * rest of the result is computed. drawable_batch_apply notices that; then the
 * drawable is copied and computed again.
 */
#include "dialog-private.h"

#include "apply-results.h"
#include "common-errors.h"
#include "drawable-checks.h"
#include "filter-operation.h"
#include "i18n.h"
#include "test-points.h"

/* The response of GimpProcedureDialog's button Reset, which libgimp does not
 * declare. */
#define RESPONSE_RESET 1

/* How often OK computes and applies again if the user keeps changing the
 * image.
 */
#define MAX_TRIES 10

/* What smooth_pane_finish has reported when it ended. */
typedef struct
{
  gboolean is_done;
  GError *error;
} Finish;

/* Handles a click on a button while OK is at work: any button but Help stops
 * the work. */
static void
on_response (GtkDialog *window, int response, Dialog *dialog)
{
  (void) window;
  if (response == GTK_RESPONSE_HELP)
    return;
  dialog->yield.is_stopped = TRUE;
  smooth_pane_stop (dialog->pane);
}

/* Makes only those buttons sensitive that stop the work, as long as OK is at
 * work. */
static void
set_running (Dialog *dialog, gboolean is_running)
{
  GtkDialog *window = GTK_DIALOG (dialog->window);

  for (GList *item = dialog->settings; item != NULL; item = item->next)
    gtk_widget_set_sensitive (item->data, !is_running);
  gtk_dialog_set_response_sensitive (window, GTK_RESPONSE_OK, !is_running);
  gtk_dialog_set_response_sensitive (window, RESPONSE_RESET, !is_running);
  gtk_dialog_set_response_sensitive (window, GTK_RESPONSE_HELP, !is_running);

  if (is_running)
    dialog->response_handler =
      g_signal_connect (window, "response", G_CALLBACK (on_response), dialog);
  else
    g_clear_signal_handler (&dialog->response_handler, window);
}

static gboolean
check_stopped (const Dialog *dialog, GError **error)
{
  if (!dialog->yield.is_stopped)
    return TRUE;
  common_error_set_stopped (error);
  return FALSE;
}

static gboolean
check_image (Dialog *dialog, const Request *request, GError **error)
{
  gboolean exists = gimp_image_is_valid (dialog->image);

  for (int i = 0; i < dialog->n_items && exists; i++)
    exists = gimp_item_is_valid (GIMP_ITEM (dialog->drawables[i]));

  if (!exists)
    {
      g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                           _ ("The layer is no longer there, so nothing was "
                              "done. Undo its deletion, or close this dialog "
                              "and choose another layer."));
      return FALSE;
    }
  return drawable_checks_all (dialog->image, dialog->drawables, error)
         && drawable_checks_result (dialog->drawables, request->result, error);
}

/* Copies those drawables again that have changed since they were copied. */
static gboolean
copy_changed (Dialog *dialog, GError **error)
{
  for (int i = 0; i < dialog->n_items; i++)
    {
      DrawableCopy *copy = dialog->items[i].copy;
      gboolean is_current =
        copy != NULL && drawable_copy_is_current (copy, &dialog->yield);

      if (!check_stopped (dialog, error)
          || (copy != NULL && !is_current
              && !dialog_show_drawable (dialog, i, TRUE, error)))
        return FALSE;
    }
  return TRUE;
}

/* A SmoothPaneDoneFunc: notes in data, which is a Finish, that
 * smooth_pane_finish has ended, and with which error. */
static void
on_finished (gpointer data, const GError *error)
{
  Finish *finish = data;

  finish->is_done = TRUE;
  if (error != NULL)
    finish->error = g_error_copy (error);
}

/* Returns whether the copy of the shown drawable has no error. */
static gboolean
check_copy (const Dialog *dialog, GError **error)
{
  const DrawableCopy *copy = dialog->items[dialog->shown].copy;
  const GError *reason = drawable_copy_get_error (copy);

  if (reason != NULL)
    g_propagate_error (error, g_error_copy (reason));
  return reason == NULL;
}

/* Lets the main loop run until the pane has computed the whole result. If the
 * copying fails, the pane is stopped, since it would wait for rows for ever. */
static gboolean
wait_for_pane (Dialog *dialog, Finish *finish, GError **error)
{
  gboolean is_computed;

  while (!finish->is_done)
    {
      g_main_context_iteration (NULL, TRUE);
      test_point (TEST_POINT_BAND);
      if (!finish->is_done && !check_copy (dialog, NULL))
        smooth_pane_stop (dialog->pane);
    }
  is_computed = finish->error == NULL;
  if (is_computed || !check_stopped (dialog, error)
      || !check_copy (dialog, error))
    g_clear_error (&finish->error);
  else
    g_propagate_error (error, g_steal_pointer (&finish->error));
  return is_computed && check_stopped (dialog, error);
}

/* Computes the whole result of an item in the preview pane. */
static gboolean
compute (Dialog *dialog, int index, GError **error)
{
  Finish finish = { 0 };

  if ((index != dialog->shown || dialog->items[index].copy == NULL)
      && !dialog_show_drawable (dialog, index, FALSE, error))
    return FALSE;
  smooth_pane_finish (dialog->pane, on_finished, &finish);
  return wait_for_pane (dialog, &finish, error);
}

static gboolean
is_all_exact (Dialog *dialog, const SmoothParams *params)
{
  for (int i = 0; i < dialog->n_items; i++)
    if (!dialog_is_exact (dialog, i, params))
      return FALSE;
  return TRUE;
}

/* Brings the results of all items up to date: computes those that the copies do
 * not hold yet, from the drawables and the selection as they are now. */
static gboolean
compute_missing (Dialog *dialog, const Request *request, GError **error)
{
  for (int i = 0; i < dialog->n_items; i++)
    dialog_update_region (dialog, i);
  if (is_all_exact (dialog, &request->params))
    return TRUE;
  if (!copy_changed (dialog, error))
    return FALSE;

  for (int i = 0; i < dialog->n_items; i++)
    if (!dialog_is_exact (dialog, i, &request->params)
        && !compute (dialog, i, error))
      return FALSE;
  return TRUE;
}

/* Returns whether the region that was computed covers the snapshot's region. If
 * not, sets error: the selection has grown since the region was computed. */
static gboolean
check_region (const DrawableSnapshot *snapshot,
              const DrawableCopy *copy,
              GError **error)
{
  const SmoothRect *region = &snapshot->region;
  const SmoothRect *computed = drawable_copy_get_region (copy);

  if (region->x >= computed->x && region->y >= computed->y
      && region->x + region->width <= computed->x + computed->width
      && region->y + region->height <= computed->y + computed->height)
    return TRUE;
  common_error_set_changed (error);
  return FALSE;
}

/* Makes the snapshot of the item with this index, from the item's copy. If the
 * selection is not covered by what was computed, returns FALSE and sets
 * batch->change to CHANGE_PLACE. */
static gboolean
init_snapshot (Dialog *dialog,
               DrawableBatch *batch,
               int index,
               const SmoothParams *params,
               GError **error)
{
  const DrawableCopy *copy = dialog->items[index].copy;
  DrawableSnapshot *snapshot = &batch->snapshots[index];

  if (!drawable_snapshot_init_computed (
        snapshot, dialog->drawables[index], dialog->pool,
        drawable_copy_get_io (copy), params, error))
    return FALSE;
  snapshot->yield = &dialog->yield;
  if (check_region (snapshot, copy, error))
    return TRUE;
  batch->change = CHANGE_PLACE;
  return FALSE;
}

/* Applies the results that have been computed. change (out): what has changed
 * in the image since the copies were made, according to the last check before
 * merging. */
static gboolean
apply_results (Dialog *dialog,
               const Request *request,
               guint64 *n_unheld,
               Change *change,
               GError **error)
{
  g_auto (DrawableBatch) batch = {
    .image = dialog->image,
    .snapshots = g_new0 (DrawableSnapshot, dialog->n_items),
    .n_snapshots = dialog->n_items,
    .kind = request->result,
    .change = CHANGE_NONE,
  };
  gboolean is_applied = TRUE;

  for (int i = 0; i < dialog->n_items && is_applied; i++)
    is_applied = init_snapshot (dialog, &batch, i, &request->params, error);
  is_applied = is_applied && drawable_batch_apply (&batch, error);
  *n_unheld = batch.n_unheld;
  *change = batch.change;
  return is_applied;
}

/* Computes the results and applies them, once. has_changed (in): whether the
 * previous try failed because the image had changed, so that the copies have to
 * be compared with the drawables; (out): whether this try failed because the
 * image has changed. */
static gboolean
try_once (Dialog *dialog,
          const Request *request,
          guint64 *n_unheld,
          gboolean *has_changed,
          GError **error)
{
  gboolean is_stale = *has_changed;
  Change change;

  *has_changed = FALSE;
  if (!check_image (dialog, request, error))
    return FALSE;
  if (request_changes_nothing (request))
    return TRUE;
  if (request->result == RESULT_FILTER)
    return filter_operation_append (dialog->image, dialog->drawables, request,
                                    error);
  if (is_stale && !copy_changed (dialog, error))
    return FALSE;
  if (!compute_missing (dialog, request, error))
    return FALSE;
  if (apply_results (dialog, request, n_unheld, &change, error))
    return TRUE;
  *has_changed = change == CHANGE_PIXELS || change == CHANGE_PLACE;
  return FALSE;
}

/* Computes the results and applies them to the image. If the image was changed
 * meanwhile, nothing has been applied, and both are done again, MAX_TRIES times
 * at most; then the last try's error is returned. */
static gboolean
try_until_unchanged (Dialog *dialog, guint64 *n_unheld, GError **error)
{
  g_auto (Request) request = { 0 };
  gboolean is_applied = FALSE;
  gboolean has_changed = FALSE;
  int n_tries = 0;

  *n_unheld = 0;
  if (!request_init (&request, dialog->config, error)
      || (request.result == RESULT_FILTER
          && !request_find_weights (&request, dialog->config, error)))
    return FALSE;
  do
    {
      g_clear_error (error);
      is_applied = try_once (dialog, &request, n_unheld, &has_changed, error);
    }
  while (has_changed && ++n_tries < MAX_TRIES);
  return is_applied;
}

gboolean
dialog_apply (Dialog *dialog, guint64 *n_unheld)
{
  g_autoptr (GError) error = NULL;
  gboolean is_applied;

  dialog->yield = (MainLoopYield) { 0 };
  dialog_show_error (dialog, NULL);
  set_running (dialog, TRUE);
  is_applied = try_until_unchanged (dialog, n_unheld, &error);
  set_running (dialog, FALSE);

  if (!is_applied)
    common_error_complete (&error);
  if (error != NULL
      && !g_error_matches (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED))
    dialog_show_error (dialog, error);
  return is_applied;
}
