/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cgroup.h"

#include <string.h>

#include <glib.h>

/* A hierarchy of control groups, as /proc/self/mountinfo describes it. */
typedef struct
{
  gboolean is_v2;
  char *mount; /* where it is mounted */
  char *top;   /* the group that is seen there */
} Hierarchy;

/* The fields of a line of /proc/self/mountinfo. A field "-" stands before the
 * last three, after a varying number of others. */
enum
{
  FIELD_TOP = 3,
  FIELD_MOUNT = 4
};

static gboolean
has_word (const char *list, const char *word)
{
  g_auto (GStrv) words = g_strsplit (list, ",", -1);

  return g_strv_contains ((const char *const *) words, word);
}

/* Returns the lines of a file of the system, or an empty array. */
static GStrv
read_lines (const char *root, const char *path)
{
  g_autofree char *file = g_strconcat (root, path, NULL);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (file, &text, NULL, NULL))
    return g_new0 (char *, 1);
  return g_strsplit (text, "\n", -1);
}

/* Reads the hierarchy off a line of mountinfo. Returns whether it is one that
 * can limit CPU time. */
static gboolean
parse_mount (const char *line, Hierarchy *hierarchy)
{
  g_auto (GStrv) halves = g_strsplit (line, " - ", 2);
  g_auto (GStrv) fields = NULL, kind = NULL;

  if (g_strv_length (halves) != 2)
    return FALSE;
  fields = g_strsplit (halves[0], " ", -1);
  kind = g_strsplit (halves[1], " ", -1);
  if (g_strv_length (fields) <= FIELD_MOUNT || g_strv_length (kind) < 3)
    return FALSE;
  hierarchy->is_v2 = g_str_equal (kind[0], "cgroup2");
  if (!hierarchy->is_v2
      && !(g_str_equal (kind[0], "cgroup") && has_word (kind[2], "cpu")))
    return FALSE;
  hierarchy->mount = g_strcompress (fields[FIELD_MOUNT]);
  hierarchy->top = g_strcompress (fields[FIELD_TOP]);
  return TRUE;
}

/* Returns the path of the process' group in the hierarchy, by the lines
 * "NUMBER:CONTROLLERS:PATH" of /proc/self/cgroup, or NULL. Version 2 has number
 * 0 and names no controllers. */
static char *
find_group (char **lines, gboolean is_v2)
{
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) fields = g_strsplit (*line, ":", 3);

      if (g_strv_length (fields) == 3
          && (is_v2 ? g_str_equal (fields[0], "0") && fields[1][0] == '\0'
                    : has_word (fields[1], "cpu")))
        return g_strdup (fields[2]);
    }
  return NULL;
}

/* Returns the first number in a file, -1 if there is none. */
static gint64
read_number (const char *folder, const char *name)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  gint64 number;
  char *end;

  if (!g_file_get_contents (file, &text, NULL, NULL))
    return -1;
  number = g_ascii_strtoll (text, &end, 10);
  return end == text ? -1 : number;
}

/* Reads the CPU time, in microseconds, that a group may use in each period. No
 * limit is "max" in version 2, and -1 in version 1. */
static gboolean
read_quota (const char *folder, gboolean is_v2, gint64 *quota, gint64 *period)
{
  g_autofree char *file = NULL, *text = NULL;
  g_auto (GStrv) words = NULL;

  if (!is_v2)
    {
      *quota = read_number (folder, "cpu.cfs_quota_us");
      *period = read_number (folder, "cpu.cfs_period_us");
      return *quota > 0 && *period > 0;
    }
  file = g_build_filename (folder, "cpu.max", NULL);
  if (!g_file_get_contents (file, &text, NULL, NULL))
    return FALSE;
  words = g_strsplit (g_strstrip (text), " ", 2);
  if (g_strv_length (words) != 2)
    return FALSE;
  *quota = g_ascii_strtoll (words[0], NULL, 10);
  *period = g_ascii_strtoll (words[1], NULL, 10);
  return *quota > 0 && *period > 0;
}

/* Returns the part of group's path below top, a group around it or itself; NULL
 * if top is neither. */
static const char *
find_below (const char *group, const char *top)
{
  const gsize n = g_str_equal (top, "/") ? 0 : strlen (top);

  return g_str_has_prefix (group, top) && strchr ("/", group[n]) != NULL
           ? group + n
           : NULL;
}

/* Returns the smallest limit of the group in folder and of those around it, as
 * far as top, the folder in which the hierarchy is mounted. */
static int
find_limit (const char *top, const char *folder, gboolean is_v2)
{
  g_autofree char *path = g_strdup (folder);
  int limit = G_MAXINT;

  for (;;)
    {
      gint64 quota, period;
      char *parent;

      if (read_quota (path, is_v2, &quota, &period))
        limit = (int) MIN (limit, MAX (1, (quota - 1) / period + 1));
      if (strlen (path) <= strlen (top))
        return limit;
      parent = g_path_get_dirname (path);
      g_free (path);
      path = parent;
    }
}

static int
get_limit (const char *root, const Hierarchy *hierarchy, char **groups)
{
  g_autofree char *top = g_strconcat (root, hierarchy->mount, NULL);
  g_autofree char *group = find_group (groups, hierarchy->is_v2);
  g_autofree char *folder = NULL;
  const char *below;

  if (group == NULL)
    return G_MAXINT;
  /* In a container the mount can be that of an outer group, whose path then
   * stands before the process' own, or the path is not told at all. */
  below = find_below (group, hierarchy->top);
  folder = g_build_filename (top, below != NULL ? below : "", NULL);
  return find_limit (top, folder, hierarchy->is_v2);
}

int
smooth_cgroup_get_n_cpus (const char *root)
{
  g_auto (GStrv) groups = read_lines (root, "/proc/self/cgroup");
  g_auto (GStrv) mounts = read_lines (root, "/proc/self/mountinfo");
  int limit = G_MAXINT;

  for (char **line = mounts; *line != NULL; line++)
    {
      Hierarchy hierarchy;

      if (!parse_mount (*line, &hierarchy))
        continue;
      limit = MIN (limit, get_limit (root, &hierarchy, groups));
      g_free (hierarchy.mount);
      g_free (hierarchy.top);
    }
  return limit;
}
