/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two bars above the preview: one for an error, one for notes. */
#include "dialog-private.h"

#include "i18n.h"

/* Returns a bar that stays hidden until its label (out) gets a text. */
static GtkWidget *
make_bar (GtkMessageType type, GtkWidget **label)
{
  GtkWidget *bar = gtk_info_bar_new ();
  GtkInfoBar *info_bar = GTK_INFO_BAR (bar);

  *label = gtk_label_new (NULL);
  gtk_label_set_line_wrap (GTK_LABEL (*label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (*label), 0);
  gtk_label_set_selectable (GTK_LABEL (*label), TRUE);
  gtk_info_bar_set_message_type (info_bar, type);
  gtk_container_add (GTK_CONTAINER (gtk_info_bar_get_content_area (info_bar)),
                     *label);
  gtk_widget_show (*label);
  gtk_widget_set_no_show_all (bar, TRUE);
  return bar;
}

void
dialog_add_message_bars (Dialog *dialog, GtkBox *content)
{
  dialog->error_bar = make_bar (GTK_MESSAGE_ERROR, &dialog->error_label);
  dialog->note_bar = make_bar (GTK_MESSAGE_INFO, &dialog->note_label);
  gtk_box_pack_start (content, dialog->error_bar, FALSE, FALSE, 0);
  gtk_box_pack_start (content, dialog->note_bar, FALSE, FALSE, 0);
}

void
dialog_show_error (Dialog *dialog, const GError *error)
{
  gtk_label_set_text (GTK_LABEL (dialog->error_label),
                      error != NULL ? error->message : "");
  gtk_widget_set_visible (dialog->error_bar, error != NULL);
}

void
dialog_set_note (Dialog *dialog, DialogNote note, const char *text)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  g_free (dialog->notes[note]);
  dialog->notes[note] = g_strdup (text);
  for (int i = 0; i < DIALOG_N_NOTES; i++)
    if (dialog->notes[i] != NULL)
      g_string_append_printf (lines, lines->len > 0 ? "\n%s" : "%s",
                              dialog->notes[i]);
  gtk_label_set_text (GTK_LABEL (dialog->note_label), lines->str);
  gtk_widget_set_visible (dialog->note_bar, lines->len > 0);
}

void
dialog_note_selection (Dialog *dialog)
{
  g_auto (Request) request = { 0 };
  const gboolean is_needed = gimp_image_is_valid (dialog->image)
                             && request_init (&request, dialog->config, NULL)
                             && request.result == RESULT_FILTER
                             && !gimp_selection_is_empty (dialog->image);

  dialog_set_note (dialog, DIALOG_NOTE_SELECTION,
                   is_needed
                     ? _ ("With a selection GIMP gives the filter the "
                          "selection's rectangle alone, so its result differs "
                          "near the rectangle's border.")
                     : NULL);
}
