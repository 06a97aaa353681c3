/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "available-memory.h"

#include <string.h>

#define FALLBACK_BYTES ((gint64) 512 << 20)

/* Returns the number behind key in a text such as "key:  123 kB"; -1: the text
 * has no such key. */
static gint64
find_number (const char *text, const char *key)
{
  const char *found = strstr (text, key);

  return found != NULL ? g_ascii_strtoll (found + strlen (key), NULL, 10) : -1;
}

/* Returns the number in the file called name of a control group; -1: there is
 * no such file, or it says "max". */
static gint64
read_group_number (const char *group, const char *name)
{
  g_autofree char *path =
    g_build_filename ("/sys/fs/cgroup", group, name, NULL);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL)
      || !g_ascii_isdigit (text[0]))
    return -1;
  return g_ascii_strtoll (text, NULL, 10);
}

/* Returns how many bytes the process's control group has left; G_MAXINT64: it
 * has no limit. */
static gint64
read_group_rest (void)
{
  g_autofree char *text = NULL;
  char *group;
  gint64 limit, used;

  if (!g_file_get_contents ("/proc/self/cgroup", &text, NULL, NULL))
    return G_MAXINT64;
  group = strstr (text, "0::");
  if (group == NULL)
    return G_MAXINT64;
  group += strlen ("0::");
  group[strcspn (group, "\n")] = '\0';
  limit = read_group_number (group, "memory.max");
  used = read_group_number (group, "memory.current");
  return limit < 0 || used < 0 ? G_MAXINT64 : MAX (limit - used, 0);
}

gint64
available_memory_get (void)
{
  g_autofree char *text = NULL;
  gint64 n_kib = -1;

  if (g_file_get_contents ("/proc/meminfo", &text, NULL, NULL))
    n_kib = find_number (text, "MemAvailable:");
  if (n_kib < 0)
    return FALLBACK_BYTES;
  return MIN (n_kib * 1024, read_group_rest ());
}
