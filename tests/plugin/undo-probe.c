/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A module for tests that lets them see GIMP's undo stack.
 *
 * GIMP has no procedure that undoes a step, or tells what is on the undo stack.
 * This module lies in the test profile's folder of GEGL operations, so GEGL
 * loads it into GIMP itself. There it finds GIMP's own functions, which the
 * program exports, by their names, and adds a procedure:
 *
 * test-undo-probe (image, action) -> undo steps, redo steps, name of the
 *    step that the next undo takes back, open undo groups
 *
 * action is 0 to look only, 1 to undo a step, 2 to redo one. The module also
 * appends a byte to the file named by the variable SMOOTH_TEST_DIRTY whenever
 * an image is about to change, so that a test can act at that moment. In every
 * other process that loads GEGL, the plug-ins among them, GIMP's functions are
 * missing and the module does nothing. The prototypes below are those of GIMP
 * 3.0's app/core and app/pdb. If one of the functions is missing, the procedure
 * is not added, and the tests that need it fail and say so. The module must be
 * linked with -z nodelete: GEGL unloads a module without operations, while the
 * hook set here still points into it. Main thread only.
 */
#include <gegl-plugin.h>
#include <glib/gstdio.h>
#include <gmodule.h>

#include <stdio.h>

/* The type of a function that GIMP calls to run a procedure. args and the
 * result are of type GimpValueArray. */
typedef gpointer (*Marshal) (gpointer procedure,
                             gpointer gimp,
                             gpointer context,
                             gpointer progress,
                             gconstpointer args,
                             GError **error);

/* GIMP's functions, which are found by their names. */
typedef struct
{
  GType (*gimp_pdb_get_type) (void);
  GType (*gimp_image_get_type) (void);
  void (*gimp_pdb_register_procedure) (gpointer pdb, gpointer procedure);
  gpointer (*gimp_procedure_new) (Marshal marshal, gboolean is_private);
  void (*gimp_procedure_add_argument) (gpointer procedure, GParamSpec *spec);
  void (*gimp_procedure_add_return_value) (gpointer procedure,
                                           GParamSpec *spec);
  gpointer (*gimp_procedure_get_return_values) (gpointer procedure,
                                                gboolean success,
                                                const GError *error);
  GValue *(*gimp_value_array_index) (gconstpointer values, gint index);
  void (*gimp_object_set_static_name) (gpointer object, const char *name);
  const char *(*gimp_object_get_name) (gconstpointer object);
  GParamSpec *(*gimp_param_spec_image) (const char *name,
                                        const char *nick,
                                        const char *blurb,
                                        gboolean none_ok,
                                        GParamFlags flags);
  gboolean (*gimp_image_undo) (gpointer image);
  gboolean (*gimp_image_redo) (gpointer image);
  gpointer (*gimp_image_get_undo_stack) (gconstpointer image);
  gpointer (*gimp_image_get_redo_stack) (gconstpointer image);
  gint (*gimp_image_get_undo_group_count) (gconstpointer image);
  gint (*gimp_undo_stack_get_depth) (gpointer stack);
  gpointer (*gimp_undo_stack_peek) (gpointer stack);
} Host;

/* Fills host. Returns FALSE if this process is not GIMP, or is another version
 * of GIMP. */
static gboolean
host_find (Host *host)
{
  GModule *program = g_module_open (NULL, 0);
  gboolean found = program != NULL;

#define FIND(name)                                                             \
  found = found && g_module_symbol (program, #name, (gpointer *) &host->name)
  FIND (gimp_pdb_get_type);
  FIND (gimp_image_get_type);
  FIND (gimp_pdb_register_procedure);
  FIND (gimp_procedure_new);
  FIND (gimp_procedure_add_argument);
  FIND (gimp_procedure_add_return_value);
  FIND (gimp_procedure_get_return_values);
  FIND (gimp_value_array_index);
  FIND (gimp_object_set_static_name);
  FIND (gimp_object_get_name);
  FIND (gimp_param_spec_image);
  FIND (gimp_image_undo);
  FIND (gimp_image_redo);
  FIND (gimp_image_get_undo_stack);
  FIND (gimp_image_get_redo_stack);
  FIND (gimp_image_get_undo_group_count);
  FIND (gimp_undo_stack_get_depth);
  FIND (gimp_undo_stack_peek);
#undef FIND
  if (program != NULL)
    g_module_close (program);
  return found;
}

/* The function that runs the procedure test-undo-probe. */
static gpointer
probe (gpointer procedure,
       gpointer gimp,
       gpointer context,
       gpointer progress,
       gconstpointer args,
       GError **error)
{
  Host host;
  gpointer image, values, stack, top;
  gint action;

  (void) gimp, (void) context, (void) progress, (void) error;
  /* The procedure is registered only where host_find () succeeded before. */
  if (!host_find (&host))
    g_error ("undo-probe: a function of GIMP's core is no longer found");
  image = g_value_get_object (host.gimp_value_array_index (args, 0));
  action = g_value_get_int (host.gimp_value_array_index (args, 1));
  if (action == 1)
    host.gimp_image_undo (image);
  if (action == 2)
    host.gimp_image_redo (image);

  values = host.gimp_procedure_get_return_values (procedure, TRUE, NULL);
  stack = host.gimp_image_get_undo_stack (image);
  top = host.gimp_undo_stack_peek (stack);
  g_value_set_int (host.gimp_value_array_index (values, 1),
                   host.gimp_undo_stack_get_depth (stack));
  g_value_set_int (
    host.gimp_value_array_index (values, 2),
    host.gimp_undo_stack_get_depth (host.gimp_image_get_redo_stack (image)));
  g_value_set_string (host.gimp_value_array_index (values, 3),
                      top != NULL ? host.gimp_object_get_name (top) : "");
  g_value_set_int (host.gimp_value_array_index (values, 4),
                   host.gimp_image_get_undo_group_count (image));
  return values;
}

static void
probe_register (const Host *host, gpointer pdb)
{
  gpointer procedure = host->gimp_procedure_new (probe, FALSE);
  static const char *const counts[] = { "undo-steps", "redo-steps" };

  host->gimp_object_set_static_name (procedure, "test-undo-probe");
  host->gimp_procedure_add_argument (
    procedure, host->gimp_param_spec_image ("image", "Image", "Image", FALSE,
                                            G_PARAM_READWRITE));
  host->gimp_procedure_add_argument (
    procedure, g_param_spec_int ("action", "Action", "0 look, 1 undo, 2 redo",
                                 0, 2, 0, G_PARAM_READWRITE));
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    host->gimp_procedure_add_return_value (
      procedure, g_param_spec_int (counts[i], counts[i], counts[i], 0, G_MAXINT,
                                   0, G_PARAM_READWRITE));
  host->gimp_procedure_add_return_value (
    procedure, g_param_spec_string ("name", "Name", "Next step to undo", NULL,
                                    G_PARAM_READWRITE));
  host->gimp_procedure_add_return_value (
    procedure, g_param_spec_int ("open-groups", "Open groups", "Open groups", 0,
                                 G_MAXINT, 0, G_PARAM_READWRITE));
  host->gimp_pdb_register_procedure (pdb, procedure);
  g_object_unref (procedure);
}

/* Called when GIMP registers a procedure. data: a gboolean that tells whether
 * the procedure test-undo-probe has been added. */
static gboolean
on_register (GSignalInvocationHint *hint,
             guint n_values,
             const GValue *values,
             gpointer data)
{
  Host host;
  gboolean *done = data;

  (void) hint, (void) n_values;
  if (!*done && host_find (&host))
    {
      /* Set before the call, because registering a procedure calls this
       * function again. */
      *done = TRUE;
      probe_register (&host, g_value_get_object (&values[0]));
    }
  return TRUE; /* a hook must not remove itself in a nested call */
}

/* Called when GIMP marks an image as changed, right before it changes the
 * image. */
static gboolean
on_dirty (GSignalInvocationHint *hint,
          guint n_values,
          const GValue *values,
          gpointer data)
{
  const char *path = g_getenv ("SMOOTH_TEST_DIRTY");
  FILE *file = path != NULL ? g_fopen (path, "a") : NULL;

  (void) hint, (void) n_values, (void) values, (void) data;
  if (file != NULL)
    {
      fputc ('.', file);
      fclose (file);
    }
  return TRUE;
}

/* Has func called whenever an object of type emits the signal. */
static void
hook (GType type, const char *signal, GSignalEmissionHook func, gpointer data)
{
  /* Creates the class of the type, which registers its signals. */
  g_type_class_unref (g_type_class_ref (type));
  g_signal_add_emission_hook (g_signal_lookup (signal, type), 0, func, data,
                              g_free);
}

G_MODULE_EXPORT const GeglModuleInfo *gegl_module_query (GTypeModule *module);
G_MODULE_EXPORT gboolean gegl_module_register (GTypeModule *module);

G_MODULE_EXPORT const GeglModuleInfo *
gegl_module_query (GTypeModule *module)
{
  static const GeglModuleInfo info = { .abi_version = GEGL_MODULE_ABI_VERSION };

  (void) module;
  return &info;
}

G_MODULE_EXPORT gboolean
gegl_module_register (GTypeModule *module)
{
  GQuark hooked = g_quark_from_static_string ("undo-probe-hooked");
  Host host;

  (void) module;
  if (host_find (&host)
      && g_type_get_qdata (host.gimp_pdb_get_type (), hooked) == NULL)
    {
      /* GEGL may register a module more than once, but the hooks are set
       * once. */
      g_type_set_qdata (host.gimp_pdb_get_type (), hooked, GINT_TO_POINTER (1));
      hook (host.gimp_pdb_get_type (), "register-procedure", on_register,
            g_new0 (gboolean, 1));
      hook (host.gimp_image_get_type (), "dirty", on_dirty, NULL);
    }
  return TRUE;
}
