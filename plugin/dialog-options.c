/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widgets of the dialog for arguments that are neither sliders nor combo
 * boxes. */
#include "dialog-private.h"

#include "arguments.h"
#include "i18n.h"

GtkWidget *
dialog_make_tileable (Dialog *dialog)
{
  const Argument argument = argument_get (ARGUMENT_TILEABLE);
  GtkWidget *button = gimp_prop_check_button_new (
    G_OBJECT (dialog->config), argument.name, _ (argument.label));

  gtk_widget_set_tooltip_text (button, _ (argument.tooltip));
  return button;
}
