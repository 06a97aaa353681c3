/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run-resources.h"

#include <gegl.h>
#include <libgimp/gimp.h>

/* A SmoothReportFunc: what SMOOTH_DEBUG asks for goes to stderr. */
static void
print_report (gpointer data, const char *text)
{
  (void) data;
  g_printerr ("%s", text);
}

SmoothEngine *
run_resources_engine_new (const Request *request, GError **error)
{
  g_autoptr (SmoothModel) model = smooth_model_load (request->weights, error);
  SmoothEngineOptions options;

  if (model == NULL)
    return NULL;
  smooth_engine_options_init (&options);
  options.n_threads = gimp_get_num_processors ();
  options.report = print_report;
  return smooth_engine_new (model, &options, error);
}

PixelPool *
run_resources_pool_new (void)
{
  const char *limit = g_getenv ("SMOOTH_STORE_BYTES");
  g_autofree char *folder = NULL;

  /* libgimp has set GEGL's "swap" to GIMP's swap folder. */
  g_object_get (gegl_config (), "swap", &folder, NULL);
  return pixel_pool_new (
    folder != NULL && g_path_is_absolute (folder) ? folder : NULL,
    limit != NULL ? g_ascii_strtoll (limit, NULL, 10) : -1);
}
