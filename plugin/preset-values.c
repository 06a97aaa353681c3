/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GObject refuses a value that is not valid for the argument, so values are
 * made valid before: numbers out of range are clamped, unknown choices become
 * the default. GLib lets NaN pass, which counts here as a value that cannot be
 * read.
 */
#include "preset-values.h"

#include <math.h>

#include "arguments.h"

/* Sets value (in/out), which has the argument's type, to what the group has for
 * the argument. Returns FALSE if the group has nothing that can be read. */
static gboolean
read_argument (const Argument *argument,
               GKeyFile *file,
               const char *group,
               GValue *value)
{
  const char *name = argument->name;
  g_autoptr (GError) error = NULL;

  if (argument->number != NULL)
    g_value_set_double (value,
                        g_key_file_get_double (file, group, name, &error));
  else if (argument->choice != NULL)
    g_value_take_string (value,
                         g_key_file_get_string (file, group, name, &error));
  else if (argument->integer != NULL)
    g_value_set_int (value, g_key_file_get_integer (file, group, name, &error));
  else
    g_value_set_boolean (value,
                         g_key_file_get_boolean (file, group, name, &error));
  return error == NULL
         && !(argument->number != NULL && isnan (g_value_get_double (value)));
}

static void
apply_argument (GObject *config,
                const Argument *argument,
                GKeyFile *file,
                const char *group)
{
  GParamSpec *spec =
    g_object_class_find_property (G_OBJECT_GET_CLASS (config), argument->name);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_PARAM_SPEC_VALUE_TYPE (spec));
  if (!read_argument (argument, file, group, &value))
    g_param_value_set_default (spec, &value);
  g_param_value_validate (spec, &value);
  g_object_set_property (config, argument->name, &value);
}

void
preset_values_apply (GimpProcedureConfig *config,
                     GKeyFile *file,
                     const char *group)
{
  for (int id = 0; id < N_ARGUMENTS; id++)
    {
      const Argument argument = argument_get ((ArgumentId) id);

      if (id != ARGUMENT_WEIGHTS)
        apply_argument (G_OBJECT (config), &argument, file, group);
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
