/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GIMP clamps numbers out of range and replaces unknown choices by the default,
 * but it lets NaN pass, for which the default is set here.
 */
#include "preset-values.h"

#include <math.h>

#include "arguments.h"

static void
apply_number (GObject *config,
              const Argument *argument,
              GKeyFile *file,
              const char *group)
{
  const SmoothParamNumber *number = argument->number;
  g_autoptr (GError) error = NULL;
  double value = g_key_file_get_double (file, group, argument->name, &error);

  if (error != NULL || isnan (value))
    value = number->def * number->person_factor;
  g_object_set (config, argument->name, value, NULL);
}

static void
apply_choice (GObject *config,
              const Argument *argument,
              GKeyFile *file,
              const char *group)
{
  const SmoothParamChoice *choice = argument->choice;
  g_autofree char *value =
    g_key_file_get_string (file, group, argument->name, NULL);

  g_object_set (config, argument->name,
                value != NULL ? value : choice->values[choice->def].nick, NULL);
}

static void
apply_integer (GObject *config,
               const Argument *argument,
               GKeyFile *file,
               const char *group)
{
  g_autoptr (GError) error = NULL;
  const int value =
    g_key_file_get_integer (file, group, argument->name, &error);

  g_object_set (config, argument->name,
                error == NULL ? value : argument->integer->def, NULL);
}

static void
apply_switch (GObject *config,
              const Argument *argument,
              GKeyFile *file,
              const char *group)
{
  g_autoptr (GError) error = NULL;
  const gboolean value =
    g_key_file_get_boolean (file, group, argument->name, &error);

  g_object_set (config, argument->name,
                error == NULL ? value : argument->toggle->def, NULL);
}

void
preset_values_apply (GimpProcedureConfig *config,
                     GKeyFile *file,
                     const char *group)
{
  for (int id = 0; id < N_ARGUMENTS; id++)
    {
      const Argument argument = argument_get ((ArgumentId) id);

      if (argument.number != NULL)
        apply_number (G_OBJECT (config), &argument, file, group);
      else if (argument.choice != NULL)
        apply_choice (G_OBJECT (config), &argument, file, group);
      else if (argument.integer != NULL)
        apply_integer (G_OBJECT (config), &argument, file, group);
      else if (argument.toggle != NULL)
        apply_switch (G_OBJECT (config), &argument, file, group);
    }
}

static void
save_argument (GObject *config,
               const Argument *argument,
               GKeyFile *file,
               const char *group)
{
  const char *name = argument->name;

  if (argument->number != NULL)
    {
      double value;

      g_object_get (config, name, &value, NULL);
      g_key_file_set_double (file, group, name, value);
    }
  else if (argument->choice != NULL)
    {
      g_autofree char *value = NULL;

      g_object_get (config, name, &value, NULL);
      g_key_file_set_string (file, group, name, value);
    }
  else if (argument->integer != NULL)
    {
      int value;

      g_object_get (config, name, &value, NULL);
      g_key_file_set_integer (file, group, name, value);
    }
  else if (argument->toggle != NULL)
    {
      gboolean value;

      g_object_get (config, name, &value, NULL);
      g_key_file_set_boolean (file, group, name, value);
    }
}

void
preset_values_save (GimpProcedureConfig *config,
                    GKeyFile *file,
                    const char *group)
{
  for (int id = 0; id < N_ARGUMENTS; id++)
    {
      const Argument argument = argument_get ((ArgumentId) id);

      save_argument (G_OBJECT (config), &argument, file, group);
    }
}
