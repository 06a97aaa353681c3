/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes rows of the dialog narrow enough for a screen of 1024 pixels with a
 * large font, in each language.
 */
#include "dialog-private.h"

#define SPACING_PX 6

void
dialog_narrow_combo_box (GtkWidget *combo_box, int n_chars)
{
  g_autoptr (GList) cells =
    gtk_cell_layout_get_cells (GTK_CELL_LAYOUT (combo_box));

  g_object_set (combo_box, "ellipsize", PANGO_ELLIPSIZE_END,
                "popup-fixed-width", FALSE, NULL);
  for (GList *cell = cells; cell != NULL; cell = cell->next)
    if (GTK_IS_CELL_RENDERER_TEXT (cell->data))
      g_object_set (cell->data, "max-width-chars", n_chars, NULL);
}

/* A GtkCallback. Takes away a part of the space around a button's label. */
static void
narrow_button (GtkWidget *button, gpointer data)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  (void) data;
  gtk_css_provider_load_from_data (
    style, "button { padding-left: 6px; padding-right: 6px; }", -1, NULL);
  gtk_style_context_add_provider (gtk_widget_get_style_context (button),
                                  GTK_STYLE_PROVIDER (style),
                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* A GtkCallback. Moves a button of GIMP's row for saved settings into row. Its
 * label is shortened if the window is too narrow for it, and its tooltip has
 * all of the label. */
static void
move_button (GtkWidget *button, gpointer row)
{
  GtkWidget *label = gtk_bin_get_child (GTK_BIN (button));
  GtkWidget *parent = gtk_widget_get_parent (button);

  g_object_ref (button);
  gtk_container_remove (GTK_CONTAINER (parent), button);
  gtk_box_pack_start (row, button, FALSE, FALSE, 0);
  g_object_unref (button);
  if (!GTK_IS_LABEL (label))
    return;
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (button, gtk_label_get_text (GTK_LABEL (label)));
}

GtkWidget *
dialog_make_settings_row (Dialog *dialog, GtkBox *content)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING_PX);
  g_autoptr (GList) children =
    gtk_container_get_children (GTK_CONTAINER (content));

  for (GList *child = children; child != NULL; child = child->next)
    if (GTK_IS_BUTTON_BOX (child->data))
      {
        gtk_container_foreach (child->data, move_button, row);
        gtk_widget_hide (child->data);
      }
  gtk_box_pack_start (GTK_BOX (row), dialog_make_presets (dialog), FALSE, FALSE,
                      0);
  gtk_container_foreach (GTK_CONTAINER (row), narrow_button, NULL);
  gtk_widget_show (row);
  dialog->settings = g_list_prepend (dialog->settings, row);
  return row;
}
