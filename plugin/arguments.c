/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arguments.h"

#include "i18n.h"
#include "result-kind.h"

static Argument
get_number (SmoothParamNumberId id)
{
  const SmoothParamNumber *number = smooth_param_get_number (id);

  return (Argument) { .name = number->name,
                      .label = number->label,
                      .tooltip = number->tooltip,
                      .number = number };
}

static Argument
get_choice (const SmoothParamChoice *choice)
{
  return (Argument) { .name = choice->name,
                      .label = choice->label,
                      .tooltip = choice->tooltip,
                      .choice = choice };
}

static Argument
get_integer (const SmoothParamInteger *integer)
{
  return (Argument) { .name = integer->name,
                      .label = integer->label,
                      .tooltip = integer->tooltip,
                      .integer = integer };
}

static Argument
get_switch (const SmoothParamSwitch *toggle)
{
  return (Argument) { .name = toggle->name,
                      .label = toggle->label,
                      .tooltip = toggle->tooltip,
                      .toggle = toggle };
}

Argument
argument_get (ArgumentId id)
{
  switch (id)
    {
    case ARGUMENT_STRENGTH:
      return get_number (SMOOTH_PARAM_STRENGTH);
    case ARGUMENT_TEXTURE_SCALE:
      return get_number (SMOOTH_PARAM_TEXTURE_SCALE);
    case ARGUMENT_CHANNELS:
      return get_choice (smooth_param_get_channels ());
    case ARGUMENT_RESULT:
      return get_choice (result_kind_get_choice ());
    case ARGUMENT_DETAIL:
      return get_number (SMOOTH_PARAM_DETAIL);
    case ARGUMENT_DETAIL_LAYERS:
      return get_integer (smooth_param_get_detail_layers ());
    case ARGUMENT_TILEABLE:
      return get_switch (smooth_param_get_tileable ());
    default:
      return (Argument) { .name = "weights",
                          .label = N_ ("_Weights"),
                          .tooltip =
                            N_ ("Folder with other weights; none for those "
                                "that came with the plug-in") };
    }
}

static void
declare_number (GimpProcedure *procedure, const Argument *argument)
{
  const SmoothParamNumber *number = argument->number;
  double factor = number->person_factor;

  gimp_procedure_add_double_argument (
    procedure, argument->name, _ (argument->label), _ (argument->tooltip),
    number->min * factor, number->max * factor, number->def * factor,
    G_PARAM_READWRITE);
}

static void
declare_choice (GimpProcedure *procedure, const Argument *argument)
{
  const SmoothParamValue *values = argument->choice->values;
  GimpChoice *choice = gimp_choice_new ();
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *blurb = NULL;

  for (int i = 0; i < argument->choice->n_values; i++)
    {
      gimp_choice_add (choice, values[i].nick, i, _ (values[i].label), "");
      g_string_append_printf (names, i == 0 ? "%s" : ", %s", values[i].nick);
    }
  /* The names are said where scripts look: in Python GIMP replaces one that it
   * does not know by the default, with a mere warning. */
  blurb = g_strdup_printf ("%s (%s)", _ (argument->tooltip), names->str);
  gimp_procedure_add_choice_argument (
    procedure, argument->name, _ (argument->label), blurb, choice,
    values[argument->choice->def].nick, G_PARAM_READWRITE);
}

/* Declares an argument whose value is a folder. Its file chooser has the action
 * ANY for a reason: with SELECT_FOLDER GIMP would pass no file at all if the
 * folder does not exist, and the plug-in would use the shipped weights without
 * telling the caller. */
static void
declare_folder (GimpProcedure *procedure, const Argument *argument)
{
  gimp_procedure_add_file_argument (
    procedure, argument->name, _ (argument->label), _ (argument->tooltip),
    GIMP_FILE_CHOOSER_ACTION_ANY, TRUE, NULL, G_PARAM_READWRITE);
}

void
arguments_declare (GimpProcedure *procedure)
{
  for (int id = 0; id < N_ARGUMENTS; id++)
    {
      const Argument argument = argument_get ((ArgumentId) id);

      if (argument.number != NULL)
        declare_number (procedure, &argument);
      else if (argument.choice != NULL)
        declare_choice (procedure, &argument);
      else if (argument.integer != NULL)
        gimp_procedure_add_int_argument (
          procedure, argument.name, _ (argument.label), _ (argument.tooltip),
          argument.integer->min, argument.integer->max, argument.integer->def,
          G_PARAM_READWRITE);
      else if (argument.toggle != NULL)
        gimp_procedure_add_boolean_argument (
          procedure, argument.name, _ (argument.label), _ (argument.tooltip),
          argument.toggle->def, G_PARAM_READWRITE);
      else
        declare_folder (procedure, &argument);
    }
  gimp_procedure_add_int_return_value (
    procedure, "n-unheld", _ ("Pixels not held"),
    _ ("Output \"separate\": the number of pixels whose detail the detail "
       "layer cannot hold"),
    0, G_MAXINT, 0, G_PARAM_READWRITE);
}
