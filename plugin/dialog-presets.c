/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The button with the menu of named presets: those that come with the plug-in,
 * which can be chosen, and the user's own, which can also be saved, deleted,
 * exported and imported. A preset of one's own may have the name of one that
 * comes with the plug-in: the menu then has both.
 */
#include "dialog-private.h"

#include "i18n.h"
#include "preset-values.h"
#include "scrolled-menu.h"
#include "settings-file.h"
#include "shipped-presets.h"

#define SPACING_PX 6

static void
apply_preset (Dialog *dialog, const char *name)
{
  g_autoptr (GKeyFile) file = settings_file_load (NULL, NULL);
  g_autofree char *group = settings_file_get_group (name);

  preset_values_apply (dialog->config, file, group);
}

static void
apply_shipped_preset (Dialog *dialog, int index)
{
  int n;
  const ShippedPreset *presets = shipped_presets_get (&n);
  g_autoptr (GKeyFile) values = g_key_file_new ();

  g_return_if_fail (index >= 0 && index < n);

  shipped_preset_write (&presets[index], values, presets[index].name);
  preset_values_apply (dialog->config, values, presets[index].name);
}

static void fill_menu (Dialog *dialog);

/* Writes the changed settings file and updates the menu. If the file cannot be
 * written, the dialog shows the error. */
static gboolean
save_file (Dialog *dialog, GKeyFile *file)
{
  g_autoptr (GError) error = NULL;
  gboolean is_stored = settings_file_save (file, NULL, &error);

  dialog_show_error (dialog, error);
  fill_menu (dialog);
  return is_stored;
}

/* Reads the settings file in order to change it. If it cannot be read it must
 * not be replaced, so the dialog shows the error, and NULL is returned. */
static GKeyFile *
load_to_change (Dialog *dialog)
{
  g_autoptr (GError) error = NULL;
  GKeyFile *file = settings_file_load (NULL, &error);

  dialog_show_error (dialog, error);
  if (error != NULL)
    g_clear_pointer (&file, g_key_file_unref);
  return file;
}

static void
save_preset (Dialog *dialog, const char *name)
{
  g_autoptr (GKeyFile) file = load_to_change (dialog);
  g_autofree char *group = settings_file_get_group (name);

  if (file == NULL)
    return;
  preset_values_save (dialog->config, file, group);
  save_file (dialog, file);
}

static void
on_apply (GSimpleAction *action, GVariant *name, gpointer data)
{
  (void) action;
  apply_preset (data, g_variant_get_string (name, NULL));
}

static void
on_apply_shipped (GSimpleAction *action, GVariant *index, gpointer data)
{
  (void) action;
  apply_shipped_preset (data, g_variant_get_int32 (index));
}

static void
on_delete (GSimpleAction *action, GVariant *name, gpointer data)
{
  g_autoptr (GKeyFile) file = load_to_change (data);
  g_autofree char *group =
    settings_file_get_group (g_variant_get_string (name, NULL));

  (void) action;
  if (file == NULL)
    return;
  g_key_file_remove_group (file, group, NULL);
  save_file (data, file);
}

static void
on_name_entered (Dialog *dialog)
{
  const char *name = gtk_entry_get_text (GTK_ENTRY (dialog->preset_name));

  if (*name != '\0')
    save_preset (dialog, name);
  gtk_popover_popdown (GTK_POPOVER (dialog->preset_prompt));
}

static void
on_save (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Dialog *dialog = data;

  (void) action;
  (void) parameter;
  gtk_popover_popup (GTK_POPOVER (dialog->preset_prompt));
  gtk_widget_grab_focus (dialog->preset_name);
}

/* Makes the popover at the button in which the user enters a name. */
static void
make_prompt (Dialog *dialog)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING_PX);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Name"));
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Sa_ve Preset"));

  dialog->preset_prompt = gtk_popover_new (dialog->presets);
  dialog->preset_name = gtk_entry_new ();
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), dialog->preset_name);
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), dialog->preset_name, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (row), button, FALSE, FALSE, 0);
  gtk_container_set_border_width (GTK_CONTAINER (row), SPACING_PX);
  gtk_container_add (GTK_CONTAINER (dialog->preset_prompt), row);
  gtk_widget_show_all (row);
  g_signal_connect_swapped (dialog->preset_name, "activate",
                            G_CALLBACK (on_name_entered), dialog);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_name_entered),
                            dialog);
}

/* Opens a file chooser; on_response is called with the answer. The function
 * does not wait for the answer in a main loop of its own: a screen reader that
 * has activated the menu entry would get no reply until that loop ends. */
static void
open_file_chooser (Dialog *dialog,
                   GtkFileChooserAction action,
                   GCallback on_response)
{
  gboolean saves = action == GTK_FILE_CHOOSER_ACTION_SAVE;
  GtkWidget *window = gtk_file_chooser_dialog_new (
    saves ? _ ("Export Presets") : _ ("Import Presets"),
    GTK_WINDOW (dialog->window), action, _ ("_Cancel"), GTK_RESPONSE_CANCEL,
    saves ? _ ("_Export") : _ ("_Import"), GTK_RESPONSE_ACCEPT, NULL);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (window);

  gtk_file_chooser_set_do_overwrite_confirmation (chooser, TRUE);
  if (saves)
    gtk_file_chooser_set_current_name (chooser, _ ("smooth-presets.ini"));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  g_signal_connect (window, "response", on_response, dialog);
  gtk_window_present (GTK_WINDOW (window));
}

/* Closes a file chooser. Returns the path that the user has chosen, to be freed
 * with g_free, or NULL. */
static char *
close_file_chooser (GtkWidget *chooser, int response)
{
  char *path = response == GTK_RESPONSE_ACCEPT
                 ? gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (chooser))
                 : NULL;

  gtk_widget_destroy (chooser);
  return path;
}

static void
on_export_file (GtkWidget *chooser, int response, Dialog *dialog)
{
  g_autofree char *path = close_file_chooser (chooser, response);
  g_autoptr (GKeyFile) file = settings_file_load (NULL, NULL);
  g_autoptr (GKeyFile) presets = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;
  settings_file_copy_presets (file, presets);
  settings_file_save_to (presets, path, NULL, &error);
  dialog_show_error (dialog, error);
}

static void
on_import_file (GtkWidget *chooser, int response, Dialog *dialog)
{
  g_autofree char *path = close_file_chooser (chooser, response);
  g_autoptr (GKeyFile) file = path != NULL ? load_to_change (dialog) : NULL;
  g_autoptr (GKeyFile) presets = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_damaged;

  if (file == NULL)
    return;
  presets = settings_file_load_from (path, &is_damaged, &error);
  if (error == NULL && settings_file_copy_presets (presets, file) == 0)
    g_set_error (&error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                 _ ("There are no presets in '%s'."), path);
  else if (error == NULL && save_file (dialog, file) && is_damaged)
    g_set_error (&error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                 _ ("A part of '%s' is damaged and was left out."), path);
  if (error != NULL)
    dialog_show_error (dialog, error);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  open_file_chooser (data, GTK_FILE_CHOOSER_ACTION_SAVE,
                     G_CALLBACK (on_export_file));
}

static void
on_import (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  open_file_chooser (data, GTK_FILE_CHOOSER_ACTION_OPEN,
                     G_CALLBACK (on_import_file));
}

/* Appends an entry that shows name and activates action with target, which is
 * consumed if it is floating. */
static void
append_preset (GMenu *menu,
               const char *name,
               const char *action,
               GVariant *target)
{
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);
  g_autofree char *label = g_strjoinv ("__", parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

/* Returns a menu with an entry for each name, which activates action with that
 * name. */
static GMenu *
list_presets (char **names, const char *action)
{
  GMenu *menu = g_menu_new ();

  for (char **name = names; *name != NULL; name++)
    append_preset (menu, *name, action, g_variant_new_string (*name));
  return menu;
}

static GMenu *
list_shipped_presets (void)
{
  GMenu *menu = g_menu_new ();
  int n;
  const ShippedPreset *presets = shipped_presets_get (&n);

  for (int i = 0; i < n; i++)
    append_preset (menu, _ (presets[i].name), "presets.apply-shipped",
                   g_variant_new_int32 (i));
  return menu;
}

static void
fill_menu (Dialog *dialog)
{
  g_autoptr (GKeyFile) file = settings_file_load (NULL, NULL);
  g_auto (GStrv) names = settings_file_list_presets (file);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();
  g_autoptr (GMenu) shipped = list_shipped_presets ();
  g_autoptr (GMenu) own = list_presets (names, "presets.apply");
  g_autoptr (GMenu) deletion = list_presets (names, "presets.delete");

  g_menu_append (change, _ ("Save as Preset..."), "presets.save");
  if (*names != NULL)
    g_menu_append_submenu (change, _ ("Delete"), G_MENU_MODEL (deletion));
  g_menu_append (files, _ ("Import..."), "presets.import");
  if (*names != NULL)
    g_menu_append (files, _ ("Export..."), "presets.export");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (shipped));
  if (*names != NULL)
    g_menu_append_section (menu, _ ("Your own"), G_MENU_MODEL (own));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (dialog->presets),
                                  G_MENU_MODEL (menu));
  scrolled_menu_limit (dialog->presets);
}

static void
add_actions (Dialog *dialog)
{
  const GActionEntry entries[] = {
    { .name = "apply", .activate = on_apply, .parameter_type = "s" },
    { .name = "apply-shipped",
      .activate = on_apply_shipped,
      .parameter_type = "i" },
    { .name = "delete", .activate = on_delete, .parameter_type = "s" },
    { .name = "save", .activate = on_save },
    { .name = "import", .activate = on_import },
    { .name = "export", .activate = on_export },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries,
                                   G_N_ELEMENTS (entries), dialog);
  gtk_widget_insert_action_group (dialog->presets, "presets",
                                  G_ACTION_GROUP (group));
}

GtkWidget *
dialog_make_presets (Dialog *dialog)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING_PX);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("Pr_esets"));

  dialog->presets = gtk_menu_button_new ();
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), dialog->presets);
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  gtk_box_pack_start (
    GTK_BOX (row),
    gtk_image_new_from_icon_name (GIMP_ICON_GO_DOWN, GTK_ICON_SIZE_MENU), FALSE,
    FALSE, 0);
  gtk_container_add (GTK_CONTAINER (dialog->presets), row);
  gtk_widget_set_tooltip_text (
    dialog->presets,
    _ ("Settings for common tasks, and your own under names, which can be "
       "passed on as a file"));
  gtk_widget_show_all (dialog->presets);
  make_prompt (dialog);
  add_actions (dialog);
  fill_menu (dialog);
  return dialog->presets;
}
