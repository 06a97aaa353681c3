/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GIMP's own procedure dialog: widgets made from the arguments, Reset, saved
 * settings, last values. "weights" is for scripts and has no widget.
 */
#include "dialog.h"

#include <libgimp/gimpui.h>

#include <smooth/smooth.h>

#include "i18n.h"

static void
add_slider (GimpProcedureDialog *dialog, SmoothParamNumberId id)
{
  const SmoothParamNumber *row = smooth_param_get_number (id);
  GtkWidget *slider =
    gimp_procedure_dialog_get_spin_scale (dialog, row->name, 1.0);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (slider), row->digits);
  gimp_spin_scale_set_gamma (GIMP_SPIN_SCALE (slider), row->gamma);
}

gboolean
dialog_run (GimpProcedure *procedure, GimpProcedureConfig *config)
{
  GtkWidget *widget;
  GimpProcedureDialog *dialog;
  gboolean accepted;

  gimp_ui_init (SMOOTH_GETTEXT_DOMAIN);

  widget = gimp_procedure_dialog_new (procedure, config,
                                      _ ("Structure-Preserving Smooth"));
  dialog = GIMP_PROCEDURE_DIALOG (widget);
  add_slider (dialog, SMOOTH_PARAM_STRENGTH);
  add_slider (dialog, SMOOTH_PARAM_TEXTURE_SCALE);
  gimp_procedure_dialog_fill (dialog, "strength", "texture-scale", "channels",
                              "result", NULL);

  accepted = gimp_procedure_dialog_run (dialog);
  gtk_widget_destroy (widget);

  return accepted;
}
