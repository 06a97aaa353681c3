/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog opens as it was left: size, view, split. */
#include "dialog-private.h"

#include "i18n.h"
#include "memory.h"

#define GROUP "dialog"
#define WIDTH_PX 960
#define HEIGHT_PX 680
#define MIN_PX 200

static const char *const VIEWS[SMOOTH_N_VIEWS] = { "result", "edge-map",
                                                   "original" };

/* A key's value, or what it is where there is none. */
static gboolean
get_boolean (GKeyFile *file, const char *key, gboolean otherwise)
{
  g_autoptr (GError) error = NULL;
  gboolean value = g_key_file_get_boolean (file, GROUP, key, &error);

  return error ? otherwise : value;
}

static int
get_size (GKeyFile *file, const char *key, int otherwise, int most)
{
  g_autoptr (GError) error = NULL;
  int value = g_key_file_get_integer (file, GROUP, key, &error);

  return MIN (error || value < MIN_PX ? otherwise : value, most);
}

static void
restore_size (Dialog *dialog, GKeyFile *file)
{
  GdkMonitor *monitor = gimp_get_monitor_at_pointer ();
  GdkRectangle area = { 0, 0, WIDTH_PX, HEIGHT_PX };

  if (monitor)
    gdk_monitor_get_workarea (monitor, &area);
  gtk_window_set_default_size (
    GTK_WINDOW (dialog->window), get_size (file, "width", WIDTH_PX, area.width),
    get_size (file, "height", HEIGHT_PX, area.height));
}

/* Says in one line what is wrong with the file; repairs it. */
static GKeyFile *
load (Dialog *dialog)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *text = NULL;
  gboolean is_damaged;
  GKeyFile *file = memory_load (&is_damaged, &error);

  if (!error && memory_can_save (&error) && is_damaged)
    memory_save (file, &backup, &error);

  if (error)
    text = g_strdup_printf (_ ("Settings and presets will not be kept: %s"),
                            error->message);
  else if (backup)
    text = g_strdup_printf (_ ("The file of settings and presets was damaged. "
                               "It is kept as '%s'."),
                            backup);
  dialog_set_note (dialog, DIALOG_NOTE_MEMORY, text);

  return file;
}

void
dialog_remember (Dialog *dialog)
{
  g_autoptr (GKeyFile) file = load (dialog);
  g_autofree char *view = g_key_file_get_string (file, GROUP, "view", NULL);
  g_autoptr (GError) error = NULL;
  SmoothViewSettings state;
  double position = g_key_file_get_double (file, GROUP, "divider", &error);

  smooth_pane_get_view_settings (dialog->pane, &state);
  for (int i = 0; i < SMOOTH_N_VIEWS; i++)
    if (g_strcmp0 (view, VIEWS[i]) == 0)
      state.view = (SmoothView) i;
  state.is_on = get_boolean (file, "preview", state.is_on);
  state.is_split = get_boolean (file, "split", state.is_split);
  state.split.is_across = get_boolean (file, "across", state.split.is_across);
  state.split.is_swapped =
    get_boolean (file, "swapped", state.split.is_swapped);
  if (!error)
    state.split.position = position;
  smooth_pane_set_view_settings (dialog->pane, &state);
  restore_size (dialog, file);
}

void
dialog_memorize (Dialog *dialog)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) file = memory_load (NULL, &error);
  SmoothViewSettings state;
  int width, height;

  /* the dialog has said so when it was opened */
  if (error)
    return;

  smooth_pane_get_view_settings (dialog->pane, &state);
  gtk_window_get_size (GTK_WINDOW (dialog->window), &width, &height);
  g_key_file_set_integer (file, GROUP, "width", width);
  g_key_file_set_integer (file, GROUP, "height", height);
  g_key_file_set_string (file, GROUP, "view", VIEWS[state.view]);
  g_key_file_set_boolean (file, GROUP, "preview", state.is_on);
  g_key_file_set_boolean (file, GROUP, "split", state.is_split);
  g_key_file_set_double (file, GROUP, "divider", state.split.position);
  g_key_file_set_boolean (file, GROUP, "across", state.split.is_across);
  g_key_file_set_boolean (file, GROUP, "swapped", state.split.is_swapped);
  /* The dialog is closing, and has said so if it could be known: a message of
   * GIMP's own each time would be worse than a forgotten size. */
  memory_save (file, NULL, NULL);
}
