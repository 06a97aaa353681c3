/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the folder by the path of the executable, so the plug-in's folder may
 * be moved anywhere.
 */
#include "weights-folder.h"

#include <libgimp/gimp.h>

/* Returns the path of the folder "weights" in the folder of the executable
 * program; NULL: program has no parent folder. */
static char *
folder_beside (GFile *program)
{
  g_autoptr (GFile) parent = g_file_get_parent (program);
  g_autoptr (GFile) folder =
    parent != NULL ? g_file_get_child (parent, "weights") : NULL;
  return folder != NULL ? g_file_get_path (folder) : NULL;
}

/* Returns the file to which the symbolic link program points; NULL: program is
 * no symbolic link. */
static GFile *
link_target (GFile *program)
{
  g_autofree char *path = g_file_get_path (program);
  g_autofree char *target = g_file_read_link (path, NULL);
  g_autoptr (GFile) parent = g_file_get_parent (program);

  return target != NULL && parent != NULL
           ? g_file_resolve_relative_path (parent, target)
           : NULL;
}

char *
weights_folder_find (void)
{
  g_autoptr (GFile) program = g_file_new_for_path (gimp_get_progname ());
  g_autofree char *folder = folder_beside (program);
  g_autoptr (GFile) target = NULL;

  /* A developer may have put a symbolic link to the executable into GIMP's
   * folder. */
  if (folder == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    target = link_target (program);
  return target != NULL ? folder_beside (target) : g_steal_pointer (&folder);
}
