/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "newer-gimp.h"

#include <gmodule.h>

/* The type of libgimp's function gimp_rasterizable_is_rasterized. Its argument
 * item has no declared type here, since GIMP 3.0 has no GimpRasterizable. */
typedef gboolean (*IsRasterizedFunc) (gpointer item);

/* Returns libgimp's function gimp_rasterizable_is_rasterized; NULL if this
 * version of libgimp does not have it. */
static IsRasterizedFunc
find_is_rasterized (void)
{
  GModule *program = g_module_open (NULL, G_MODULE_BIND_LAZY);
  IsRasterizedFunc function = NULL;

  if (program == NULL)
    return NULL;
  if (!g_module_symbol (program, "gimp_rasterizable_is_rasterized",
                        (gpointer *) &function))
    function = NULL;
  /* Closing the module does not unload libgimp, so function stays valid. */
  g_module_close (program);
  return function;
}

gboolean
newer_gimp_needs_rasterizing (GimpItem *item)
{
  GType rasterizable = g_type_from_name ("GimpRasterizable");
  IsRasterizedFunc is_rasterized;

  if (rasterizable == G_TYPE_INVALID || GIMP_IS_TEXT_LAYER (item)
      || !g_type_is_a (G_OBJECT_TYPE (item), rasterizable))
    return FALSE;
  is_rasterized = find_is_rasterized ();
  return is_rasterized != NULL && !is_rasterized (item);
}

void
newer_gimp_set_help_uri (GimpProcedure *procedure, const char *uri)
{
#if GIMP_CHECK_VERSION(3, 3, 2)
  gimp_procedure_set_help_uri (procedure, uri);
#else
  (void) procedure;
  (void) uri;
#endif
}
