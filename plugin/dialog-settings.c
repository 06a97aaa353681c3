/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens the dialog with the size and the view of the preview that it had when
 * it was last closed. They are kept in the settings file.
 */
#include "dialog-private.h"

#include "i18n.h"
#include "settings-file.h"

#define GROUP "dialog"
#define WIDTH_PX 960
#define HEIGHT_PX 720
#define MIN_PX 200

static const char *const VIEWS[SMOOTH_N_VIEWS] = { "result", "edge-map",
                                                   "original" };

/* Returns the value of key, or if_missing if the file has none. */
static gboolean
get_boolean (GKeyFile *file, const char *key, gboolean if_missing)
{
  g_autoptr (GError) error = NULL;
  gboolean value = g_key_file_get_boolean (file, GROUP, key, &error);
  return error != NULL ? if_missing : value;
}

/* Returns the length in pixels that key has, at most max, or if_missing if the
 * file has none. */
static int
get_length (GKeyFile *file, const char *key, int if_missing, int max)
{
  g_autoptr (GError) error = NULL;
  int value = g_key_file_get_integer (file, GROUP, key, &error);
  return MIN (error != NULL || value < MIN_PX ? if_missing : value, max);
}

static void
restore_size (Dialog *dialog, GKeyFile *file)
{
  GdkMonitor *monitor = gimp_get_monitor_at_pointer ();
  GdkRectangle area = { 0, 0, WIDTH_PX, HEIGHT_PX };
  int natural;

  if (monitor != NULL)
    gdk_monitor_get_workarea (monitor, &area);
  gtk_widget_get_preferred_width (
    gtk_dialog_get_content_area (GTK_DIALOG (dialog->window)), NULL, &natural);
  gtk_window_set_default_size (
    GTK_WINDOW (dialog->window),
    get_length (file, "width", MAX (WIDTH_PX, natural), area.width),
    get_length (file, "height", HEIGHT_PX, area.height));
}

/* Reads the settings file, and repairs it if it is damaged. A note in the
 * dialog says so, or says that nothing will be kept because the file cannot be
 * repaired. */
static GKeyFile *
load_and_repair (Dialog *dialog)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *text = NULL;
  gboolean is_damaged;
  GKeyFile *file = settings_file_load (&is_damaged, &error);

  if (error == NULL && settings_file_can_save (&error) && is_damaged)
    settings_file_save (file, &backup, &error);

  if (error != NULL)
    text = g_strdup_printf (_ ("Settings and presets will not be kept: %s"),
                            error->message);
  else if (backup != NULL)
    text = g_strdup_printf (_ ("The file of settings and presets was damaged. "
                               "It is kept as '%s'."),
                            backup);
  dialog_set_note (dialog, DIALOG_NOTE_SETTINGS, text);
  return file;
}

void
dialog_restore_settings (Dialog *dialog)
{
  g_autoptr (GKeyFile) file = load_and_repair (dialog);
  g_autofree char *view = g_key_file_get_string (file, GROUP, "view", NULL);
  g_autoptr (GError) error = NULL;
  SmoothViewSettings view_settings;
  double position = g_key_file_get_double (file, GROUP, "divider", &error);

  smooth_pane_get_view_settings (dialog->pane, &view_settings);
  for (int i = 0; i < SMOOTH_N_VIEWS; i++)
    if (g_strcmp0 (view, VIEWS[i]) == 0)
      view_settings.view = (SmoothView) i;
  view_settings.is_on = get_boolean (file, "preview", view_settings.is_on);
  view_settings.is_split = get_boolean (file, "split", view_settings.is_split);
  view_settings.split.is_across =
    get_boolean (file, "across", view_settings.split.is_across);
  view_settings.split.is_swapped =
    get_boolean (file, "swapped", view_settings.split.is_swapped);
  if (error == NULL)
    view_settings.split.position = position;
  smooth_pane_set_view_settings (dialog->pane, &view_settings);
  restore_size (dialog, file);
}

void
dialog_show_output (Dialog *dialog)
{
  g_auto (Request) request = { 0 };
  SmoothViewSettings settings;

  if (!request_init (&request, dialog->config, NULL))
    return;
  smooth_pane_get_view_settings (dialog->pane, &settings);
  if (result_kind_is_edge_map (request.result))
    settings.view = SMOOTH_VIEW_EDGES;
  else if (settings.view == SMOOTH_VIEW_EDGES)
    settings.view = SMOOTH_VIEW_RESULT;
  smooth_pane_set_view_settings (dialog->pane, &settings);
}

void
dialog_save_settings (Dialog *dialog)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) file = settings_file_load (NULL, &error);
  SmoothViewSettings view_settings;
  int width, height;

  /* A note in the dialog has said so when the dialog opened. */
  if (error != NULL)
    return;
  smooth_pane_get_view_settings (dialog->pane, &view_settings);
  gtk_window_get_size (GTK_WINDOW (dialog->window), &width, &height);
  g_key_file_set_integer (file, GROUP, "width", width);
  g_key_file_set_integer (file, GROUP, "height", height);
  g_key_file_set_string (file, GROUP, "view", VIEWS[view_settings.view]);
  g_key_file_set_boolean (file, GROUP, "preview", view_settings.is_on);
  g_key_file_set_boolean (file, GROUP, "split", view_settings.is_split);
  g_key_file_set_double (file, GROUP, "divider", view_settings.split.position);
  g_key_file_set_boolean (file, GROUP, "across", view_settings.split.is_across);
  g_key_file_set_boolean (file, GROUP, "swapped",
                          view_settings.split.is_swapped);
  /* An error is not reported: the dialog can no longer show it, and a message
   * of GIMP's each time would be worse than a forgotten size. */
  settings_file_save (file, NULL, NULL);
}
