/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help page. GIMP 3.0 and 3.2 show it by plug-ins of their own, which later
 * versions do not have, so the dialog opens the page in the web browser itself.
 * The page lies beside the program, and so needs no network.
 */
#include "dialog-private.h"

#include "help-page.h"
#include "i18n.h"

/* Calls GIO, since gtk_show_uri_on_window of GTK 3.24.49 returns TRUE even
 * where no program shows such pages. */
static void
show_page (Dialog *dialog)
{
  GdkDisplay *display = gtk_widget_get_display (dialog->window);
  g_autoptr (GdkAppLaunchContext) context =
    gdk_display_get_app_launch_context (display);
  g_autofree char *uri = help_page_dup_uri ();
  g_autoptr (GError) reason = NULL;
  g_autoptr (GError) error = NULL;

  gdk_app_launch_context_set_screen (context,
                                     gtk_widget_get_screen (dialog->window));
  if (g_app_info_launch_default_for_uri (uri, G_APP_LAUNCH_CONTEXT (context),
                                         &reason))
    return;
  g_set_error (&error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               _ ("No web browser opened the help page (%s). Open it by hand: "
                  "%s"),
               reason->message, uri);
  dialog_show_error (dialog, error);
}

/* A GimpHelpFunc. */
static void
on_f1 (const char *help_id, gpointer data)
{
  (void) help_id;
  show_page (data);
}

void
dialog_provide_help (Dialog *dialog, GimpProcedure *procedure)
{
  GtkWidget *button = gtk_dialog_get_widget_for_response (
    GTK_DIALOG (dialog->window), GTK_RESPONSE_HELP);

  /* GTK has connected a function that emits the response, upon which GimpDialog
   * would ask GIMP for the page. */
  if (button != NULL)
    {
      g_signal_handlers_disconnect_by_data (button, dialog->window);
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (show_page),
                                dialog);
    }
  /* GimpDialog has connected its own function for F1. */
  g_signal_handlers_disconnect_matched (
    dialog->window, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA,
    g_signal_lookup ("show-help", GTK_TYPE_WIDGET), 0, NULL, NULL,
    GSIZE_TO_POINTER ((gsize) gimp_standard_help_func));
  gimp_help_connect (dialog->window, NULL, on_f1,
                     gimp_procedure_get_help_id (procedure), dialog, NULL);
}
