/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "help-page.h"

#include <libgimp/gimp.h>

GFile *
help_page_get_folder (void)
{
  g_autoptr (GFile) program = g_file_new_for_path (gimp_get_progname ());
  g_autoptr (GFile) folder = g_file_get_parent (program);

  return g_file_get_child (folder, "help");
}

char *
help_page_dup_uri (void)
{
  g_autoptr (GFile) folder = help_page_get_folder ();
  g_autoptr (GFile) page =
    g_file_resolve_relative_path (folder, "en/index.html");

  return g_file_get_uri (page);
}
