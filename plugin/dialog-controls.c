/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog's widgets for arguments that are numbers: sliders with a spin
 * button.
 */
#include "arguments.h"
#include "dialog-private.h"
#include "i18n.h"

/* The width of the two buttons at the right end of a slider, below which no
 * mark belongs. */
#define BUTTONS_PX 38

void
dialog_name_widget (GtkWidget *widget, const char *label)
{
  g_autofree char *name = gimp_strip_uline (label);

  atk_object_set_name (gtk_widget_get_accessible (widget), name);
}

static GtkWidget *
make_slider (GimpProcedureDialog *dialog, const Argument *argument)
{
  GtkWidget *slider =
    gimp_procedure_dialog_get_spin_scale (dialog, argument->name, 1.0);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (slider),
                              (guint) argument->number->digits);
  gimp_spin_scale_set_gamma (GIMP_SPIN_SCALE (slider), argument->number->gamma);
  if (argument->number->slider_max < argument->number->max)
    gimp_spin_scale_set_scale_limits (
      GIMP_SPIN_SCALE (slider),
      argument->number->min * argument->number->person_factor,
      argument->number->slider_max * argument->number->person_factor);
  dialog_name_widget (slider, _ (argument->label));
  return slider;
}

/* Returns a row with small texts, which say what the left end, the middle and
 * the right end of a slider mean. */
static GtkWidget *
make_marks (const SmoothParamNumber *number)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_widget_set_margin_end (row, BUTTONS_PX);
  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  for (gsize i = 0; i < G_N_ELEMENTS (number->marks); i++)
    {
      GtkWidget *label = gtk_label_new (_ (number->marks[i]));

      gtk_label_set_xalign (GTK_LABEL (label), 0.5f * (float) i);
      gtk_label_set_attributes (GTK_LABEL (label), attributes);
      gtk_box_pack_start (GTK_BOX (row), label, TRUE, TRUE, 0);
    }
  return row;
}

GtkWidget *
dialog_make_number (GimpProcedureDialog *dialog, const Argument *argument)
{
  GtkWidget *slider = make_slider (dialog, argument);
  GtkWidget *box;

  if (argument->number->marks[0] == NULL)
    return slider;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_pack_start (GTK_BOX (box), slider, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), make_marks (argument->number), FALSE,
                      FALSE, 0);
  return box;
}
