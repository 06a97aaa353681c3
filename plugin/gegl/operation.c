/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The GEGL operation structure-smooth:smooth. GEGL loads this module into GIMP
 * and into the program gegl. It knows neither GIMP nor GTK. When it is loaded
 * it reads the bytes of the weights for their checksum; they are parsed at the
 * first picture. How it computes is in renderer.c.
 *
 * What GIMP does with an operation has shaped it: the result must be there when
 * process () returns, as GIMP draws nothing that comes later; process () never
 * returns FALSE, which would make the layer transparent; and the bounding box
 * is the input's, as the layer would become larger otherwise.
 */
#include <libintl.h>

#include <gegl-plugin.h>

#include <smooth/smooth.h>

#include "../float-format.h"
#include "../i18n.h"
#include "properties.h"
#include "renderer.h"
#include "weights-folders.h"

#define NAME "structure-smooth:smooth"
/* The version of the operation and of its properties: files say it. */
#define OP_VERSION "1:0"

typedef struct
{
  GeglOperationFilterClass parent_class;
} OperationClass;

GType operation_get_type (void);
G_MODULE_EXPORT const GeglModuleInfo *gegl_module_query (GTypeModule *module);
G_MODULE_EXPORT gboolean gegl_module_register (GTypeModule *module);

G_DEFINE_DYNAMIC_TYPE (Operation, operation, GEGL_TYPE_OPERATION_FILTER)

/* Returns what all nodes share, which lives as long as the process. */
static Renderer *
get_renderer (void)
{
  static gsize renderer_once = 0;

  if (g_once_init_enter (&renderer_once))
    {
      g_auto (GStrv) folders = weights_folders_list ();
      int n_threads = 0;

      g_object_get (gegl_config (), "threads", &n_threads, NULL);
      g_once_init_leave (&renderer_once,
                         (gsize) renderer_new (&(RendererOptions) {
                           .folders = (const char *const *) folders,
                           .n_threads = n_threads,
                           .max_bytes = -1,
                         }));
    }
  return (Renderer *) renderer_once;
}

static void
finalize (GObject *object)
{
  g_free (((Operation *) object)->weights);
  G_OBJECT_CLASS (operation_parent_class)->finalize (object);
}

/* The result has the input's colour space and alpha, in the float format that
 * core computes in. */
static void
prepare (GeglOperation *operation)
{
  const Babl *input = gegl_operation_get_source_format (operation, "input");
  const Babl *format;

  if (input == NULL)
    input = babl_format_with_space (
      "R'G'B'A float", gegl_operation_get_source_space (operation, "input"));
  format = float_format_get (input, ENCODING_PERCEPTUAL,
                             babl_format_has_alpha (input) != 0);
  gegl_operation_set_format (operation, "input", format);
  gegl_operation_set_format (operation, "output", format);
}

/* Returns the bounding box of the input; FALSE: it is empty, or has no end. */
static gboolean
find_extent (GeglOperation *operation, GeglRectangle *extent)
{
  const GeglRectangle *box =
    gegl_operation_source_get_bounding_box (operation, "input");

  if (box == NULL || gegl_rectangle_is_empty (box)
      || gegl_rectangle_is_infinite_plane (box))
    return FALSE;
  *extent = *box;
  return TRUE;
}

static GeglRectangle
get_required_for_output (GeglOperation *operation,
                         const char *pad,
                         const GeglRectangle *roi)
{
  const Operation *self = (const Operation *) operation;
  GeglRectangle extent, part;
  Range rows;

  (void) pad;
  if (!find_extent (operation, &extent)
      || !gegl_rectangle_intersect (&part, roi, &extent))
    return *roi;
  part.y -= extent.y;
  rows = renderer_get_required_rows (
    &self->params, (Range) { part.y, part.y + part.height }, extent.height);
  return (GeglRectangle) { extent.x, extent.y + rows.first, extent.width,
                           rows.end - rows.first };
}

static GeglRectangle
get_invalidated_by_change (GeglOperation *operation,
                           const char *pad,
                           const GeglRectangle *changed)
{
  const Operation *self = (const Operation *) operation;
  const SmoothSource source = { .n_channels = 4 };
  const int halo = smooth_step_run_get_halo (&self->params, &source);
  GeglRectangle extent, part;

  (void) pad;
  if (!find_extent (operation, &extent))
    return *changed;
  if (self->params.is_tileable
      || !gegl_rectangle_intersect (&part, changed, &extent))
    return extent;
  part = (GeglRectangle) { part.x - halo, part.y - halo, part.width + 2 * halo,
                           part.height + 2 * halo };
  gegl_rectangle_intersect (&part, &part, &extent);
  return part;
}

/* Tells the user why the picture stays as it is, once for each reason. Messages
 * about memory are one reason: they say how much is missing, which differs from
 * one part of a picture to the next. */
static void
tell (const GError *error)
{
  const gboolean is_memory =
    g_error_matches (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY);

  if (renderer_is_new (get_renderer (),
                       is_memory ? "no memory" : error->message))
    g_log ("GEGL", G_LOG_LEVEL_MESSAGE, "%s: %s",
           _ ("Structure-Preserving Smooth"), error->message);
}

/* Smooths a part of the input. FALSE: the input is to be passed on. */
static gboolean
smooth (const Operation *self,
        GeglBuffer *input,
        GeglBuffer *output,
        const GeglRectangle *roi)
{
  GeglOperation *operation = (GeglOperation *) self;
  g_autoptr (GError) error = NULL;
  RenderRequest request = {
    .params = self->params,
    .weights = self->weights != NULL ? self->weights : "",
    .input = {
      .buffer = input,
      .format = gegl_operation_get_format (operation, "output"),
      .is_limited = input_is_limited (gegl_buffer_get_format (input)),
    },
    .output = output,
  };

  if (smooth_params_change_nothing (&self->params)
      || !find_extent (operation, &request.input.extent)
      || !gegl_rectangle_intersect (&request.roi, roi, &request.input.extent))
    return FALSE;
  if (renderer_render (get_renderer (), &request, &error))
    return TRUE;
  tell (error);
  return FALSE;
}

/* GIMP and gegl ask for level 0 alone, the full size. */
static gboolean
process (GeglOperation *operation,
         GeglBuffer *input,
         GeglBuffer *output,
         const GeglRectangle *roi,
         int level)
{
  if (level != 0 || !smooth ((const Operation *) operation, input, output, roi))
    gegl_buffer_copy (input, roi, GEGL_ABYSS_NONE, output, roi);
  return TRUE;
}

static void
operation_class_init (OperationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);

  object_class->finalize = finalize;
  operation_class->prepare = prepare;
  operation_class->get_required_for_output = get_required_for_output;
  operation_class->get_invalidated_by_change = get_invalidated_by_change;
  operation_class->threaded = FALSE;
  GEGL_OPERATION_FILTER_CLASS (klass)->process = process;
  properties_install (object_class);
  gegl_operation_class_set_keys (
    operation_class, "name", NAME, "title", _ ("Structure-Preserving Smooth"),
    "categories", "enhance:noise-reduction", "description",
    _ ("Smooth texture away and keep the edges"), "op-version", OP_VERSION,
    "license", "GPL3+", NULL);
}

static void
operation_class_finalize (OperationClass *klass)
{
  (void) klass;
}

static void
operation_init (Operation *operation)
{
  smooth_params_init (&operation->params);
}

/* Makes gettext find the catalogues, which lie beside the weights. */
static void
bind_catalogues (void)
{
  g_autofree char *folder = weights_folders_find_catalogues ();

  if (folder != NULL)
    bindtextdomain (SMOOTH_GETTEXT_DOMAIN, folder);
  bind_textdomain_codeset (SMOOTH_GETTEXT_DOMAIN, "UTF-8");
}

const GeglModuleInfo *
gegl_module_query (GTypeModule *module)
{
  static const GeglModuleInfo INFO = { GEGL_MODULE_ABI_VERSION };

  (void) module;
  return &INFO;
}

gboolean
gegl_module_register (GTypeModule *module)
{
  bind_catalogues ();
  properties_register (module);
  operation_register_type (module);
  return TRUE;
}
