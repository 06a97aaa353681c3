/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filter-operation.h"

#include "common-errors.h"
#include "gegl/installed-weights.h"
#include "gegl/weights-folders.h"
#include "i18n.h"

#define OPERATION "structure-smooth:smooth"

/* Makes a filter of drawable, which is not appended yet. NULL: GIMP does not
 * find the operation. GIMP would show a message of its own for that, unless
 * errors are the plug-in's to handle. */
static GimpDrawableFilter *
make_filter (GimpDrawable *drawable)
{
  GimpPlugIn *plug_in = gimp_get_plug_in ();
  GimpDrawableFilter *filter;

  gimp_plug_in_set_pdb_error_handler (plug_in, GIMP_PDB_ERROR_HANDLER_PLUGIN);
  filter = gimp_drawable_filter_new (drawable, OPERATION,
                                     _ ("Structure-Preserving Smooth"));
  gimp_plug_in_set_pdb_error_handler (plug_in, GIMP_PDB_ERROR_HANDLER_INTERNAL);
  return filter;
}

gboolean
filter_operation_check (GimpDrawable *drawable, GError **error)
{
  GimpDrawableFilter *filter = make_filter (drawable);

  if (filter != NULL)
    {
      gimp_drawable_filter_delete (filter);
      return TRUE;
    }
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               _ ("GIMP does not find the operation '%s', which a filter that "
                  "can be edited later needs. Install it into GEGL's folder of "
                  "plug-ins, as Help says, and start GIMP again; or choose "
                  "another output."),
               OPERATION);
  return FALSE;
}

/* Returns the checksum of the request's weights, by which the operation finds
 * them; free with g_free. */
static char *
find_weights (const Request *request, GError **error)
{
  g_auto (GStrv) folders = weights_folders_list ();
  g_autofree char *sum = installed_weights_sum (request->weights);
  g_autofree char *folder =
    sum != NULL ? installed_weights_find ((const char *const *) folders, sum)
                : NULL;

  if (folder != NULL)
    return g_steal_pointer (&sum);
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               _ ("A filter that can be edited later uses installed weights "
                  "alone, and those in '%s' are not."),
               request->weights);
  return NULL;
}

static void
set_number (GObject *config, SmoothParamNumberId id, double value)
{
  const SmoothParamNumber *number = smooth_param_get_number (id);

  g_object_set (config, number->name, value * number->person_factor, NULL);
}

static void
set_settings (GObject *config, const SmoothParams *params, const char *weights)
{
  const SmoothParamChoice *channels = smooth_param_get_channels ();

  set_number (config, SMOOTH_PARAM_STRENGTH, params->strength);
  set_number (config, SMOOTH_PARAM_TEXTURE_SCALE, params->texture_scale);
  set_number (config, SMOOTH_PARAM_DETAIL, params->detail);
  /* libgimp makes a choice of the operation's enumeration. */
  g_object_set (config, channels->name, channels->values[params->channels].nick,
                smooth_param_get_tileable ()->name, params->is_tileable,
                "weights", weights, NULL);
}

static gboolean
has_filter (GimpDrawable *drawable, const GimpDrawableFilter *filter)
{
  g_autofree GimpDrawableFilter **filters =
    gimp_drawable_get_filters (drawable);

  for (int i = 0; filters != NULL && filters[i] != NULL; i++)
    if (filters[i] == filter)
      return TRUE;
  return FALSE;
}

/* Appends a filter to drawable and adds it to appended. Returns FALSE, and
 * leaves no filter, if GIMP refuses. */
static gboolean
append (GimpDrawable *drawable,
        const Request *request,
        const char *weights,
        GPtrArray *appended)
{
  GimpDrawableFilter *filter = make_filter (drawable);
  GimpDrawableFilterConfig *config =
    filter != NULL ? gimp_drawable_filter_get_config (filter) : NULL;

  if (config != NULL)
    {
      set_settings (G_OBJECT (config), &request->params, weights);
      gimp_drawable_append_filter (drawable, filter);
      if (has_filter (drawable, filter))
        {
          g_ptr_array_add (appended, filter);
          return TRUE;
        }
    }
  if (filter != NULL)
    gimp_drawable_filter_delete (filter);
  return FALSE;
}

gboolean
filter_operation_append (GimpImage *image,
                         GimpDrawable **drawables,
                         const Request *request,
                         GError **error)
{
  g_autofree char *weights = find_weights (request, error);
  g_autoptr (GPtrArray) appended = g_ptr_array_new ();
  gboolean is_appended = TRUE;

  if (weights == NULL)
    return FALSE;
  gimp_image_undo_group_start (image);
  for (int i = 0; drawables[i] != NULL && is_appended; i++)
    is_appended = append (drawables[i], request, weights, appended);
  for (guint i = 0; i < appended->len && !is_appended; i++)
    gimp_drawable_filter_delete (g_ptr_array_index (appended, i));
  gimp_image_undo_group_end (image);
  return is_appended || common_error_refuse (error);
}
