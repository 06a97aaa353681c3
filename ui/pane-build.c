/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the pane's widgets, and connects their signals. The view buttons, the
 * switches and the divider change what the canvas draws; a change of the
 * canvas's viewport requests a frame.
 */
#include "divider.h"
#include "i18n.h"
#include "pane-private.h"

#define SPACING_PX 6

/* Keeps a reference on a widget until the pane is freed; returns the widget. */
static GtkWidget *
keep (SmoothPane *pane, GtkWidget *widget)
{
  g_ptr_array_add (pane->widgets, g_object_ref_sink (widget));
  return widget;
}

/* Makes the canvas and the other widgets show the view settings. */
static void
apply_view_settings (SmoothPane *pane)
{
  SmoothCanvas *canvas = SMOOTH_CANVAS (pane->canvas);
  SmoothViewSettings settings;
  SmoothView view;
  gboolean is_split;

  smooth_pane_read_view_settings (pane, &settings);
  view = settings.is_on ? settings.view : SMOOTH_VIEW_ORIGINAL;
  is_split = settings.is_split && view != SMOOTH_VIEW_ORIGINAL;
  for (int i = 0; i < SMOOTH_N_VIEWS; i++)
    gtk_widget_set_sensitive (pane->views[i], settings.is_on);
  gtk_widget_set_sensitive (pane->is_split, view != SMOOTH_VIEW_ORIGINAL);
  smooth_canvas_set_view (canvas, view);
  smooth_canvas_set_split (canvas, is_split, &settings.split);
  gtk_widget_set_visible (pane->divider, is_split);
}

static void
on_view (GtkToggleButton *button, SmoothPane *pane)
{
  const SmoothFrameUpdate *result =
    smooth_canvas_get_result (SMOOTH_CANVAS (pane->canvas));

  if (!gtk_toggle_button_get_active (button))
    return;
  apply_view_settings (pane);
  /* At strength 0 the edge map is computed only if it is shown. */
  if (button == (gpointer) pane->views[SMOOTH_VIEW_EDGES] && result != NULL
      && result->edges == NULL)
    smooth_pane_request_frame (pane);
}

/* Handles the switch "Preview". */
static void
on_preview (SmoothPane *pane)
{
  apply_view_settings (pane);
  if (pane->worker == NULL)
    return;
  if (!smooth_pane_is_on (pane))
    {
      smooth_worker_cancel (pane->worker);
      smooth_canvas_clear_result (SMOOTH_CANVAS (pane->canvas));
    }
  smooth_pane_set_failure (pane, SMOOTH_FAILURE_FRAME, NULL);
  smooth_pane_request_frame (pane);
}

static void
on_full_size (SmoothPane *pane)
{
  smooth_canvas_zoom (SMOOTH_CANVAS (pane->canvas), 1);
}

static void
on_fit (SmoothPane *pane)
{
  smooth_canvas_fit (SMOOTH_CANVAS (pane->canvas));
}

/* Handles the overlay's signal "get-child-position": puts the divider over the
 * canvas, with its line at its position. */
static gboolean
place_divider (GtkOverlay *overlay,
               GtkWidget *child,
               GdkRectangle *place,
               SmoothPane *pane)
{
  const SmoothSplit *split;
  int width = gtk_widget_get_allocated_width (GTK_WIDGET (overlay));
  int height = gtk_widget_get_allocated_height (GTK_WIDGET (overlay));
  int middle;

  if (child != pane->divider)
    return FALSE;
  split = smooth_divider_get_split (SMOOTH_DIVIDER (child));
  middle = (int) (split->position * (split->is_across ? height : width))
           - SMOOTH_DIVIDER_PX / 2;
  if (split->is_across)
    *place = (GdkRectangle) { 0, middle, width, SMOOTH_DIVIDER_PX };
  else
    *place = (GdkRectangle) { middle, 0, SMOOTH_DIVIDER_PX, height };
  return TRUE;
}

static GtkWidget *
build_views (SmoothPane *pane)
{
  const char *names[] = { _ ("Result"), _ ("Edge map"), _ ("Original") };
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING_PX);
  GtkWidget *views = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *first = NULL;

  gtk_style_context_add_class (gtk_widget_get_style_context (views), "linked");
  gtk_box_pack_start (GTK_BOX (row), gtk_label_new (_ ("View:")), FALSE, FALSE,
                      0);
  gtk_box_pack_start (GTK_BOX (row), views, FALSE, FALSE, 0);
  for (int i = 0; i < SMOOTH_N_VIEWS; i++)
    {
      GtkWidget *button = gtk_radio_button_new_with_label_from_widget (
        (GtkRadioButton *) first, names[i]);

      gtk_toggle_button_set_mode (GTK_TOGGLE_BUTTON (button), FALSE);
      gtk_box_pack_start (GTK_BOX (views), button, FALSE, FALSE, 0);
      g_signal_connect (button, "toggled", G_CALLBACK (on_view), pane);
      pane->views[i] = keep (pane, button);
      first = button;
    }
  pane->full_size = keep (pane, gtk_button_new_with_label (_ ("100 %")));
  pane->fit = keep (pane, gtk_button_new_with_label (_ ("Fit")));
  gtk_widget_set_tooltip_text (pane->full_size,
                               _ ("Show each pixel as one of the monitor (1)"));
  gtk_widget_set_tooltip_text (pane->fit,
                               _ ("Show the whole picture (Ctrl+Shift+J)"));
  gtk_box_pack_start (GTK_BOX (row), gtk_label_new (NULL), TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (row), pane->fit, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), pane->full_size, FALSE, FALSE, 0);
  g_signal_connect_swapped (pane->full_size, "clicked",
                            G_CALLBACK (on_full_size), pane);
  g_signal_connect_swapped (pane->fit, "clicked", G_CALLBACK (on_fit), pane);
  return row;
}

static GtkWidget *
build_info_bar (SmoothPane *pane)
{
  pane->info_bar = keep (pane, gtk_info_bar_new ());
  pane->info_label = keep (pane, gtk_label_new (NULL));
  gtk_label_set_line_wrap (GTK_LABEL (pane->info_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (pane->info_label), 0);
  gtk_label_set_selectable (GTK_LABEL (pane->info_label), TRUE);
  gtk_info_bar_set_message_type (GTK_INFO_BAR (pane->info_bar),
                                 GTK_MESSAGE_ERROR);
  gtk_info_bar_set_show_close_button (GTK_INFO_BAR (pane->info_bar), TRUE);
  g_signal_connect (pane->info_bar, "response", G_CALLBACK (gtk_widget_hide),
                    NULL);
  gtk_container_add (GTK_CONTAINER (gtk_info_bar_get_content_area (
                       GTK_INFO_BAR (pane->info_bar))),
                     pane->info_label);
  gtk_widget_show (pane->info_label);
  gtk_widget_set_no_show_all (pane->info_bar, TRUE);
  gtk_widget_set_valign (pane->info_bar, GTK_ALIGN_START);
  return pane->info_bar;
}

/* The info bar lies over the canvas. If it stood above the canvas, the canvas
 * would become smaller when the bar appears, and would request another frame,
 * whose success or failure might hide or show the bar again. */
static GtkWidget *
build_canvas (SmoothPane *pane)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *frame = gtk_frame_new (NULL);

  pane->canvas = keep (pane, smooth_canvas_new ());
  pane->divider = keep (pane, smooth_divider_new ());
  gtk_widget_set_no_show_all (pane->divider, TRUE);
  gtk_container_add (GTK_CONTAINER (overlay), pane->canvas);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), pane->divider);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), build_info_bar (pane));
  gtk_container_add (GTK_CONTAINER (frame), overlay);
  g_signal_connect (overlay, "get-child-position", G_CALLBACK (place_divider),
                    pane);
  g_signal_connect_swapped (pane->divider, "changed",
                            G_CALLBACK (apply_view_settings), pane);
  g_signal_connect_swapped (pane->canvas, "viewport-changed",
                            G_CALLBACK (smooth_pane_request_frame), pane);
  g_signal_connect_swapped (pane->canvas, "shown-changed",
                            G_CALLBACK (smooth_pane_update_status), pane);
  return frame;
}

static GtkWidget *
build_status (SmoothPane *pane)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING_PX);

  pane->spinner = keep (pane, gtk_spinner_new ());
  pane->status_label = keep (pane, gtk_label_new (""));
  pane->size_label = keep (pane, gtk_label_new (""));
  gtk_label_set_ellipsize (GTK_LABEL (pane->status_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (pane->status_label), 0);
  atk_object_set_name (gtk_widget_get_accessible (pane->spinner),
                       _ ("Computing"));
  gtk_box_pack_start (GTK_BOX (row), pane->status_label, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (row), pane->spinner, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), pane->size_label, FALSE, FALSE, 0);
  return row;
}

static void
build_options (SmoothPane *pane)
{
  pane->options =
    keep (pane, gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2 * SPACING_PX));
  pane->is_on =
    keep (pane, gtk_check_button_new_with_mnemonic (_ ("_Preview")));
  pane->is_split =
    keep (pane, gtk_check_button_new_with_mnemonic (_ ("Spl_it view")));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pane->is_on), TRUE);
  gtk_box_pack_start (GTK_BOX (pane->options), pane->is_on, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (pane->options), pane->is_split, FALSE, FALSE, 0);
  gtk_widget_show_all (pane->options);
  g_signal_connect_swapped (pane->is_on, "toggled", G_CALLBACK (on_preview),
                            pane);
  g_signal_connect_swapped (pane->is_split, "toggled",
                            G_CALLBACK (apply_view_settings), pane);
}

void
smooth_pane_build (SmoothPane *pane)
{
  GtkBox *box = GTK_BOX (pane);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (pane),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (box, SPACING_PX);
  pane->widgets = g_ptr_array_new_with_free_func (g_object_unref);
  build_options (pane);
  gtk_box_pack_start (box, build_views (pane), FALSE, FALSE, 0);
  gtk_box_pack_start (box, build_canvas (pane), TRUE, TRUE, 0);
  pane->progress = keep (pane, gtk_progress_bar_new ());
  gtk_style_context_add_class (gtk_widget_get_style_context (pane->progress),
                               "osd");
  atk_object_set_name (gtk_widget_get_accessible (pane->progress),
                       _ ("Progress of the full-size result"));
  gtk_box_pack_start (box, pane->progress, FALSE, FALSE, 0);
  gtk_box_pack_start (box, build_status (pane), FALSE, FALSE, 0);
  gtk_widget_show_all (GTK_WIDGET (pane));
  apply_view_settings (pane);
}
