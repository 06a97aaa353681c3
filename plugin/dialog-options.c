/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widgets of the dialog for arguments that are neither sliders nor combo
 * boxes. */
#include "dialog-private.h"

#include "arguments.h"
#include "i18n.h"

#define SPACING_PX 6

/* Makes the row of the number of detail layers sensitive only if the result
 * has detail layers. */
static void
on_result (GObject *config, GParamSpec *spec, GtkWidget *row)
{
  g_autofree char *nick = NULL;
  const SmoothParamChoice *choice = result_kind_get_choice ();

  g_object_get (config, spec->name, &nick, NULL);
  gtk_widget_set_sensitive (
    row, g_strcmp0 (nick, choice->values[RESULT_SEPARATE].nick) == 0);
}

static GtkWidget *
make_detail_layers (Dialog *dialog)
{
  const Argument argument = argument_get (ARGUMENT_DETAIL_LAYERS);
  const char *result = argument_get (ARGUMENT_RESULT).name;
  g_autofree char *signal = g_strconcat ("notify::", result, NULL);
  g_autofree char *name = gimp_strip_uline (_ (argument.label));
  GObject *config = G_OBJECT (dialog->config);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING_PX);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ (argument.label));
  GtkWidget *spin = gimp_prop_spin_button_new (config, argument.name, 1, 1, 0);

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), spin);
  atk_object_set_name (gtk_widget_get_accessible (spin), name);
  gtk_widget_set_tooltip_text (row, _ (argument.tooltip));
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), spin, FALSE, FALSE, 0);
  g_signal_connect_object (config, signal, G_CALLBACK (on_result), row, 0);
  on_result (config,
             g_object_class_find_property (G_OBJECT_GET_CLASS (config), result),
             row);
  return row;
}

static GtkWidget *
make_tileable (Dialog *dialog)
{
  const Argument argument = argument_get (ARGUMENT_TILEABLE);
  GtkWidget *button = gimp_prop_check_button_new (
    G_OBJECT (dialog->config), argument.name, _ (argument.label));

  gtk_widget_set_tooltip_text (button, _ (argument.tooltip));
  return button;
}

void
dialog_add_options (Dialog *dialog, GtkBox *row)
{
  gtk_box_pack_start (row, make_detail_layers (dialog), FALSE, FALSE, 0);
  gtk_box_pack_start (row, make_tileable (dialog), FALSE, FALSE, 0);
}
