/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/base/settings.h"

#include <string.h>

/* Finds the first of lines that begins with key=, where key has n letters; NULL
 * if there is none.
 */
static const char *
find_line (char **lines, const char *key, gsize n)
{
  for (; *lines != NULL; lines++)
    if (strncmp (*lines, key, n) == 0 && (*lines)[n] == '=')
      return *lines;
  return NULL;
}

char *
train_settings_find (const char *settings, const char *key)
{
  g_auto (GStrv) lines = g_strsplit (settings, "\n", -1);
  const gsize n = strlen (key);
  const char *line = find_line (lines, key, n);

  return line != NULL ? g_strdup (line + n + 1) : NULL;
}

/* Checks that each line of the list lines is also in the list others. A line
 * whose key is in optional may be missing in others, but must not have another
 * value there. Returns FALSE at the first line that fails: *line is then this
 * line, *other the line of others that has the same key, or NULL. */
static gboolean
are_among (char **lines,
           char **others,
           const char *const *optional,
           const char **line,
           const char **other)
{
  for (; *lines != NULL; lines++)
    {
      const gsize n = strcspn (*lines, "=");
      g_autofree char *key = g_strndup (*lines, n);

      *line = *lines;
      *other = find_line (others, key, n);
      if (n == 0 || (*other != NULL && strcmp (*line, *other) == 0)
          || (*other == NULL && optional != NULL
              && g_strv_contains (optional, key)))
        continue;
      return FALSE;
    }
  return TRUE;
}

gboolean
train_settings_agree (const char *wanted,
                      const char *got,
                      const char *const *optional,
                      char **wanted_line,
                      char **got_line)
{
  g_auto (GStrv) wanted_lines = g_strsplit (wanted, "\n", -1);
  g_auto (GStrv) got_lines = g_strsplit (got, "\n", -1);
  const char *line, *other;

  if (are_among (wanted_lines, got_lines, optional, &line, &other))
    {
      if (are_among (got_lines, wanted_lines, NULL, &other, &line))
        return TRUE;
    }
  *wanted_line = g_strdup (line != NULL ? line : "");
  *got_line = g_strdup (other != NULL ? other : "");
  return FALSE;
}
