/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The procedure's arguments. Their numbers and "channels" come from core's
 * table of parameters; "result" and "weights" are the plug-in's own. The
 * signature is public: arguments are only ever appended.
 */
#include "request.h"

#include "i18n.h"
#include "weights-folder.h"

static void
declare_number (GimpProcedure *procedure, SmoothParamNumberId id)
{
  const SmoothParamNumber *row = smooth_param_get_number (id);

  gimp_procedure_add_double_argument (
    procedure, row->name, _ (row->label), _ (row->tooltip),
    row->min * row->person_factor, row->max * row->person_factor,
    row->def * row->person_factor, G_PARAM_READWRITE);
}

static GimpChoice *
choice_new (const SmoothParamChoice *rows, gsize n_rows)
{
  GimpChoice *choice = gimp_choice_new ();

  for (gsize i = 0; i < n_rows; i++)
    gimp_choice_add (choice, rows[i].nick, (int) i, _ (rows[i].label), "");

  return choice;
}

void
request_declare (GimpProcedure *procedure)
{
  gsize n_channels;
  const SmoothParamChoice *channels = smooth_param_get_channels (&n_channels);
  const SmoothParamChoice *results = result_kind_get_choices ();
  SmoothParams defaults;

  smooth_params_init (&defaults);
  declare_number (procedure, SMOOTH_PARAM_STRENGTH);
  declare_number (procedure, SMOOTH_PARAM_TEXTURE_SCALE);
  gimp_procedure_add_choice_argument (
    procedure, "channels", _ ("Ch_annels"),
    _ ("Which part of the colours is smoothed"),
    choice_new (channels, n_channels), channels[defaults.channels].nick,
    G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (
    procedure, "result", _ ("O_utput"), _ ("Where the result goes"),
    choice_new (results, RESULT_N_KINDS), results[RESULT_REPLACE].nick,
    G_PARAM_READWRITE);
  /* Action ANY: with SELECT_FOLDER a folder that does not exist would be
   * taken for none, and the shipped weights used without a word. */
  gimp_procedure_add_file_argument (
    procedure, "weights", _ ("_Weights"),
    _ ("Folder with other weights; none for those that came with the "
       "plug-in"),
    GIMP_FILE_CHOOSER_ACTION_ANY, TRUE, NULL, G_PARAM_READWRITE);

  gimp_procedure_add_int_return_value (
    procedure, "n-unheld", _ ("Pixels not held"),
    _ ("Output \"separate\": the number of pixels whose detail the detail "
       "layer cannot hold"),
    0, G_MAXINT, 0, G_PARAM_READWRITE);
}

static int
find_choice (const SmoothParamChoice *rows,
             gsize n_rows,
             const char *name,
             const char *nick,
             GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (gsize i = 0; i < n_rows; i++)
    {
      if (g_strcmp0 (rows[i].nick, nick) == 0)
        return (int) i;
      g_string_append_printf (known, i == 0 ? "%s" : ", %s", rows[i].nick);
    }

  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               _ ("Argument '%s' is '%s', it must be one of: %s."), name,
               nick ? nick : "", known->str);

  return -1;
}

static gboolean
read_choices (Request *request, GimpProcedureConfig *config, GError **error)
{
  gsize n_channels;
  const SmoothParamChoice *rows = smooth_param_get_channels (&n_channels);
  g_autofree char *channels = NULL;
  g_autofree char *result = NULL;
  int found;

  g_object_get (config, "channels", &channels, "result", &result, NULL);

  found = find_choice (rows, n_channels, "channels", channels, error);
  if (found < 0)
    return FALSE;
  request->params.channels = (SmoothChannels) found;

  found = find_choice (result_kind_get_choices (), RESULT_N_KINDS, "result",
                       result, error);
  if (found < 0)
    return FALSE;
  request->result = (ResultKind) found;

  return TRUE;
}

static gboolean
read_weights (Request *request, GimpProcedureConfig *config, GError **error)
{
  g_autoptr (GFile) folder = NULL;
  g_autofree char *uri = NULL;

  g_object_get (config, "weights", &folder, NULL);
  request->weights = folder ? g_file_get_path (folder) : weights_folder_find ();
  if (request->weights)
    return TRUE;

  /* A file without a name is what Script-Fu makes of an argument that is left
   * away, or of "". */
  uri = folder ? g_file_get_uri (folder) : NULL;
  if (uri && *uri == '\0')
    request->weights = weights_folder_find ();
  if (request->weights)
    return TRUE;

  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               _ ("Weights folder '%s' is not on this machine."),
               uri ? uri : "");

  return FALSE;
}

static void
read_numbers (GimpProcedureConfig *config, SmoothParams *params)
{
  const SmoothParamNumber *strength =
    smooth_param_get_number (SMOOTH_PARAM_STRENGTH);
  const SmoothParamNumber *scale =
    smooth_param_get_number (SMOOTH_PARAM_TEXTURE_SCALE);

  smooth_params_init (params);
  g_object_get (config, strength->name, &params->strength, scale->name,
                &params->texture_scale, NULL);
  params->strength /= strength->person_factor;
  params->texture_scale /= scale->person_factor;
}

gboolean
request_init (Request *request, GimpProcedureConfig *config, GError **error)
{
  *request = (Request) { 0 };
  read_numbers (config, &request->params);

  return read_choices (request, config, error)
         && smooth_params_check (&request->params, error)
         && read_weights (request, config, error);
}

void
request_clear (Request *request)
{
  g_clear_pointer (&request->weights, g_free);
}
