/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program that GIMP starts. It registers the procedure
 * plug-in-structure-smooth with its menu entry, help and translations, and
 * handles its calls, with the dialog or without. All functions run on the main
 * thread.
 */
#include <libgimp/gimp.h>

#include "arguments.h"
#include "common-errors.h"
#include "dialog.h"
#include "drawable-checks.h"
#include "help-page.h"
#include "i18n.h"
#include "newer-gimp.h"
#include "noninteractive.h"
#include "procedure-request.h"
#include "run-resources.h"

#define PROCEDURE "plug-in-structure-smooth"
#define HELP_DOMAIN "org.gimp.GIMP.Plugin.StructureSmooth"

typedef struct
{
  GimpPlugIn parent_instance;
} StructureSmooth;

typedef struct
{
  GimpPlugInClass parent_class;
} StructureSmoothClass;

GType structure_smooth_get_type (void) G_GNUC_CONST;
G_DEFINE_TYPE (StructureSmooth, structure_smooth, GIMP_TYPE_PLUG_IN)

/* Tells the user how many pixels the detail layers cannot hold, unless there
 * are none. */
static void
report_unheld (int n_unheld)
{
  g_autofree char *text = NULL;

  if (n_unheld == 0)
    return;

  text = g_strdup_printf (
    g_dngettext (SMOOTH_GETTEXT_DOMAIN,
                 "%d pixel has more detail than the detail layer can hold, "
                 "and looks different now.",
                 "%d pixels have more detail than the detail layer can hold, "
                 "and look different now.",
                 (gulong) n_unheld),
    n_unheld);
  gimp_message (text);
}

/* Tells the user that fewer detail layers were made than the call has asked
 * for, if so. */
static void
report_fewer_details (GimpProcedureConfig *config)
{
  g_auto (Request) request = { 0 };
  g_autofree char *text = NULL;
  int n;

  if (!request_init (&request, config, NULL)
      || request.result != RESULT_SEPARATE)
    return;
  n = smooth_params_count_details (&request.params);
  if (n == request.n_details)
    return;
  text = g_strdup_printf (
    g_dngettext (SMOOTH_GETTEXT_DOMAIN,
                 "At texture scale %g there is only %d detail layer.",
                 "At texture scale %g there are only %d detail layers.",
                 (gulong) n),
    request.params.texture_scale, n);
  gimp_message (text);
}

static GimpValueArray *
finish (GimpProcedure *procedure, GimpProcedureConfig *config, guint64 n_unheld)
{
  GimpValueArray *values =
    gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);
  int n_reported = (int) MIN (n_unheld, G_MAXINT);

  report_unheld (n_reported);
  report_fewer_details (config);
  GIMP_VALUES_SET_INT (values, 1, n_reported);
  gimp_displays_flush ();
  return values;
}

/* Returns the values that GIMP gets from a call that failed. error: transfer
 * full. */
static GimpValueArray *
fail (GimpProcedure *procedure, GimpPDBStatusType status, GError *error)
{
  common_error_complete (&error);
  return gimp_procedure_new_return_values (procedure, status, error);
}

static GimpValueArray *
call_interactive (GimpProcedure *procedure,
                  GimpProcedureConfig *config,
                  GimpImage *image,
                  GimpDrawable **drawables)
{
  GError *error = NULL;
  guint64 n_unheld = 0;

  if (dialog_run (procedure, config, image, drawables, &n_unheld, &error))
    return finish (procedure, config, n_unheld);

  if (!g_error_matches (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED))
    return fail (procedure, GIMP_PDB_EXECUTION_ERROR, error);

  g_error_free (error);
  return gimp_procedure_new_return_values (procedure, GIMP_PDB_CANCEL, NULL);
}

static GimpValueArray *
call (GimpProcedure *procedure,
      GimpRunMode run_mode,
      GimpImage *image,
      GimpDrawable **drawables,
      GimpProcedureConfig *config,
      gpointer run_data)
{
  g_auto (Request) request = { 0 };
  g_autoptr (PixelPool) pool = NULL;
  GError *error = NULL;
  guint64 n_unheld = 0;

  (void) run_data;
  gegl_init (NULL, NULL);
  /* The drawables are checked here, so that no dialog opens for a drawable that
   * cannot be smoothed. */
  if (!drawable_checks_all (image, drawables, &error))
    return fail (procedure, GIMP_PDB_CALLING_ERROR, error);

  if (run_mode == GIMP_RUN_INTERACTIVE)
    return call_interactive (procedure, config, image, drawables);

  if (!request_init (&request, config, &error)
      || !request_find_weights (&request, config, &error)
      || !drawable_checks_result (drawables, request.result, &error))
    return fail (procedure, GIMP_PDB_CALLING_ERROR, error);

  pool = run_resources_pool_new ();
  if (!noninteractive_run (image, drawables, &request, pool, &n_unheld, &error))
    return fail (procedure, GIMP_PDB_EXECUTION_ERROR, error);
  return finish (procedure, config, n_unheld);
}

static GList *
query_procedures (GimpPlugIn *plug_in)
{
  g_autoptr (GFile) help = help_page_get_folder ();

  gimp_plug_in_set_help_domain (plug_in, HELP_DOMAIN, help);
  return g_list_append (NULL, g_strdup (PROCEDURE));
}

static GimpProcedure *
create_procedure (GimpPlugIn *plug_in, const char *name)
{
  g_autofree char *help_uri = NULL;
  GimpProcedure *procedure;

  if (g_strcmp0 (name, PROCEDURE) != 0)
    return NULL;

  procedure = gimp_image_procedure_new (
    plug_in, name, GIMP_PDB_PROC_TYPE_PLUGIN, call, NULL, NULL);
  gimp_procedure_set_image_types (procedure, "RGB*, GRAY*");
  gimp_procedure_set_sensitivity_mask (procedure,
                                       GIMP_PROCEDURE_SENSITIVE_DRAWABLE
                                         | GIMP_PROCEDURE_SENSITIVE_DRAWABLES);
  gimp_procedure_set_menu_label (procedure,
                                 _ ("Structure-Preserving S_mooth..."));
  gimp_procedure_add_menu_path (procedure, "<Image>/Filters/Enhance");
  gimp_procedure_set_documentation (
    procedure, _ ("Smooth texture away and keep the edges"),
    _ ("Two neural networks smooth the picture on this machine: one finds the "
       "edges of its structure, the other removes texture and detail between "
       "them. The texture can also be amplified instead. Their edge map can be "
       "had as a layer or a channel, and the removed detail as a layer of its "
       "own."),
    name);
  gimp_procedure_set_attribution (procedure, "The structure-smooth authors",
                                  "The structure-smooth authors", "2026");
  help_uri = help_page_dup_uri ();
  newer_gimp_set_help_uri (procedure, help_uri);
  arguments_declare (procedure);
  return procedure;
}

static gboolean
set_i18n (GimpPlugIn *plug_in,
          const char *procedure_name,
          char **gettext_domain,
          char **catalog_dir)
{
  (void) plug_in;
  (void) procedure_name;
  *gettext_domain = g_strdup (SMOOTH_GETTEXT_DOMAIN);
  *catalog_dir = g_strdup ("locale");
  return TRUE;
}

static void
structure_smooth_class_init (StructureSmoothClass *klass)
{
  GimpPlugInClass *plug_in_class = GIMP_PLUG_IN_CLASS (klass);

  plug_in_class->query_procedures = query_procedures;
  plug_in_class->create_procedure = create_procedure;
  plug_in_class->set_i18n = set_i18n;
}

static void
structure_smooth_init (StructureSmooth *plug_in)
{
  (void) plug_in;
}

int
main (int argc, char **argv)
{
  /* By default babl measures conversions and takes the fastest one among those
   * that are at most 6e-6 off, so the same picture would come out with other
   * bits in each run. With the tolerance 0 babl takes exact conversions only,
   * which costs half a second of processor time for 12 megapixels. babl reads
   * the variable when it starts, in gimp_main. */
  g_setenv ("BABL_TOLERANCE", "0", FALSE);
  return gimp_main (structure_smooth_get_type (), argc, argv);
}
