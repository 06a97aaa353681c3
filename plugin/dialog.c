/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog is a GimpProcedureDialog, which makes widgets for the arguments
 * and keeps their last values, with the preview pane above the widgets. The
 * argument "weights" is for scripts and has no widget.
 */
#include "dialog.h"

#include "arguments.h"
#include "common-errors.h"
#include "dialog-private.h"
#include "drawable-checks.h"
#include "i18n.h"
#include "run-resources.h"

#define SPACING_PX 6
/* How many characters a combo box other than Output shows on small screens: all
 * other width is for the longer entries of Output. */
#define MIN_CHOICE_CHARS 7
#define CACHE_BYTES ((guint64) 32 << 20)

/* A labelled combo box. gimp_procedure_dialog_get_widget would make radio
 * buttons of a choice of three in GIMP 3.2, a combo box in 3.0. */
static GtkWidget *
make_combo_box (GimpProcedureConfig *config,
                const Argument *argument,
                gboolean is_output)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING_PX);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ (argument->label));
  GtkWidget *combo_box =
    gimp_prop_choice_combo_box_new (G_OBJECT (config), argument->name);

  dialog_narrow_combo_box (combo_box, is_output ? -1 : MIN_CHOICE_CHARS);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), combo_box);
  gtk_widget_set_tooltip_text (row, _ (argument->tooltip));
  dialog_name_widget (combo_box, _ (argument->label));
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), combo_box, TRUE, TRUE, 0);
  return row;
}

/* The function of SmoothSmoother.run if there is no engine. data: the error
 * that says why there is none.
 */
static gboolean
refuse (gpointer data, const SmoothSmoothing *smoothing, GError **error)
{
  (void) smoothing;
  g_propagate_error (error, g_error_copy (data));
  return FALSE;
}

/* Loads the weights, once for the dialog. If that fails, the smoother reports
 * the error in place of each result. */
static void
init_smoother (SmoothSmoother *smoother, GimpProcedureConfig *config)
{
  g_auto (Request) request = { 0 };
  GError *error = NULL;
  SmoothEngine *engine = NULL;

  if (request_find_weights (&request, config, &error))
    engine = run_resources_engine_new (&request, &error);

  if (engine != NULL)
    smooth_smoother_init_engine (smoother, engine);
  else
    *smoother = (SmoothSmoother) { .run = refuse,
                                   .data = error,
                                   .destroy = (GDestroyNotify) g_error_free };
}

static void
on_setting (Dialog *dialog)
{
  g_auto (Request) request = { 0 };
  g_autoptr (GError) error = NULL;

  if (request_init (&request, dialog->config, &error))
    {
      dialog_set_params (dialog, &request.params, &error);
      gtk_widget_set_sensitive (dialog->detail, request_uses_detail (&request));
    }
  dialog_show_error (dialog, error != NULL ? error : dialog->refusal);
}

static gboolean
has_all_drawables (const Dialog *dialog)
{
  for (int i = 0; i < dialog->n_items; i++)
    if (!gimp_item_is_valid (GIMP_ITEM (dialog->drawables[i])))
      return FALSE;
  return TRUE;
}

/* Shows an error before the user presses OK if the chosen result cannot be made
 * of the drawables. This is checked when the user chooses the result, and when
 * the dialog becomes the active window, since the user may have changed a layer
 * meanwhile. If the check gives the same as last time, the error bar is left
 * alone: it may show another error. */
static void
update_refusal (Dialog *dialog)
{
  g_auto (Request) request = { 0 };
  g_autoptr (GError) refusal = NULL;

  if (!has_all_drawables (dialog)
      || !request_init (&request, dialog->config, NULL))
    return;
  dialog_note_selection (dialog);
  drawable_checks_result (dialog->drawables, request.result, &refusal);
  if (g_strcmp0 (refusal != NULL ? refusal->message : NULL,
                 dialog->refusal != NULL ? dialog->refusal->message : NULL)
      == 0)
    return;
  g_clear_error (&dialog->refusal);
  dialog->refusal = g_steal_pointer (&refusal);
  on_setting (dialog);
}

static void
show_drawable (Dialog *dialog, int index)
{
  g_autoptr (GError) error = NULL;

  if (!dialog_show_drawable (dialog, index, FALSE, &error))
    dialog_show_error (dialog, error);
}

static void
on_item_chosen (Dialog *dialog)
{
  int index = gtk_combo_box_get_active (GTK_COMBO_BOX (dialog->chooser));

  if (index >= 0 && index != dialog->shown)
    show_drawable (dialog, index);
}

/* Returns a row in which the user chooses which of several drawables the
 * preview shows. */
static GtkWidget *
make_chooser (Dialog *dialog)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING_PX);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("Pre_view of"));

  dialog->chooser = gtk_combo_box_text_new ();
  for (int i = 0; i < dialog->n_items; i++)
    {
      g_autofree char *name =
        gimp_item_get_name (GIMP_ITEM (dialog->drawables[i]));

      /* The drawable may have been deleted already. */
      gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (dialog->chooser),
                                      name != NULL ? name : "");
    }
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), dialog->chooser);
  dialog_name_widget (dialog->chooser, _ ("Layer of the preview"));
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), dialog->chooser, TRUE, TRUE, 0);
  g_signal_connect_swapped (dialog->chooser, "changed",
                            G_CALLBACK (on_item_chosen), dialog);
  return row;
}

static void
add_settings (Dialog *dialog, GtkBox *content)
{
  GimpProcedureDialog *window = GIMP_PROCEDURE_DIALOG (dialog->window);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2 * SPACING_PX);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING_PX / 2);

  if (dialog->n_items > 1)
    gtk_box_pack_start (GTK_BOX (box), make_chooser (dialog), FALSE, FALSE, 0);
  for (int id = 0; id < N_ARGUMENTS; id++)
    {
      const Argument argument = argument_get ((ArgumentId) id);

      if (argument.number != NULL)
        {
          GtkWidget *number = dialog_make_number (window, &argument);

          gtk_box_pack_start (GTK_BOX (box), number, FALSE, FALSE, 0);
          if (id == ARGUMENT_DETAIL)
            dialog->detail = number;
        }
      else if (argument.choice != NULL)
        gtk_box_pack_start (
          GTK_BOX (row),
          make_combo_box (dialog->config, &argument, id == ARGUMENT_RESULT),
          id == ARGUMENT_RESULT, TRUE, 0);
    }
  dialog_add_options (dialog, GTK_BOX (row));
  gtk_box_pack_end (GTK_BOX (row), smooth_pane_get_options (dialog->pane),
                    FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), row, FALSE, FALSE, 0);
  gtk_box_pack_start (content, box, FALSE, FALSE, 0);
  gtk_widget_show_all (box);
  dialog->settings = g_list_prepend (dialog->settings, box);
}

static void
fill (Dialog *dialog)
{
  GtkBox *content =
    GTK_BOX (gtk_dialog_get_content_area (GTK_DIALOG (dialog->window)));

  gtk_box_set_spacing (content, SPACING_PX);
  dialog_add_message_bars (dialog, content);
  gtk_box_pack_start (content, GTK_WIDGET (dialog->pane), TRUE, TRUE, 0);
  add_settings (dialog, content);
  gtk_box_pack_start (content, dialog_make_settings_row (dialog, content),
                      FALSE, FALSE, 0);
}

static gboolean
build (Dialog *dialog, GimpProcedure *procedure, GError **error)
{
  SmoothSmoother smoother;
  GtkWidget *pane;

  init_smoother (&smoother, dialog->config);
  pane = smooth_pane_new (&smoother, error);
  if (pane == NULL)
    return FALSE;

  dialog->pane = SMOOTH_PANE (pane);
  dialog->window = gimp_procedure_dialog_new (
    procedure, dialog->config, _ ("Structure-Preserving Smooth"));
  fill (dialog);
  dialog_provide_help (dialog, procedure);
  g_signal_connect_swapped (dialog->config, "notify::result",
                            G_CALLBACK (update_refusal), dialog);
  g_signal_connect_swapped (dialog->config, "notify::result",
                            G_CALLBACK (dialog_show_output), dialog);
  g_signal_connect_swapped (dialog->config, "notify", G_CALLBACK (on_setting),
                            dialog);
  g_signal_connect_swapped (dialog->window, "notify::is-active",
                            G_CALLBACK (update_refusal), dialog);
  /* Closing the window must not destroy it yet: gimp_procedure_dialog_run
   * handles the response, and needs the window until then. */
  g_signal_connect (dialog->window, "delete-event", G_CALLBACK (gtk_true),
                    NULL);
  update_refusal (dialog);
  on_setting (dialog);
  dialog_restore_settings (dialog);
  dialog_follow_monitor (dialog);
  dialog_follow_selection (dialog);
  if (dialog->chooser != NULL)
    gtk_combo_box_set_active (GTK_COMBO_BOX (dialog->chooser), 0);
  else
    show_drawable (dialog, 0);
  /* GIMP gives the focus to OK. Then the space key, meant for the preview,
   * would apply the filter. */
  gtk_widget_grab_focus (smooth_pane_get_canvas (dialog->pane));
  return TRUE;
}

static void
clear (Dialog *dialog)
{
  g_clear_handle_id (&dialog->selection_timer, g_source_remove);
  g_signal_handlers_disconnect_by_data (dialog->config, dialog);
  if (dialog->window != NULL)
    {
      dialog_save_settings (dialog);
      smooth_pane_close (dialog->pane);
      /* A window that is being destroyed stops being the active one. */
      g_signal_handlers_disconnect_by_data (dialog->window, dialog);
      gtk_widget_destroy (dialog->window);
    }
  dialog_clear_drawables (dialog);
  g_clear_object (&dialog->colours.profile);
  for (int i = 0; i < DIALOG_N_NOTES; i++)
    g_free (dialog->notes[i]);
  g_clear_error (&dialog->refusal);
  pixel_pool_unref (dialog->pool);
  g_list_free (dialog->settings);
}

/* Limits GEGL's tile cache, which libgimp makes as large as GIMP's own. The
 * plug-in needs the cache only for tiles that are moved from or to GIMP, and
 * can fetch a tile again that the cache has dropped. */
static void
limit_cache (void)
{
  GeglConfig *config = gegl_config ();
  guint64 size;

  g_object_get (config, "tile-cache-size", &size, NULL);
  g_object_set (config, "tile-cache-size", MIN (size, CACHE_BYTES), NULL);
}

/* Returns whether GIMP's display can be opened. gimp_ui_init would use the same
 * display, and ends the process if there is none, so this is found out before.
 */
static gboolean
has_display (void)
{
  const char *name = gimp_display_name ();

  if (name != NULL && *name != '\0' && g_getenv ("DISPLAY") == NULL)
    g_setenv ("DISPLAY", name, TRUE);
  return gtk_init_check (NULL, NULL);
}

static gboolean
run (Dialog *dialog,
     GimpProcedure *procedure,
     guint64 *n_unheld,
     GError **error)
{
  gboolean is_applied = FALSE;

  if (!build (dialog, procedure, error))
    return FALSE;

  while (!is_applied
         && gimp_procedure_dialog_run (GIMP_PROCEDURE_DIALOG (dialog->window)))
    is_applied = dialog_apply (dialog, n_unheld);
  if (!is_applied)
    common_error_set_stopped (error);
  return is_applied;
}

gboolean
dialog_run (GimpProcedure *procedure,
            GimpProcedureConfig *config,
            GimpImage *image,
            GimpDrawable **drawables,
            guint64 *n_unheld,
            GError **error)
{
  Dialog dialog = {
    .config = config,
    .image = image,
    .drawables = drawables,
    .n_items = gimp_core_object_array_get_length ((GObject **) drawables),
    .shown = -1,
  };
  gboolean is_applied;

  if (!has_display ())
    {
      g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                           _ ("The dialog needs a display, and there is none. "
                              "Run the filter non-interactively instead."));
      return FALSE;
    }

  dialog.pool = run_resources_pool_new ();
  dialog.items = g_new0 (DialogDrawable, dialog.n_items);
  for (int i = 0; i < dialog.n_items; i++)
    dialog.items[i].drawable = drawables[i];

  gimp_ui_init (SMOOTH_GETTEXT_DOMAIN);
  limit_cache ();
  is_applied = run (&dialog, procedure, n_unheld, error);
  clear (&dialog);
  return is_applied;
}
