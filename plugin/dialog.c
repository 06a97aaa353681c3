/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GIMP's own procedure dialog (widgets made from the arguments, Reset, saved
 * settings, last values) with the preview above them. "weights" is for
 * scripts and has no widget.
 */
#include "dialog.h"

#include "dialog-private.h"
#include "i18n.h"
#include "run.h"

#define SPACING_PX 6
#define CACHE_BYTES ((guint64) 32 << 20)

/* What a screen reader says: the label, without its underscore. */
static void
name_widget (GtkWidget *widget, const char *label)
{
  g_autofree char *name = gimp_strip_uline (label);

  atk_object_set_name (gtk_widget_get_accessible (widget), name);
}

static GtkWidget *
make_slider (GimpProcedureDialog *dialog, SmoothParamNumberId id)
{
  const SmoothParamNumber *row = smooth_param_get_number (id);
  GtkWidget *slider =
    gimp_procedure_dialog_get_spin_scale (dialog, row->name, 1.0);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (slider), row->digits);
  gimp_spin_scale_set_gamma (GIMP_SPIN_SCALE (slider), row->gamma);
  name_widget (slider, _ (row->label));

  return slider;
}

static GtkWidget *
make_combo (GimpProcedureDialog *dialog, const char *property)
{
  GtkWidget *widget =
    gimp_procedure_dialog_get_widget (dialog, property, G_TYPE_NONE);
  GtkWidget *label = gimp_labeled_get_label (GIMP_LABELED (widget));

  name_widget (
    gimp_label_string_widget_get_widget (GIMP_LABEL_STRING_WIDGET (widget)),
    gtk_label_get_label (GTK_LABEL (label)));

  return widget;
}

/* A bar with a text, hidden until there is something to say. */
static GtkWidget *
make_bar (GtkMessageType type, GtkWidget **label)
{
  GtkWidget *bar = gtk_info_bar_new ();

  *label = gtk_label_new (NULL);
  gtk_label_set_line_wrap (GTK_LABEL (*label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (*label), 0);
  gtk_label_set_selectable (GTK_LABEL (*label), TRUE);
  gtk_info_bar_set_message_type (GTK_INFO_BAR (bar), type);
  gtk_container_add (
    GTK_CONTAINER (gtk_info_bar_get_content_area (GTK_INFO_BAR (bar))), *label);
  gtk_widget_show (*label);
  gtk_widget_set_no_show_all (bar, TRUE);

  return bar;
}

void
dialog_show_error (Dialog *dialog, const GError *error)
{
  gtk_label_set_text (GTK_LABEL (dialog->error_label),
                      error ? error->message : "");
  gtk_widget_set_visible (dialog->error_bar, error != NULL);
}

void
dialog_set_note (Dialog *dialog, DialogNote note, const char *text)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  g_free (dialog->notes[note]);
  dialog->notes[note] = g_strdup (text);
  for (int i = 0; i < DIALOG_N_NOTES; i++)
    if (dialog->notes[i])
      g_string_append_printf (lines, lines->len ? "\n%s" : "%s",
                              dialog->notes[i]);

  gtk_label_set_text (GTK_LABEL (dialog->note_label), lines->str);
  gtk_widget_set_visible (dialog->note_bar, lines->len > 0);
}

/* The smoother where there is no engine: its error, again and again. */
static gboolean
refuse (gpointer data,
        const SmoothSmoothing *smoothing G_GNUC_UNUSED,
        GError **error)
{
  g_propagate_error (error, g_error_copy (data));

  return FALSE;
}

static void
init_smoother (SmoothSmoother *smoother, GimpProcedureConfig *config)
{
  g_auto (Request) request = { 0 };
  GError *error = NULL;
  SmoothEngine *engine = NULL;

  if (request_init (&request, config, &error))
    engine = run_engine_new (&request, &error);

  if (engine)
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
    smooth_pane_set_params (dialog->pane, &request.params);
  dialog_show_error (dialog, error);
}

static void
show_subject (Dialog *dialog, int index)
{
  g_autoptr (GError) error = NULL;

  if (!dialog_show_subject (dialog, index, FALSE, &error))
    dialog_show_error (dialog, error);
}

static void
on_choice (Dialog *dialog)
{
  int index = gtk_combo_box_get_active (GTK_COMBO_BOX (dialog->chooser));

  if (index >= 0 && index != dialog->shown)
    show_subject (dialog, index);
}

/* Which of several layers the preview shows. */
static GtkWidget *
make_chooser (Dialog *dialog)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING_PX);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("Pre_view of"));

  dialog->chooser = gtk_combo_box_text_new ();
  for (int i = 0; i < dialog->n_subjects; i++)
    {
      g_autofree char *name =
        gimp_item_get_name (GIMP_ITEM (dialog->drawables[i]));

      /* NULL: it is gone already */
      gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (dialog->chooser),
                                      name ? name : "");
    }
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), dialog->chooser);
  name_widget (dialog->chooser, _ ("Layer of the preview"));
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), dialog->chooser, TRUE, TRUE, 0);
  g_signal_connect_swapped (dialog->chooser, "changed", G_CALLBACK (on_choice),
                            dialog);

  return row;
}

static void
add_settings (Dialog *dialog, GtkBox *content)
{
  GimpProcedureDialog *window = GIMP_PROCEDURE_DIALOG (dialog->window);
  GtkWidget *sliders[] = { make_slider (window, SMOOTH_PARAM_STRENGTH),
                           make_slider (window, SMOOTH_PARAM_TEXTURE_SCALE) };
  GtkWidget *combos[] = { make_combo (window, "channels"),
                          make_combo (window, "result") };
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2 * SPACING_PX);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING_PX / 2);

  if (dialog->n_subjects > 1)
    gtk_box_pack_start (GTK_BOX (box), make_chooser (dialog), FALSE, FALSE, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (sliders); i++)
    gtk_box_pack_start (GTK_BOX (box), sliders[i], FALSE, FALSE, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (combos); i++)
    gtk_box_pack_start (GTK_BOX (row), combos[i], TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), row, FALSE, FALSE, 0);
  gtk_box_pack_start (content, box, FALSE, FALSE, 0);
  gtk_widget_show_all (box);
  dialog->settings = g_list_prepend (dialog->settings, box);
}

/* GIMP's row of saved settings is there already; presets go into it. */
static void
join_gimp_row (GtkWidget *widget, gpointer data)
{
  Dialog *dialog = data;
  GtkWidget *presets;

  if (!GTK_IS_BUTTON_BOX (widget) || dialog->presets)
    return;

  presets = dialog_make_presets (dialog);
  gtk_box_pack_end (GTK_BOX (widget), presets, FALSE, FALSE, 0);
  gtk_button_box_set_child_secondary (GTK_BUTTON_BOX (widget), presets, TRUE);
  gtk_button_box_set_child_non_homogeneous (GTK_BUTTON_BOX (widget), presets,
                                            TRUE);
  dialog->settings = g_list_prepend (dialog->settings, widget);
}

static void
fill (Dialog *dialog)
{
  GtkBox *content =
    GTK_BOX (gtk_dialog_get_content_area (GTK_DIALOG (dialog->window)));
  GtkWidget *options = smooth_pane_get_options (dialog->pane);

  gtk_container_foreach (GTK_CONTAINER (content), join_gimp_row, dialog);
  gtk_box_set_spacing (content, SPACING_PX);
  dialog->error_bar = make_bar (GTK_MESSAGE_ERROR, &dialog->error_label);
  dialog->note_bar = make_bar (GTK_MESSAGE_INFO, &dialog->note_label);
  gtk_box_pack_start (content, dialog->error_bar, FALSE, FALSE, 0);
  gtk_box_pack_start (content, dialog->note_bar, FALSE, FALSE, 0);
  gtk_box_pack_start (content, GTK_WIDGET (dialog->pane), TRUE, TRUE, 0);
  add_settings (dialog, content);
  /* between GIMP's row and the buttons, as in its own filters' dialogs */
  gtk_box_pack_end (content, options, FALSE, FALSE, 0);
  gtk_box_reorder_child (content, options, 1);
  dialog->settings = g_list_prepend (dialog->settings, options);
}

static gboolean
build (Dialog *dialog, GimpProcedure *procedure, GError **error)
{
  SmoothSmoother smoother;
  GtkWidget *pane;

  init_smoother (&smoother, dialog->config);
  pane = smooth_pane_new (&smoother, error);
  if (!pane)
    return FALSE;

  dialog->pane = SMOOTH_PANE (pane);
  dialog->window = gimp_procedure_dialog_new (
    procedure, dialog->config, _ ("Structure-Preserving Smooth"));
  fill (dialog);
  g_signal_connect_swapped (dialog->config, "notify", G_CALLBACK (on_setting),
                            dialog);
  /* the response is what counts */
  g_signal_connect (dialog->window, "delete-event", G_CALLBACK (gtk_true),
                    NULL);
  on_setting (dialog);
  dialog_remember (dialog);
  dialog_follow_monitor (dialog);
  dialog_follow_selection (dialog);
  if (dialog->chooser)
    gtk_combo_box_set_active (GTK_COMBO_BOX (dialog->chooser), 0);
  else
    show_subject (dialog, 0);
  /* GIMP gives it to OK: a Space meant for the picture would apply it. */
  gtk_widget_grab_focus (smooth_pane_get_canvas (dialog->pane));

  return TRUE;
}

static void
clear (Dialog *dialog)
{
  g_clear_handle_id (&dialog->selection_timer, g_source_remove);
  g_signal_handlers_disconnect_by_data (dialog->config, dialog);
  if (dialog->window)
    {
      dialog_memorize (dialog);
      smooth_pane_close (dialog->pane);
      gtk_widget_destroy (dialog->window);
    }
  dialog_clear_subjects (dialog);
  for (int i = 0; i < DIALOG_N_NOTES; i++)
    g_free (dialog->notes[i]);
  pixel_pool_unref (dialog->pool);
  g_list_free (dialog->settings);
}

/* GIMP lends its plug-ins a tile cache as large as its own. Here it only holds
 * tiles on their way from and to GIMP: what it drops, GIMP has. */
static void
limit_cache (void)
{
  GeglConfig *config = gegl_config ();
  guint64 size;

  g_object_get (config, "tile-cache-size", &size, NULL);
  g_object_set (config, "tile-cache-size", MIN (size, CACHE_BYTES), NULL);
}

/* gimp_ui_init ends the process where there is no display. It takes GIMP's, and
 * so does this. */
static gboolean
has_display (void)
{
  const char *name = gimp_display_name ();

  if (name && *name && !g_getenv ("DISPLAY"))
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
    is_applied = dialog_finish (dialog, n_unheld);
  if (!is_applied)
    main_loop_set_stopped (error);

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
    .n_subjects = gimp_core_object_array_get_length ((GObject **) drawables),
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

  dialog.pool = drawable_io_pool_new ();
  dialog.subjects = g_new0 (Subject, dialog.n_subjects);
  for (int i = 0; i < dialog.n_subjects; i++)
    dialog.subjects[i].drawable = drawables[i];

  gimp_ui_init (SMOOTH_GETTEXT_DOMAIN);
  limit_cache ();
  is_applied = run (&dialog, procedure, n_unheld, error);
  clear (&dialog);

  return is_applied;
}
