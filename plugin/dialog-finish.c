/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What OK does. The user may have gone on working on the image since the
 * preview copied it, and may do so while the result is computed: it is only
 * applied right after the pixels were found to be those of the copy.
 */
#include "dialog-private.h"

#include "checks.h"
#include "i18n.h"
#include "run.h"
#include "test-points.h"

/* GimpProcedureDialog's own. */
#define RESPONSE_RESET 1

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

  breath_set_stopped (error);

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
      Copy *copy = dialog->subjects[i].copy;
      gboolean is_current = copy && copy_is_current (copy, &dialog->breath);

      if (!check_stopped (dialog, error))
        return FALSE;
      if (copy && !is_current)
        dialog_show_subject (dialog, i, TRUE);
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

static gboolean
compute (Dialog *dialog, int index, GError **error)
{
  Wait wait = { 0 };
  gboolean is_computed;

  if (index != dialog->shown)
    dialog_show_subject (dialog, index, FALSE);
  smooth_pane_finish (dialog->pane, on_done, &wait);
  while (!wait.is_done)
    {
      g_main_context_iteration (NULL, TRUE);
      test_point (TEST_POINT_BAND);
    }

  /* the pane says what it was, if it was not stopped */
  is_computed = wait.error == NULL;
  g_clear_error (&wait.error);

  return is_computed && check_stopped (dialog, error);
}

static gboolean
is_all_exact (Dialog *dialog, const SmoothParams *params)
{
  for (int i = 0; i < dialog->n_subjects; i++)
    if (!dialog_is_exact (dialog, i, params))
      return FALSE;

  return TRUE;
}

/* Computes what is missing, from the pixels of now. */
static gboolean
compute_missing (Dialog *dialog, const Request *request, GError **error)
{
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

/* Of the pixels of now. */
static void
start_anew (Dialog *dialog)
{
  int shown = dialog->shown;

  for (int i = 0; i < dialog->n_subjects; i++)
    if (gimp_item_is_valid (GIMP_ITEM (dialog->drawables[i])))
      dialog_show_subject (dialog, i, TRUE);
  if (shown != dialog->shown)
    dialog_show_subject (dialog, shown, FALSE);
}

/* Right before the image is touched. */
static gboolean
is_current (gpointer data, GError **error)
{
  Dialog *dialog = data;

  for (int i = 0; i < dialog->n_subjects; i++)
    {
      gboolean is_same =
        copy_is_current (dialog->subjects[i].copy, &dialog->breath);

      if (!check_stopped (dialog, error))
        return FALSE;
      if (!is_same)
        {
          dialog->has_changed = TRUE;
          g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
                               _ ("the layer has changed"));
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
apply (Dialog *dialog,
       const Request *request,
       guint64 *n_unheld,
       GError **error)
{
  g_auto (RunBatch) batch = {
    .image = dialog->image,
    .jobs = g_new0 (Job, dialog->n_subjects),
    .n_jobs = dialog->n_subjects,
    .kind = request->result,
    .check = is_current,
    .data = dialog,
  };
  gboolean is_applied = TRUE;

  dialog->has_changed = FALSE;
  for (int i = 0; i < dialog->n_subjects && is_applied; i++)
    {
      is_applied =
        job_init_done (&batch.jobs[i], dialog->drawables[i],
                       copy_get_buffers (dialog->subjects[i].copy), error);
      batch.jobs[i].breath = &dialog->breath;
    }
  is_applied = is_applied && run_apply (&batch, error);
  *n_unheld = batch.n_unheld;
  /* these two work in the copy's own buffers */
  if (!is_applied
      && (dialog->has_changed || request->result == RESULT_SEPARATE
          || request->result == RESULT_EDGE_CHANNEL))
    start_anew (dialog);

  return is_applied;
}

static gboolean
try (Dialog *dialog, guint64 *n_unheld, GError **error)
{
  g_auto (Request) request = { 0 };

  *n_unheld = 0;
  if (!request_init (&request, dialog->config, error))
    return FALSE;

  for (;;)
    {
      g_clear_error (error);
      if (!check_image (dialog, &request, error))
        return FALSE;
      if (run_is_void (&request))
        return TRUE;
      if (!compute_missing (dialog, &request, error))
        return FALSE;
      if (apply (dialog, &request, n_unheld, error))
        return TRUE;
      if (!dialog->has_changed)
        return FALSE;
    }
}

gboolean
dialog_finish (Dialog *dialog, guint64 *n_unheld)
{
  g_autoptr (GError) error = NULL;
  gboolean is_applied;

  dialog->breath = (Breath) { 0 };
  dialog_show_error (dialog, NULL);
  set_running (dialog, TRUE);
  is_applied = try (dialog, n_unheld, &error);
  set_running (dialog, FALSE);

  if (error && !g_error_matches (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED))
    dialog_show_error (dialog, error);

  return is_applied;
}
