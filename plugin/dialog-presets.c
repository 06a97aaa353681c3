/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The button with named presets: choose, save, delete, export, import. */
#include "dialog-private.h"

#include <math.h>

#include "arguments.h"
#include "i18n.h"
#include "memory.h"

#define SPACING_PX 6

/* Gives an argument the value that the preset in group has for it, if any. GIMP
 * clamps numbers out of range and replaces unknown choices by the default, but
 * it lets NaN pass. */
static void
apply_argument (Dialog *dialog,
                const Argument *argument,
                GKeyFile *file,
                const char *group)
{
  const char *name = argument->name;

  if (argument->number != NULL)
    {
      g_autoptr (GError) error = NULL;
      double value = g_key_file_get_double (file, group, name, &error);

      if (error == NULL && !isnan (value))
        g_object_set (dialog->config, name, value, NULL);
    }
  else if (argument->choice != NULL)
    {
      g_autofree char *value = g_key_file_get_string (file, group, name, NULL);

      if (value != NULL)
        g_object_set (dialog->config, name, value, NULL);
    }
}

static void
apply_preset (Dialog *dialog, const char *name)
{
  g_autoptr (GKeyFile) file = memory_load (NULL, NULL);
  g_autofree char *group = memory_get_group (name);

  for (int id = 0; id < N_ARGUMENTS; id++)
    {
      const Argument argument = argument_get ((ArgumentId) id);

      apply_argument (dialog, &argument, file, group);
    }
}

static void fill_menu (Dialog *dialog);

/* Whether it could be written; if not, the dialog says so. */
static gboolean
store (Dialog *dialog, GKeyFile *file)
{
  g_autoptr (GError) error = NULL;
  gboolean is_stored = memory_save (file, NULL, &error);

  dialog_show_error (dialog, error);
  fill_menu (dialog);

  return is_stored;
}

/* The file, to be changed and stored; NULL if it cannot be read, which the
 * dialog shows: what is in it must not be written over. */
static GKeyFile *
load_to_change (Dialog *dialog)
{
  g_autoptr (GError) error = NULL;
  GKeyFile *file = memory_load (NULL, &error);

  dialog_show_error (dialog, error);
  if (error)
    g_clear_pointer (&file, g_key_file_unref);

  return file;
}

/* Writes the value of an argument into the preset in group; a preset has no
 * folder of weights. */
static void
save_argument (Dialog *dialog,
               const Argument *argument,
               GKeyFile *file,
               const char *group)
{
  const char *name = argument->name;

  if (argument->number != NULL)
    {
      double value;

      g_object_get (dialog->config, name, &value, NULL);
      g_key_file_set_double (file, group, name, value);
    }
  else if (argument->choice != NULL)
    {
      g_autofree char *value = NULL;

      g_object_get (dialog->config, name, &value, NULL);
      g_key_file_set_string (file, group, name, value);
    }
}

static void
save_preset (Dialog *dialog, const char *name)
{
  g_autoptr (GKeyFile) file = load_to_change (dialog);
  g_autofree char *group = memory_get_group (name);

  if (!file)
    return;

  for (int id = 0; id < N_ARGUMENTS; id++)
    {
      const Argument argument = argument_get ((ArgumentId) id);

      save_argument (dialog, &argument, file, group);
    }
  store (dialog, file);
}

static void
on_apply (GSimpleAction *action G_GNUC_UNUSED, GVariant *name, gpointer data)
{
  apply_preset (data, g_variant_get_string (name, NULL));
}

static void
on_delete (GSimpleAction *action G_GNUC_UNUSED, GVariant *name, gpointer data)
{
  g_autoptr (GKeyFile) file = load_to_change (data);
  g_autofree char *group = memory_get_group (g_variant_get_string (name, NULL));

  if (!file)
    return;

  g_key_file_remove_group (file, group, NULL);
  store (data, file);
}

static void
on_named (Dialog *dialog)
{
  const char *name = gtk_entry_get_text (GTK_ENTRY (dialog->preset_name));

  if (*name)
    save_preset (dialog, name);
  gtk_popover_popdown (GTK_POPOVER (dialog->preset_asker));
}

static void
on_save (GSimpleAction *action G_GNUC_UNUSED,
         GVariant *parameter G_GNUC_UNUSED,
         gpointer data)
{
  Dialog *dialog = data;

  gtk_popover_popup (GTK_POPOVER (dialog->preset_asker));
  gtk_widget_grab_focus (dialog->preset_name);
}

/* Asks for a name, at the button. */
static void
make_asker (Dialog *dialog)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING_PX);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Name"));
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Sa_ve Preset"));

  dialog->preset_asker = gtk_popover_new (dialog->presets);
  dialog->preset_name = gtk_entry_new ();
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), dialog->preset_name);
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), dialog->preset_name, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (row), button, FALSE, FALSE, 0);
  gtk_container_set_border_width (GTK_CONTAINER (row), SPACING_PX);
  gtk_container_add (GTK_CONTAINER (dialog->preset_asker), row);
  gtk_widget_show_all (row);
  g_signal_connect_swapped (dialog->preset_name, "activate",
                            G_CALLBACK (on_named), dialog);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_named), dialog);
}

/* Without a main loop of its own: a screen reader that has pressed the entry of
 * the menu would be told nothing until that ended. */
static void
ask_for_file (Dialog *dialog,
              GtkFileChooserAction action,
              GCallback on_response)
{
  gboolean saves = action == GTK_FILE_CHOOSER_ACTION_SAVE;
  GtkWidget *asker = gtk_file_chooser_dialog_new (
    saves ? _ ("Export Presets") : _ ("Import Presets"),
    GTK_WINDOW (dialog->window), action, _ ("_Cancel"), GTK_RESPONSE_CANCEL,
    saves ? _ ("_Export") : _ ("_Import"), GTK_RESPONSE_ACCEPT, NULL);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (asker);

  gtk_file_chooser_set_do_overwrite_confirmation (chooser, TRUE);
  if (saves)
    gtk_file_chooser_set_current_name (chooser, _ ("smooth-presets.ini"));
  gtk_window_set_modal (GTK_WINDOW (asker), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (asker), TRUE);
  g_signal_connect (asker, "response", on_response, dialog);
  gtk_window_present (GTK_WINDOW (asker));
}

/* The answer, to be freed, or NULL; the chooser goes. */
static char *
take_path (GtkWidget *asker, int response)
{
  char *path = response == GTK_RESPONSE_ACCEPT
                 ? gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (asker))
                 : NULL;

  gtk_widget_destroy (asker);

  return path;
}

static void
on_export_file (GtkWidget *asker, int response, Dialog *dialog)
{
  g_autofree char *path = take_path (asker, response);
  g_autoptr (GKeyFile) file = memory_load (NULL, NULL);
  g_autoptr (GKeyFile) presets = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  if (!path)
    return;

  memory_copy_presets (file, presets);
  memory_save_to (presets, path, NULL, &error);
  dialog_show_error (dialog, error);
}

static void
on_import_file (GtkWidget *asker, int response, Dialog *dialog)
{
  g_autofree char *path = take_path (asker, response);
  g_autoptr (GKeyFile) file = path ? load_to_change (dialog) : NULL;
  g_autoptr (GKeyFile) presets = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_damaged;

  if (!file)
    return;

  presets = memory_load_from (path, &is_damaged, &error);
  if (!error && memory_copy_presets (presets, file) == 0)
    g_set_error (&error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                 _ ("There are no presets in '%s'."), path);
  else if (!error && store (dialog, file) && is_damaged)
    g_set_error (&error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                 _ ("A part of '%s' is damaged and was left out."), path);
  if (error)
    dialog_show_error (dialog, error);
}

static void
on_export (GSimpleAction *action G_GNUC_UNUSED,
           GVariant *parameter G_GNUC_UNUSED,
           gpointer data)
{
  ask_for_file (data, GTK_FILE_CHOOSER_ACTION_SAVE,
                G_CALLBACK (on_export_file));
}

static void
on_import (GSimpleAction *action G_GNUC_UNUSED,
           GVariant *parameter G_GNUC_UNUSED,
           gpointer data)
{
  ask_for_file (data, GTK_FILE_CHOOSER_ACTION_OPEN,
                G_CALLBACK (on_import_file));
}

/* An entry for each name, which action is told. */
static GMenu *
list_presets (char **names, const char *action)
{
  GMenu *menu = g_menu_new ();

  for (char **name = names; *name; name++)
    {
      g_auto (GStrv) parts = g_strsplit (*name, "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, action, "s", *name);
      g_menu_append_item (menu, item);
    }

  return menu;
}

static void
fill_menu (Dialog *dialog)
{
  g_autoptr (GKeyFile) file = memory_load (NULL, NULL);
  g_auto (GStrv) names = memory_list_presets (file);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();
  g_autoptr (GMenu) list = list_presets (names, "presets.apply");
  g_autoptr (GMenu) deletion = list_presets (names, "presets.delete");

  g_menu_append (change, _ ("Save as Preset..."), "presets.save");
  if (*names)
    g_menu_append_submenu (change, _ ("Delete"), G_MENU_MODEL (deletion));
  g_menu_append (files, _ ("Import..."), "presets.import");
  if (*names)
    g_menu_append (files, _ ("Export..."), "presets.export");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (list));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (dialog->presets),
                                  G_MENU_MODEL (menu));
}

static void
add_actions (Dialog *dialog)
{
  const GActionEntry entries[] = {
    { .name = "apply", .activate = on_apply, .parameter_type = "s" },
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
    _ ("Settings under a name, which can be passed on as a file"));
  gtk_widget_show_all (dialog->presets);
  make_asker (dialog);
  add_actions (dialog);
  fill_menu (dialog);

  return dialog->presets;
}
