/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What OK does. The user may have gone on working on the image since the
 * preview copied it, and may do so while the result is computed: run_apply
 * finds out, and then it is copied and computed anew.
 */
#include "dialog-private.h"

#include "checks.h"
#include "failure.h"
#include "i18n.h"
#include "run.h"
#include "test-points.h"

/* GimpProcedureDialog's own. */
#define RESPONSE_RESET 1

/* Of computing and applying, where the user goes on changing the image. */
#define MAX_TRIES 10

/* One smooth_pane_finish. */
typedef struct
{
  gboolean is_done;
  GError *error;
} Wait;

static void
on_response (GtkDialog *window G_GNUC_UNUSED, int response, Dialog *dialog)
{
  if (response == GTK_RESPONSE_HELP)
    return;

  dialog->breath.is_stopped = TRUE;
  smooth_pane_stop (dialog->pane);
}

static void
set_running (Dialog *dialog, gboolean is_running)
{
  GtkDialog *window = GTK_DIALOG (dialog->window);

  for (GList *item = dialog->settings; item; item = item->next)
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
  if (!dialog->breath.is_stopped)
    return TRUE;

  main_loop_set_stopped (error);

  return FALSE;
}

static gboolean
check_image (Dialog *dialog, const Request *request, GError **error)
{
  gboolean is_there = gimp_image_is_valid (dialog->image);

  for (int i = 0; i < dialog->n_subjects && is_there; i++)
    is_there = gimp_item_is_valid (GIMP_ITEM (dialog->drawables[i]));

  if (!is_there)
    {
      g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                           _ ("The layer is no longer there, so nothing was "
                              "done. Undo its deletion, or close this dialog "
                              "and choose another layer."));
      return FALSE;
    }

  return checks_drawables (dialog->image, dialog->drawables, error)
         && checks_result (dialog->drawables, request->result, error);
}

/* Copies anew what has changed. */
static gboolean
follow_image (Dialog *dialog, GError **error)
{
  for (int i = 0; i < dialog->n_subjects; i++)
    {
      DrawableCopy *copy = dialog->subjects[i].copy;
      gboolean is_current = copy && drawable_copy_is_current (copy, &dialog->breath);

      if (!check_stopped (dialog, error)
          || (copy && !is_current
              && !dialog_show_subject (dialog, i, TRUE, error)))
        return FALSE;
    }

  return TRUE;
}

static void
on_done (gpointer data, const GError *error)
{
  Wait *wait = data;

  wait->is_done = TRUE;
  if (error)
    wait->error = g_error_copy (error);
}

/* Whether there may be a result of the subject that is shown; if not, error
 * says why. */
static gboolean
check_copy (const Dialog *dialog, GError **error)
{
  const DrawableCopy *copy = dialog->subjects[dialog->shown].copy;
  const GError *reason = drawable_copy_get_error (copy);

  if (reason)
    g_propagate_error (error, g_error_copy (reason));

  return reason == NULL;
}

/* Waits for the pane; a copy that fails ends it, since the rows that the pane
 * waits for will not come. */
static gboolean
wait_for_pane (Dialog *dialog, Wait *wait, GError **error)
{
  gboolean is_computed;

  while (!wait->is_done)
    {
      g_main_context_iteration (NULL, TRUE);
      test_point (TEST_POINT_BAND);
      if (!wait->is_done && !check_copy (dialog, NULL))
        smooth_pane_stop (dialog->pane);
    }

  is_computed = wait->error == NULL;
  if (is_computed || !check_stopped (dialog, error)
      || !check_copy (dialog, error))
    g_clear_error (&wait->error);
  else
    g_propagate_error (error, g_steal_pointer (&wait->error));

  return is_computed && check_stopped (dialog, error);
}

static gboolean
compute (Dialog *dialog, int index, GError **error)
{
  Wait wait = { 0 };

  if ((index != dialog->shown || !dialog->subjects[index].copy)
      && !dialog_show_subject (dialog, index, FALSE, error))
    return FALSE;

  smooth_pane_finish (dialog->pane, on_done, &wait);

  return wait_for_pane (dialog, &wait, error);
}

static gboolean
is_all_exact (Dialog *dialog, const SmoothParams *params)
{
  for (int i = 0; i < dialog->n_subjects; i++)
    if (!dialog_is_exact (dialog, i, params))
      return FALSE;

  return TRUE;
}

/* Computes what is missing, from the pixels of now, for the selection of now.
 */
static gboolean
compute_missing (Dialog *dialog, const Request *request, GError **error)
{
  for (int i = 0; i < dialog->n_subjects; i++)
    dialog_update_region (dialog, i);
  if (is_all_exact (dialog, &request->params))
    return TRUE;
  if (!follow_image (dialog, error))
    return FALSE;

  for (int i = 0; i < dialog->n_subjects; i++)
    if (!dialog_is_exact (dialog, i, &request->params)
        && !compute (dialog, i, error))
      return FALSE;

  return TRUE;
}

/* Whether what was computed holds all that the job is to apply: the selection
 * may have become another since. Otherwise error is set. */
static gboolean
check_region (const DrawableJob *job, const DrawableCopy *copy, GError **error)
{
  const SmoothRect *region = &job->region, *computed = drawable_copy_get_region (copy);

  if (region->x >= computed->x && region->y >= computed->y
      && region->x + region->width <= computed->x + computed->width
      && region->y + region->height <= computed->y + computed->height)
    return TRUE;

  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                       _ ("The layer or the selection was changed while "
                          "it was being smoothed, so nothing was written. "
                          "Apply the filter again."));

  return FALSE;
}

static gboolean
apply (Dialog *dialog,
       const Request *request,
       guint64 *n_unheld,
       VerifyResult *found,
       GError **error)
{
  g_auto (RunBatch) batch = {
    .image = dialog->image,
    .jobs = g_new0 (DrawableJob, dialog->n_subjects),
    .n_jobs = dialog->n_subjects,
    .kind = request->result,
  };
  gboolean is_applied = TRUE;

  for (int i = 0; i < dialog->n_subjects && is_applied; i++)
    {
      const DrawableCopy *copy = dialog->subjects[i].copy;

      is_applied = drawable_job_init_done (&batch.jobs[i], dialog->drawables[i],
                                  dialog->pool, drawable_copy_get_stores (copy), error);
      batch.jobs[i].breath = &dialog->breath;
      if (is_applied && !check_region (&batch.jobs[i], copy, error))
        {
          *found = VERIFY_PLACE;
          return FALSE;
        }
    }
  is_applied = is_applied && run_apply (&batch, error);
  *n_unheld = batch.n_unheld;
  *found = batch.found;

  return is_applied;
}

/* One try; has_changed: whether the image was changed in the one before (in),
 * and in this one (out). */
static gboolean
try (Dialog *dialog,
     const Request *request,
     guint64 *n_unheld,
     gboolean *has_changed,
     GError **error)
{
  gboolean is_stale = *has_changed;
  VerifyResult found;

  *has_changed = FALSE;
  if (!check_image (dialog, request, error))
    return FALSE;
  if (run_is_void (request))
    return TRUE;
  if (is_stale && !follow_image (dialog, error))
    return FALSE;
  if (!compute_missing (dialog, request, error))
    return FALSE;
  if (apply (dialog, request, n_unheld, &found, error))
    return TRUE;

  *has_changed = found == VERIFY_PIXELS || found == VERIFY_PLACE;

  return FALSE;
}

/* Tries until the image stays as it is for long enough. */
static gboolean
finish (Dialog *dialog, guint64 *n_unheld, GError **error)
{
  g_auto (Request) request = { 0 };
  gboolean is_applied = FALSE;
  gboolean has_changed = FALSE;
  int n_tries = 0;

  *n_unheld = 0;
  if (!request_init (&request, dialog->config, error))
    return FALSE;

  do
    {
      g_clear_error (error);
      is_applied = try (dialog, &request, n_unheld, &has_changed, error);
    }
  while (has_changed && ++n_tries < MAX_TRIES);

  return is_applied;
}

gboolean
dialog_finish (Dialog *dialog, guint64 *n_unheld)
{
  g_autoptr (GError) error = NULL;
  gboolean is_applied;

  dialog->breath = (MainLoopYield){ 0 };
  dialog_show_error (dialog, NULL);
  set_running (dialog, TRUE);
  is_applied = finish (dialog, n_unheld, &error);
  set_running (dialog, FALSE);

  if (!is_applied)
    failure_complete (&error);
  if (error && !g_error_matches (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED))
    dialog_show_error (dialog, error);

  return is_applied;
}
