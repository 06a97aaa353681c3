/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "procedure-request.h"

#include "arguments.h"
#include "i18n.h"
#include "weights-folder.h"

static double
read_number (GimpProcedureConfig *config, ArgumentId id)
{
  const Argument argument = argument_get (id);
  double value;

  g_object_get (config, argument.name, &value, NULL);
  return value / argument.number->person_factor;
}

static int
read_integer (GimpProcedureConfig *config, ArgumentId id)
{
  int value;

  g_object_get (config, argument_get (id).name, &value, NULL);
  return value;
}

static gboolean
read_switch (GimpProcedureConfig *config, ArgumentId id)
{
  gboolean is_on;

  g_object_get (config, argument_get (id).name, &is_on, NULL);
  return is_on;
}

static double
get_default (ArgumentId id)
{
  const Argument argument = argument_get (id);

  return argument.number->def;
}

/* Reads the argument id, whose value in config is the name of a choice. value
 * (out): the index of that choice. */
static gboolean
read_choice (GimpProcedureConfig *config,
             ArgumentId id,
             int *value,
             GError **error)
{
  const Argument argument = argument_get (id);
  const SmoothParamChoice *choice = argument.choice;
  g_autoptr (GString) known = g_string_new (NULL);
  g_autofree char *nick = NULL;

  g_object_get (config, argument.name, &nick, NULL);
  for (*value = 0; *value < choice->n_values; ++*value)
    {
      const char *known_nick = choice->values[*value].nick;

      if (g_strcmp0 (known_nick, nick) == 0)
        return TRUE;
      g_string_append_printf (known, *value == 0 ? "%s" : ", %s", known_nick);
    }
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               _ ("Argument '%s' is '%s', it must be one of: %s."),
               argument.name, nick != NULL ? nick : "", known->str);
  return FALSE;
}

gboolean
request_init (Request *request, GimpProcedureConfig *config, GError **error)
{
  int channels, result;

  *request = (Request) { 0 };
  request->params.strength = read_number (config, ARGUMENT_STRENGTH);
  request->params.texture_scale = read_number (config, ARGUMENT_TEXTURE_SCALE);
  if (!read_choice (config, ARGUMENT_CHANNELS, &channels, error)
      || !read_choice (config, ARGUMENT_RESULT, &result, error))
    return FALSE;
  request->params.channels = (SmoothChannels) channels;
  request->params.is_tileable = read_switch (config, ARGUMENT_TILEABLE);
  request->result = (ResultKind) result;
  request->params.detail = result_kind_uses_detail (request->result)
                             ? read_number (config, ARGUMENT_DETAIL)
                             : get_default (ARGUMENT_DETAIL);
  request->n_details = read_integer (config, ARGUMENT_DETAIL_LAYERS);
  request->params.n_details =
    request->result == RESULT_SEPARATE ? request->n_details : 1;
  return smooth_params_check (&request->params, error);
}

void
request_clear (Request *request)
{
  g_clear_pointer (&request->weights, g_free);
}

gboolean
request_find_weights (Request *request,
                      GimpProcedureConfig *config,
                      GError **error)
{
  const Argument argument = argument_get (ARGUMENT_WEIGHTS);
  g_autoptr (GFile) folder = NULL;
  g_autofree char *uri = NULL;

  g_object_get (config, argument.name, &folder, NULL);
  /* If a script leaves the argument out or passes "", Script-Fu hands over a
   * file with an empty name. */
  uri = folder != NULL ? g_file_get_uri (folder) : g_strdup ("");
  request_clear (request);
  request->weights = folder != NULL ? g_file_get_path (folder) : NULL;
  if (request->weights == NULL && *uri == '\0')
    request->weights = weights_folder_find ();
  if (request->weights == NULL)
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                 _ ("Weights folder '%s' is not on this machine."), uri);
  return request->weights != NULL;
}

gboolean
request_changes_nothing (const Request *request)
{
  return request->result == RESULT_REPLACE
         && smooth_params_change_nothing (&request->params);
}

gboolean
request_uses_detail (const Request *request)
{
  return result_kind_uses_detail (request->result)
         && request->params.strength > 0;
}
