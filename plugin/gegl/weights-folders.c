/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "weights-folders.h"

#include "installed-weights.h"

#define PLUG_IN "structure-smooth"

/* Adds the folder of weights in one of GIMP's folders of plug-ins. */
static void
add (GPtrArray *folders, const char *plug_ins)
{
  g_ptr_array_add (folders,
                   g_build_filename (plug_ins, PLUG_IN, "weights", NULL));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/* Adds the folders of weights of a user's GIMP: one for each version that the
 * user has started, in falling order of their names. */
static void
add_user (GPtrArray *folders)
{
  g_autofree char *gimp =
    g_build_filename (g_get_user_config_dir (), "GIMP", NULL);
  g_autoptr (GDir) dir = g_dir_open (gimp, 0, NULL);
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (versions, g_build_filename (gimp, name, "plug-ins", NULL));
  g_ptr_array_sort (versions, compare);
  for (guint i = versions->len; i > 0; i--)
    add (folders, g_ptr_array_index (versions, i - 1));
}

char **
weights_folders_list (void)
{
  const char *own = g_getenv ("GIMP3_DIRECTORY");
  GPtrArray *folders = g_ptr_array_new ();

  if (own != NULL && g_path_is_absolute (own))
    {
      g_autofree char *plug_ins = g_build_filename (own, "plug-ins", NULL);

      add (folders, plug_ins);
    }
  add_user (folders);
  add (folders, PLUG_INS_FOLDER);
  g_ptr_array_add (folders, NULL);
  return (char **) g_ptr_array_free (folders, FALSE);
}

/* Returns the folder of the weights that are used by default. */
static char *
find (void)
{
  g_auto (GStrv) folders = weights_folders_list ();

  return installed_weights_find ((const char *const *) folders, "");
}

char *
weights_folders_sum (void)
{
  g_autofree char *folder = find ();

  return folder != NULL ? installed_weights_sum (folder) : NULL;
}

char *
weights_folders_find_catalogues (void)
{
  g_autofree char *folder = find ();
  g_autofree char *parent = folder != NULL ? g_path_get_dirname (folder) : NULL;

  return parent != NULL ? g_build_filename (parent, "locale", NULL) : NULL;
}
